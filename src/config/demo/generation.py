"""How is a demo made from a number? Purely: the same size and seed give the same demo, to the letter."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from config.demo import cast, history, offices, world
from config.demo.humans import Crowd, Human
from config.demo.names import countries, work
from config.demo.shapes import (
    Demo,
    DemoCompany,
    DemoContactPoint,
    DemoPerson,
    DemoPosition,
    DemoSource,
    DemoTeammate,
    World,
    WorldMember,
    WorldSeat,
)
from config.demo.sizes import SIZES, Size

SEED = 20_250
_LUMEN_ORGANIZATION, _LUMEN_CONTRACT = 70_101, 90_101
_PETREL_ORGANIZATION, _PETREL_CONTRACT = 70_102, 90_102

#: Whose seat is in LinkedIn Recruiter, by which address, and as which teammate they go there (or nobody).
_SEATS: tuple[tuple[str, str | None], ...] = (
    (cast.OLGA, cast.OLGA),
    (cast.ADA, cast.ADA),
    (cast.ROSA, cast.ROSA),
    (cast.HANS, cast.HANS),
    (cast.INES, cast.INES),
    (cast.MARIA, cast.MARIA),
    (cast.NAMESAKE, cast.NAMESAKE),
    (cast.BRUNO, cast.BRUNO),
    (cast.CELIA_ON_LINKEDIN, cast.CELIA),
    (cast.DENIZ, cast.DENIZ),
    (cast.MONA, cast.MONA),
    (cast.QUENTIN_ON_LINKEDIN, None),
)
_PETREL_TEAMMATES = (
    DemoTeammate("Pia", "Nygård", f"pia.nygard@{cast.PETREL_DOMAIN}", "owner", signs_in=True),
    DemoTeammate("Paul", "Okello", f"paul.okello@{cast.PETREL_DOMAIN}", "recruiter", signs_in=True),
    DemoTeammate("Petra", "Holub", f"petra.holub@{cast.PETREL_DOMAIN}", "teammate"),
)


@dataclass
class _Making:
    """What is passed around while a demo is made: the dice, the crowd, and the members so far."""

    random: Random
    crowd: Crowd
    members: list[WorldMember] = field(default_factory=list)

    def join(self, human: Human, *, is_exportable: bool | None = None) -> WorldMember:
        member = world.member(
            self.random, human, number=world.FIRST_MEMBER + len(self.members), is_exportable=is_exportable
        )
        self.members.append(member)
        return member


def generate(size: str = "full", *, seed: int = SEED) -> Demo:
    """Both companies and the world around them. ``size`` is a key of ``SIZES``."""
    random = Random(seed)  # noqa: S311 -- invented people, not secrets
    making = _Making(random=random, crowd=Crowd(random, _names_of_the_cast()))
    wanted = SIZES[size]
    lumen_seats = _seats_of_lumen(making)
    lumen = _lumen(making, wanted)
    petrel_seats = _seats_of_petrel(making)
    petrel = _petrel(making, lumen)
    while len(making.members) < wanted.members:
        making.join(making.crowd.human())
    return Demo(
        companies=(lumen, petrel),
        world=World(
            organizations=((_LUMEN_ORGANIZATION, cast.LUMEN), (_PETREL_ORGANIZATION, cast.PETREL)),
            contracts=(
                (_LUMEN_CONTRACT, _LUMEN_ORGANIZATION, f"{cast.LUMEN} worldwide"),
                (_PETREL_CONTRACT, _PETREL_ORGANIZATION, f"{cast.PETREL} crews"),
            ),
            members=tuple(making.members),
            seats=lumen_seats + petrel_seats,
        ),
    )


def _names_of_the_cast() -> set[tuple[str, str]]:
    teammates = {(person.first_name, person.last_name) for person in cast.TEAMMATES + _PETREL_TEAMMATES}
    members = {(member.first_name, member.last_name) for member in cast.NamedMember}
    return teammates | members


# Seats: a recruiter is a member too


def _seats_of_lumen(making: _Making) -> tuple[WorldSeat, ...]:
    by_email = {teammate.email: teammate for teammate in cast.TEAMMATES}
    seats = []
    for number, (address, teammate_email) in enumerate(_SEATS):
        name = ("Quentin", "Underhill")
        if teammate_email is not None:
            name = (by_email[teammate_email].first_name, by_email[teammate_email].last_name)
        member = making.join(_recruiter(making, name, cast.LUMEN), is_exportable=True)
        seats.append(WorldSeat(world.FIRST_SEAT + number, _LUMEN_CONTRACT, member.id, address))
    return tuple(seats)


def _seats_of_petrel(making: _Making) -> tuple[WorldSeat, ...]:
    seats = []
    for number, teammate in enumerate(_PETREL_TEAMMATES[:2]):
        name = (teammate.first_name, teammate.last_name)
        member = making.join(_recruiter(making, name, cast.PETREL), is_exportable=True)
        seats.append(
            WorldSeat(world.FIRST_SEAT + len(_SEATS) + number, _PETREL_CONTRACT, member.id, teammate.email)
        )
    return tuple(seats)


def _recruiter(making: _Making, name: tuple[str, str], employer: str) -> Human:
    people = next(family for family in work().families if family.department == "People")
    return replace(
        making.crowd.human(),
        first_name=name[0],
        last_name=name[1],
        middle_name="",
        employer=employer,
        title="Talent Partner",
        family=people,
        city="Hamburg",
        country=countries()["DE"],
    )


# The first company


def _lumen(making: _Making, wanted: Size) -> DemoCompany:
    colleagues = offices.teammates(making.random, making.crowd, wanted=wanted.teammates)
    positions = offices.positions(making.random, colleagues, wanted=wanted.positions)
    named = _named_persons(making)
    known = [_known_person(making, colleagues, positions) for _ in range(wanted.known_members - len(named))]
    strangers = [
        _person(making, making.crowd.human(), number, colleagues, positions)
        for number in range(wanted.persons - len(named) - len(known) - 1)
    ]
    persons = [*named, *known, *[person for person, _ in strangers], _anna_in_recruit()]
    for human in making.random.sample([human for _, human in strangers], k=wanted.lookalikes - 1):
        making.join(world.look_alike(making.random, human, strange=making.crowd.human()))
    return DemoCompany(
        name=cast.LUMEN,
        domain=cast.LUMEN_DOMAIN,
        organization=_LUMEN_ORGANIZATION,
        contract=_LUMEN_CONTRACT,
        teammates=colleagues,
        sources=tuple(DemoSource(name, kind) for name, kind in work().sources),
        source_contacts=cast.SOURCE_CONTACTS,
        positions=positions,
        persons=tuple(persons),
        early_exporter=cast.ADA,
        seats_mapped_by_admin=((cast.CELIA_ON_LINKEDIN, cast.CELIA),),
    )


def _named_persons(making: _Making) -> list[DemoPerson]:
    """The named members; those with a history are persons in Recruit as well."""
    persons = []
    for named in cast.NamedMember:
        human = replace(
            making.crowd.human(),
            first_name=named.first_name,
            last_name=named.last_name,
            middle_name="",
            title=named.title,
            family=next(family for family in work().families if named.title in family.titles),
        )
        member = making.join(human, is_exportable=named is not cast.NamedMember.NOT_EXPORTABLE)
        if named in cast.HISTORY_OF_NAMED:
            persons.append(_exported_earlier(named, human, member))
    return persons


def _exported_earlier(named: cast.NamedMember, human: Human, member: WorldMember) -> DemoPerson:
    processes = cast.HISTORY_OF_NAMED[named]
    do_not_contact = named is cast.NamedMember.DO_NOT_CONTACT
    return DemoPerson(
        first_name=human.first_name,
        last_name=human.last_name,
        headline=human.headline,
        location=human.location,
        employer=human.employer,
        prospect_status="do_not_contact" if do_not_contact else "interested",
        do_not_contact=do_not_contact,
        contact_points=_profile_link(member),
        processes=processes,
        member=member.id,
        added_hours_ago=max(process.started_hours_ago for process in processes),
    )


def _known_person(
    making: _Making, colleagues: tuple[DemoTeammate, ...], positions: tuple[DemoPosition, ...]
) -> DemoPerson:
    """Somebody who came by an early export: a member, and a person in Recruit."""
    human = making.crowd.human()
    member = making.join(human, is_exportable=True)
    person, _ = _person(making, human, member.id, colleagues, positions)
    return replace(person, member=member.id, middle_name="", contact_points=_profile_link(member))


def _profile_link(member: WorldMember) -> tuple[DemoContactPoint, ...]:
    """What an export brings: the profile's address, and neither e-mail nor phone."""
    return (DemoContactPoint("link", member.profile_url, "external", "LinkedIn Recruiter export"),)


def _anna_in_recruit() -> DemoPerson:
    """Her name is the lookalike's but for one accent; she applied here and has another employer."""
    return DemoPerson(
        first_name="Anna",
        last_name="Kovacs",
        headline="Theatre electrician",
        location="Budapest, Hungary",
        employer="Tallow Street Theatre",
        contact_points=(
            DemoContactPoint("email", "anna.kovacs@mail.example", "careers_form", "Careers site"),
        ),
        processes=(cast.ANNAS_PROCESS,),
        added_hours_ago=cast.ANNAS_PROCESS.started_hours_ago,
    )


def _person(
    making: _Making,
    human: Human,
    number: int,
    colleagues: tuple[DemoTeammate, ...],
    positions: tuple[DemoPosition, ...],
) -> tuple[DemoPerson, Human]:
    random = making.random
    sources = [name for name, _ in work().sources]
    # The earlier positions are the more popular ones: a board with many and boards with few.
    likes = [max(1, 40 - 2 * place) for place in range(len(positions))]
    processes = history.processes(random, positions, sources, likes=likes)
    since = max(process.started_hours_ago for process in processes)
    person = DemoPerson(
        first_name=human.first_name,
        last_name=human.last_name,
        middle_name=human.middle_name,
        headline=human.headline if random.randrange(3) else "",
        location=human.location,
        employer=human.employer,
        prospect_status=random.choice(("sourced", "contacted", "responded", "interested", "not_interested")),
        contact_points=history.contact_points(random, human, number),
        tags=history.tags(random),
        notes=history.notes(random, colleagues, since=since),
        processes=processes,
        added_hours_ago=since,
    )
    return person, human


# The second company: it must never see the first, nor be seen


def _petrel(making: _Making, lumen: DemoCompany) -> DemoCompany:
    """Small, and on purpose alike: a position of the same name and custom id, some of the same members."""
    pia, paul, petra = (teammate.email for teammate in _PETREL_TEAMMATES)
    positions = (
        replace(cast.POSITIONS[0], hiring_manager=pia, recruiter=paul, city="Kiel", team=()),
        DemoPosition(
            "PF-2", "Deckhand", "Deckhand", pia, paul, workplace_type="on_site", city="Kiel", country="DE"
        ),
        DemoPosition("PF-3", "Chief Engineer", "Chief Engineer", petra, paul, city="Kiel", is_discreet=True),
    )
    shared = [_shared_with(person) for person in lumen.persons if person.member is not None][:3]
    own = [
        _person(making, making.crowd.human(), number, _PETREL_TEAMMATES, positions)[0] for number in range(17)
    ]
    return DemoCompany(
        name=cast.PETREL,
        domain=cast.PETREL_DOMAIN,
        organization=_PETREL_ORGANIZATION,
        contract=_PETREL_CONTRACT,
        teammates=_PETREL_TEAMMATES,
        sources=lumen.sources,
        source_contacts=(),
        positions=positions,
        persons=(*shared, *own),
        early_exporter=paul,
    )


def _shared_with(person: DemoPerson) -> DemoPerson:
    """The same member, known to both companies; each has its own history with them."""
    process = replace(person.processes[0], position="PF-2", status="in_progress", steps_done=1, reason="")
    return replace(person, processes=(process,), notes=(), tags=())
