"""What does a demo company look like inside? Its teammates, its positions and their hiring teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.demo import cast
from config.demo.humans import Crowd, mailbox
from config.demo.names import work
from config.demo.shapes import DemoPosition, DemoTeammate

# Company roles of those who are not named in the cast, by how often they come.
_ROLES = (
    ("recruiter", 14),
    ("recruiting_coordinator", 9),
    ("admin", 4),
    ("management", 10),
    ("it_manager", 4),
    ("teammate", 59),
)

if TYPE_CHECKING:
    from random import Random
# One position in nine is discreet; of ten, one is on hold and one is closed.
_DISCREET, _ON_HOLD, _CLOSED = 4, 5, 8
_WORKPLACES = ("on_site", "hybrid", "remote")
_CITIES = (
    ("Hamburg", "", "DE"),
    ("Leipzig", "", "DE"),
    ("Lisboa", "", "PT"),
    ("Łódź", "", "PL"),
    ("Denver", "Colorado", "US"),
)
_SENIORITY = ("Entry level", "Associate", "Mid-Senior level", "Director")
_EMPLOYMENT = ("Full-time", "Full-time", "Full-time", "Part-time", "Contract", "Internship")
_TEAM_ROLES = ("interviewer", "interviewer", "viewer", "manager", "recruiting_assistant")


def teammates(random: Random, crowd: Crowd, *, wanted: int) -> tuple[DemoTeammate, ...]:
    """The cast and as many colleagues as are still wanted."""
    roles, weights = zip(*_ROLES, strict=True)
    colleagues = []
    for number in range(wanted - len(cast.TEAMMATES)):
        human = crowd.human()
        email = f"{mailbox(human.first_name, human.last_name)}@{cast.LUMEN_DOMAIN}"
        # The first six colleagues see to it that each role is there, whatever the dice say.
        role = roles[number] if number < len(roles) else random.choices(roles, weights)[0]
        colleagues.append(DemoTeammate(human.first_name, human.last_name, email, role))
    return cast.TEAMMATES + tuple(colleagues)


def positions(
    random: Random, colleagues: tuple[DemoTeammate, ...], *, wanted: int
) -> tuple[DemoPosition, ...]:
    """The cast's positions and as many more as are wanted: each third shares its public name with another."""
    more = [
        _position(random, colleagues, number=number)
        for number in range(len(cast.POSITIONS), max(wanted, len(cast.POSITIONS)))
    ]
    return cast.POSITIONS + tuple(more)


def _position(random: Random, colleagues: tuple[DemoTeammate, ...], *, number: int) -> DemoPosition:
    # Neighbours share a family and a title, so that equal public names differ in place and custom id.
    family = work().families[number // 3 % len(work().families)]
    title = family.titles[number // 3 % len(family.titles)] if number % 3 else random.choice(family.titles)
    city, region, country = random.choice(_CITIES)
    is_discreet = number % 9 == _DISCREET
    workplace_type = _WORKPLACES[number % 3]
    # Rosa is on no discreet position's team: what she may not see is the guide's first lesson.
    others = tuple(one for one in colleagues if not (is_discreet and one.email == cast.ROSA))
    return DemoPosition(
        custom_id=f"LW-{101 + number}",
        name=f"{title} ({city}, {workplace_type.replace('_', '-')})",
        public_name=title,
        hiring_manager=_pick(random, colleagues, {"teammate", "admin", "management"}),
        recruiter=_pick(random, others, {"recruiter"}),
        status=_status(number),
        workplace_type=workplace_type,
        city=city,
        region=region,
        country=country,
        department=family.department,
        employment_type=random.choice(_EMPLOYMENT),
        seniority=random.choice(_SENIORITY),
        description=f"You work in {family.department} and care for {random.choice(family.skills).lower()}.",
        is_discreet=is_discreet,
        is_published=not is_discreet and number % 5 != 0,
        team=_team(random, others),
    )


def _status(number: int) -> str:
    if number % 10 == _ON_HOLD:
        return "on_hold"
    if number % 10 == _CLOSED:
        return "closed"
    return "open"


def _team(random: Random, colleagues: tuple[DemoTeammate, ...]) -> tuple[tuple[str, str], ...]:
    helpful = [
        colleague.email
        for colleague in colleagues
        if colleague.company_role in {"teammate", "management", "recruiter"} and _may_join(colleague)
    ]
    chosen = random.sample(helpful, k=random.randint(1, 4))
    coordinator = _pick(random, colleagues, {"recruiting_coordinator"})
    team = [(email, random.choice(_TEAM_ROLES)) for email in chosen]
    return (*team, (coordinator, "recruiting_coordinator")) if random.randrange(2) else tuple(team)


def _pick(random: Random, colleagues: tuple[DemoTeammate, ...], roles: set[str]) -> str:
    fitting = [
        colleague.email
        for colleague in colleagues
        if colleague.company_role in roles and _may_join(colleague)
    ]
    return random.choice(fitting)


def _may_join(colleague: DemoTeammate) -> bool:
    """Otto sees nothing, and whoever is deactivated leaves no position behind."""
    return colleague.email != cast.OTTO and not colleague.is_deactivated
