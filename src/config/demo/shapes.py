"""What does the demo consist of? Frozen values: companies with their people and history, and a sandbox world.

Moments are hours before the demo is loaded, so that the same demo is always two years deep. Things refer to
each other by readable keys: teammates by e-mail, positions by custom id, sources by name, members by number.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class DemoTeammate:
    first_name: str
    last_name: str
    email: str
    company_role: str
    signs_in: bool = False
    is_deactivated: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True)
class DemoSource:
    name: str
    type: str


@dataclass(frozen=True)
class DemoSourceContact:
    """``source`` is a source's name, or empty: the contact is known, where it belongs is not."""

    first_name: str
    last_name: str
    email: str
    source: str = ""


@dataclass(frozen=True)
class DemoPosition:
    custom_id: str
    name: str
    public_name: str
    hiring_manager: str
    recruiter: str
    status: str = "open"
    workplace_type: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    department: str = ""
    employment_type: str = "Full-time"
    seniority: str = ""
    description: str = ""
    is_discreet: bool = False
    is_published: bool = True
    is_talent_pool: bool = False
    team: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DemoContactPoint:
    kind: str
    value: str
    provenance: str = "manual"
    origin: str = ""


@dataclass(frozen=True)
class DemoNote:
    author: str
    text: str
    hours_ago: int


@dataclass(frozen=True)
class DemoProcess:
    """One consideration for one position; ``steps_done`` of the default six steps are behind it."""

    position: str
    source: str
    status: str
    steps_done: int
    started_hours_ago: int
    changed_hours_ago: int
    reason: str = ""


@dataclass(frozen=True)
class DemoPerson:
    """``member`` is the number of the sandbox's member who this person verifiably is, or nothing."""

    first_name: str
    last_name: str
    middle_name: str = ""
    headline: str = ""
    location: str = ""
    employer: str = ""
    prospect_status: str = "sourced"
    do_not_contact: bool = False
    contact_points: tuple[DemoContactPoint, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[DemoNote, ...] = ()
    processes: tuple[DemoProcess, ...] = ()
    member: int | None = None
    added_hours_ago: int = 0

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.first_name, self.middle_name, self.last_name)))


@dataclass(frozen=True)
class DemoCompany:
    name: str
    domain: str
    organization: int
    contract: int
    teammates: tuple[DemoTeammate, ...]
    sources: tuple[DemoSource, ...]
    source_contacts: tuple[DemoSourceContact, ...]
    positions: tuple[DemoPosition, ...]
    persons: tuple[DemoPerson, ...]
    #: Whose early exports the persons who are members already came by.
    early_exporter: str
    #: What the admin maps by hand: a seat's e-mail to the teammate's, where the two differ.
    seats_mapped_by_admin: tuple[tuple[str, str], ...] = ()

    @property
    def owner(self) -> DemoTeammate:
        return next(teammate for teammate in self.teammates if teammate.company_role == "owner")


@dataclass(frozen=True)
class WorldMember:
    id: int
    slug: str
    first_name: str
    last_name: str
    headline: str
    location: str
    country: str
    employer: str
    title: str
    industry: str
    about: str
    positions: tuple[dict[str, Any], ...]
    educations: tuple[dict[str, Any], ...]
    skills: tuple[str, ...]
    email: str
    phone: str
    exportable: bool = True

    @property
    def profile_url(self) -> str:
        return f"https://www.linkedin.com/in/{self.slug}"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True)
class WorldSeat:
    id: int
    contract: int
    member: int
    email: str
    state: str = "ACTIVE"


@dataclass(frozen=True)
class World:
    """The sandbox's side: ``document`` is the form that its control accepts as a seed."""

    organizations: tuple[tuple[int, str], ...]
    contracts: tuple[tuple[int, int, str], ...]
    members: tuple[WorldMember, ...]
    seats: tuple[WorldSeat, ...]

    def document(self, *, client_id: str, client_secret: str) -> dict[str, Any]:
        return {
            "organizations": [{"id": number, "name": name} for number, name in self.organizations],
            "contracts": [
                {"id": number, "organization": organization, "name": name}
                for number, organization, name in self.contracts
            ],
            "parent_application": {"client_id": client_id, "client_secret": client_secret, "name": "Recruit"},
            "members": [asdict(member) for member in self.members],
            "seats": [asdict(seat) for seat in self.seats],
        }


@dataclass(frozen=True)
class Demo:
    companies: tuple[DemoCompany, ...]
    world: World
