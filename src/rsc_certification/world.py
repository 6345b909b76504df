"""Who is at LinkedIn for this certification? Companies, contracts, seats and members of its own, with invented names.

Numbers are drawn anew for each run, so that it can be repeated on one sandbox and disturbs nobody there.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from rsc_certification.ats.protocol import Candidate, Customer
from rsc_certification.sandbox import Sandbox

#: Far above the numbers of worlds that people make.
_FROM = 500_000_000
_RUNS = 400_000
_A_RUN = 1_000
_FIRST = (
    "Aoife", "Bartosz", "Cecily", "Dragan", "Eirik", "Fenna", "Gisela", "Hamza", "Ingrid", "Jasper", "Kaisa",
    "Leopold", "Maren", "Nikola", "Ottilie", "Pavel", "Quirin", "Rhea", "Sander", "Thea", "Ulrik", "Vesna",
)  # fmt: skip
_LAST = (
    "Ashgrove", "Bellweather", "Copperfield", "Dunmoor", "Elderton", "Fairwind", "Greystone", "Hollybrook",
    "Ironwood", "Kestrelby", "Larkspur", "Millbrook", "Northgate", "Oakhurst", "Pennyroyal", "Quarrington",
)  # fmt: skip


@dataclass(frozen=True)
class Member:
    id: int
    first_name: str
    last_name: str
    slug: str

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass
class Recruiting:
    """One customer's side at LinkedIn: an organization, two contracts, a seat for each person at the customer."""

    organization: int
    contract: int
    second_contract: int
    #: The seat of the admin of the second contract.
    second_admin: int = 0
    seats: dict[str, int] = field(default_factory=dict)
    #: Members who are, by e-mail address, candidates of the ATS, by the candidate's id.
    known: dict[str, Member] = field(default_factory=dict)

    @property
    def context(self) -> str:
        return f"urn:li:organization:{self.organization}"


class World:
    """What is made at LinkedIn while the certification runs."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self._numbers = itertools.count(_FROM + secrets.randbelow(_RUNS) * _A_RUN)
        self._names = itertools.count(secrets.randbelow(len(_FIRST)))

    def number(self) -> int:
        return next(self._numbers)

    def take_in(self, customer: Customer) -> Recruiting:
        """The customer's company with its contracts, and a seat for each of its people by their address."""
        place = Recruiting(self.number(), self.number(), self.number())
        members, seats = [], []
        for contract in (place.contract, place.second_contract):
            for person in customer.people:
                if contract == place.second_contract and person != customer.admin:
                    continue
                member = self._profile(person.first_name, person.last_name)
                seat = {
                    "id": self.number(), "contract": contract, "member": member["id"],
                    "is_admin": person == customer.admin,
                    "email": person.email if contract == place.contract else f"second.{person.email}",
                }  # fmt: skip
                members.append(member)
                seats.append(seat)
                if contract == place.contract:
                    place.seats[person.email] = int(str(seat["id"]))
                else:
                    place.second_admin = int(str(seat["id"]))
        self.sandbox.post(
            "seed",
            organizations=[{"id": place.organization, "name": customer.name}],
            contracts=[
                {"id": place.contract, "organization": place.organization, "name": "First contract"},
                {"id": place.second_contract, "organization": place.organization, "name": "Second contract"},
            ],
            members=members,
            seats=seats,
        )
        return place

    def recognise(self, place: Recruiting, candidates: Sequence[Candidate]) -> None:
        """Members with the e-mail addresses of these candidates: LinkedIn will find them by itself."""
        members = []
        for candidate in candidates:
            profile = self._profile(candidate.first_name, candidate.last_name, email=candidate.emails[0])
            members.append(profile)
            place.known[candidate.id] = _member(profile)
        self.sandbox.post("seed", members=members)

    def newcomer(self, *, email: str = "", phone: str = "") -> Member:
        """A member whom no ATS knows."""
        first = _FIRST[next(self._names) % len(_FIRST)]
        number = self.number()
        last = f"{_LAST[number % len(_LAST)]} {_letters(number)}"
        profile = self._profile(first, last, email=email, phone=phone)
        self.sandbox.post("seed", members=[profile])
        return _member(profile)

    def _profile(
        self, first_name: str, last_name: str, *, email: str = "", phone: str = ""
    ) -> dict[str, object]:
        number = self.number()
        profile: dict[str, object] = {
            "id": number, "slug": f"certified-{number}", "first_name": first_name, "last_name": last_name,
            "headline": "Calibrates instruments", "title": "Calibration engineer", "employer": "Hollow Oak Tools",
            "location": "Graz, Austria", "country": "at", "skills": ["Calibration"],
            "email": email or f"member{number}@members.example",
        }  # fmt: skip
        return profile | ({"phone": phone} if phone else {})


def _member(profile: dict[str, object]) -> Member:
    return Member(
        int(str(profile["id"])), str(profile["first_name"]), str(profile["last_name"]), str(profile["slug"])
    )


def _letters(number: int) -> str:
    """A number as letters: names with digits look made up to matching and to people."""
    letters = ""
    while number:
        number, digit = divmod(number, 26)
        letters += chr(ord("a") + digit)
    return letters.capitalize()
