"""Which positions may this teammate see, who works on them, and what may they do there?

``visible_positions`` is ``rules.can_view`` written as a query; a test compares the two for every case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.base.asking import asked_once, is_one_page
from recruit.base.errors import NotAllowed, NotFound
from recruit.company.enums import AppReach, CompanyRole, ExportRequires
from recruit.company.models import ApiApp, Company, Teammate
from recruit.company.selectors import Reader
from recruit.positions.enums import HiringRole, PositionCapability, PositionStatus
from recruit.positions.models import Position, PositionRole
from recruit.positions.rules import ADJUSTABLE, WIDE_ROLES, allowed, can_view
from recruit.positions.selectors.api_apps import OF_REACH, app_may, app_refused

_NOT_FOUND = gettext_noop(
    "There is no such position, or you may not view it. Ask its hiring manager to add you to the team."
)


def visible_positions(*, teammate: Reader) -> QuerySet[Position]:
    """In no order yet. An API app's are those of its reach."""
    positions = Position.objects.filter(company_id=teammate.company_id)
    if not teammate.is_active:
        return positions.none()
    if isinstance(teammate, ApiApp):
        return positions.filter(**OF_REACH[teammate.reach])
    if teammate.company_role == CompanyRole.OWNER:
        return positions
    own = Q(pk__in=PositionRole.objects.filter(teammate=teammate).values("position_id"))
    if teammate.company_role in WIDE_ROLES:
        return positions.filter(Q(is_discreet=False) | own)
    return positions.filter(own)


def sees_all_positions(*, teammate: Reader) -> bool:
    """True for active owners and apps that reach everything: their queries need no filter at all."""
    if isinstance(teammate, ApiApp):
        return teammate.is_active and teammate.reach == AppReach.ALL
    return teammate.is_active and teammate.company_role == CompanyRole.OWNER


@dataclass(frozen=True)
class Sight:
    """Which positions a teammate sees, in the shorter of two ways: all but ``hidden``, or none but ``seen``.

    Lists of processes and persons are filtered by this instead of by a join: nearly everybody either sees nearly all
    positions or works on a few.
    """

    hidden: frozenset[int] = frozenset()
    seen: frozenset[int] | None = None
    #: The one person who the teammate is as a candidate, if their own profile is hidden from them.
    without_person: int | None = None

    def leaves_out(self, person: str) -> Q:
        """The one predicate by which a teammate's own profile is hidden; ``person``: the way to the person's key."""
        return Q() if self.without_person is None else ~Q(**{person: self.without_person})

    def sees(self, position_id: int) -> bool:
        """Asked of a position of their company, with no query."""
        return position_id not in self.hidden and (self.seen is None or position_id in self.seen)

    @property
    def is_everything(self) -> bool:
        """Of positions: a hidden profile of one's own does not count."""
        return self.seen is None and not self.hidden


def sight_on_visible_position(*, teammate: Reader) -> Sight:
    """Of one position that the teammate sees: everything but, perhaps, their own profile. No query."""
    return Sight(without_person=_hidden_profile(teammate))


def _hidden_profile(teammate: Reader) -> int | None:
    """An owner's own profile is never hidden, and an app has none."""
    if isinstance(teammate, ApiApp):
        return None
    return None if teammate.company_role == CompanyRole.OWNER else teammate.hidden_person_id


def sight_of(*, teammate: Reader) -> Sight:
    """At most one query, once a page. The same answer as ``visible_positions``."""
    return asked_once(("sight", type(teammate), teammate.pk), lambda: _sight_of(teammate))


def _sight_of(teammate: Reader) -> Sight:
    if not teammate.is_active:
        return Sight(seen=frozenset())
    if sees_all_positions(teammate=teammate):
        return Sight()
    if isinstance(teammate, ApiApp):
        return _sight_of_app(teammate)
    without = _hidden_profile(teammate)
    if teammate.company_role not in WIDE_ROLES:
        seen = visible_positions(teammate=teammate).values_list("id", flat=True)
        return Sight(seen=frozenset(seen), without_person=without)
    discreet = Position.objects.filter(company_id=teammate.company_id, is_discreet=True)
    hidden = discreet.exclude(pk__in=PositionRole.objects.filter(teammate=teammate).values("position_id"))
    return Sight(hidden=frozenset(hidden.values_list("id", flat=True)), without_person=without)


def _sight_of_app(app: ApiApp) -> Sight:
    if app.reach == AppReach.PUBLISHED:
        return Sight(seen=frozenset(visible_positions(teammate=app).values_list("id", flat=True)))
    discreet = Position.objects.filter(company_id=app.company_id, is_discreet=True)
    return Sight(hidden=frozenset(discreet.values_list("id", flat=True)))


def visible_position(*, teammate: Reader, public_id: str) -> Position:
    """Refuses with ``NotFound`` whether it is not there or not theirs to see."""
    position = visible_positions(teammate=teammate).filter(public_id=public_id).first()
    if position is None:
        raise NotFound(_(_NOT_FOUND))
    return position


def position_by_id(*, company_id: int, position_id: int) -> Position:
    """Refuses with ``NotFound``."""
    position = Position.objects.filter(company_id=company_id, pk=position_id).first()
    if position is None:
        raise NotFound(_(_NOT_FOUND))
    return position


def position_by_public_id(*, company_id: int, public_id: str) -> Position | None:
    return Position.objects.filter(company_id=company_id, public_id=public_id).first()


@dataclass(frozen=True)
class TeamMember:
    """One teammate on a hiring team, with all roles held there."""

    teammate: Teammate
    roles: tuple[str, ...]


def hiring_team_of(*, position: Position) -> list[TeamMember]:
    """By name; once a page."""
    return asked_once(("team on", position.pk), lambda: _hiring_team_of(position))


def _hiring_team_of(position: Position) -> list[TeamMember]:
    rows = PositionRole.objects.filter(company_id=position.company_id, position=position)
    roles: dict[int, list[str]] = defaultdict(list)
    members: dict[int, Teammate] = {}
    for row in rows.select_related("teammate").order_by(
        "teammate__last_name", "teammate__first_name", "role"
    ):
        members[row.teammate_id] = row.teammate
        roles[row.teammate_id].append(row.role)
    return [TeamMember(member, tuple(roles[teammate_id])) for teammate_id, member in members.items()]


def team_in_order(*, position: Position) -> list[tuple[int, str]]:
    """Teammates' ids and roles in the order in which they came."""
    rows = PositionRole.objects.filter(company_id=position.company_id, position=position)
    return list(rows.order_by("id").values_list("teammate_id", "role"))


def live_roles_of(*, teammate: Teammate) -> list[PositionRole]:
    """The roles on positions that are not closed, with the position, position by position."""
    rows = PositionRole.objects.filter(company_id=teammate.company_id, teammate=teammate)
    return list(
        rows.exclude(position__status=PositionStatus.CLOSED)
        .select_related("position")
        .order_by("position__name", "position_id", "role")
    )


def roles_of(*, position: Position, teammate: Teammate) -> list[str]:
    """Once a page, and there by way of the team, which the page shows beside."""
    if is_one_page():
        team = hiring_team_of(position=position)
        return next((list(member.roles) for member in team if member.teammate.pk == teammate.pk), [])
    rows = PositionRole.objects.filter(company_id=position.company_id, position=position, teammate=teammate)
    return list(rows.order_by("role").values_list("role", flat=True))


def may(*, teammate: Reader, position: Position, capability: PositionCapability) -> bool:
    """One query; none for an app."""
    if teammate.company_id != position.company_id:
        return False
    if isinstance(teammate, ApiApp):
        return app_may(teammate, position, capability)
    roles = roles_of(position=position, teammate=teammate)
    if not can_view(
        is_active=teammate.is_active,
        company_role=teammate.company_role,
        holds_position_role=bool(roles),
        is_discreet=position.is_discreet,
    ):
        return False
    return allowed(company_role=teammate.company_role, position_roles=roles, capability=capability)


class PositionRoleTooSmall(NotAllowed):
    code = "position_role_too_small"


def require_position(*, teammate: Reader, position: Position, capability: PositionCapability) -> None:
    """``NotFound`` for a position that they cannot view, ``PositionRoleTooSmall`` for what they may not do.

    To an API app ``AppScopeTooSmall`` says what ``PositionRoleTooSmall`` says to a teammate.
    """
    if not may(teammate=teammate, position=position, capability=PositionCapability.VIEW):
        raise NotFound(_(_NOT_FOUND))
    if not may(teammate=teammate, position=position, capability=capability):
        if isinstance(teammate, ApiApp):
            raise app_refused(teammate, position, capability)
        raise PositionRoleTooSmall(
            _("Your role on {position} does not allow this. Ask its hiring manager or recruiter.").format(
                position=position.name
            ),
            capability=capability.value,
        )


def status_held_still(*, company_id: int, position_id: int) -> str:
    """The position's status, which nobody changes until this transaction ends: a process that starts relies on it.

    A shared lock: any number of processes can start at once, only holding and closing the position wait.
    """
    row = Position.objects.raw(
        "SELECT id, status FROM positions_position WHERE company_id = %s AND id = %s FOR SHARE",
        [company_id, position_id],
    )[0]
    return row.status


@dataclass(frozen=True)
class PositionRecord:
    """A position as an outside system is told of it: no asking teammate."""

    id: int
    public_id: str
    name: str
    public_name: str | None
    status: str
    is_published: bool
    is_discreet: bool
    is_talent_pool: bool
    department: str
    employment_type: str
    seniority: str
    workplace_type: str
    city: str
    region: str
    country: str
    custom_id: str
    description: str
    opened_at: datetime
    closed_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def shown_name(self) -> str:
        return self.public_name or self.name


_RECORD_FIELDS = tuple(PositionRecord.__dataclass_fields__)


def positions_by_ids(*, company_id: int, ids: Collection[int]) -> list[PositionRecord]:
    """One query, once a page; ids that are not there are left out."""
    asked = frozenset(ids)

    def ask() -> list[PositionRecord]:
        rows = Position.objects.filter(company_id=company_id, pk__in=asked).order_by("id")
        return [PositionRecord(**row) for row in rows.values(*_RECORD_FIELDS)]

    return list(asked_once(("positions by ids", company_id, asked), ask)) if asked else []


def all_position_ids(*, company_id: int, after_id: int = 0, limit: int = 1000) -> list[int]:
    """In ascending order, so that a walk over all of them can be interrupted and continued."""
    rows = Position.objects.filter(company_id=company_id, pk__gt=after_id)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def may_export_to(*, teammate: Teammate, position: Position, company: Company) -> bool:
    """May this teammate bring persons here from an outside tool? The company's setting says what it takes."""
    if company.export_requires == ExportRequires.CONTRIBUTE and not may(
        teammate=teammate, position=position, capability=ADJUSTABLE[PositionCapability.IMPORT_PERSONS]
    ):
        return False
    return may(teammate=teammate, position=position, capability=PositionCapability.IMPORT_PERSONS)


def hiring_managers_of(*, company_id: int, position_ids: Collection[int]) -> dict[int, Teammate]:
    """The hiring manager of each of the positions, by position id. One query."""
    rows = PositionRole.objects.filter(
        company_id=company_id, position_id__in=position_ids, role=HiringRole.HIRING_MANAGER
    )
    return {row.position_id: row.teammate for row in rows.select_related("teammate")}


@dataclass(frozen=True)
class PositionsWanted:
    """Which positions an outside system is to be told of. ``closed_since`` leaves out what was closed before."""

    is_open: bool | None = None
    leaves_out_discreet: bool = False
    only_published: bool = False
    closed_since: datetime | None = None

    def as_query(self, prefix: str = "") -> Q:
        """``prefix``: the way from the table that is asked to the position, such as ``position__``."""
        query = Q()
        is_open = Q(**{f"{prefix}status": PositionStatus.OPEN})
        if self.is_open is not None:
            query &= is_open if self.is_open else ~is_open
        if self.leaves_out_discreet:
            query &= Q(**{f"{prefix}is_discreet": False})
        if self.only_published:
            query &= Q(**{f"{prefix}is_published": True})
        if self.closed_since is not None:
            is_later = Q(**{f"{prefix}closed_at__gte": self.closed_since})
            query &= is_later | Q(**{f"{prefix}closed_at__isnull": True})
        return query


def newest_position_ids(
    *, company_id: int, wanted: PositionsWanted, before_id: int | None = None, limit: int = 1000
) -> list[int]:
    """The newest first, so that a walk over all of them can be interrupted and continued."""
    rows = Position.objects.filter(wanted.as_query(), company_id=company_id)
    if before_id is not None:
        rows = rows.filter(pk__lt=before_id)
    return list(rows.order_by("-id").values_list("id", flat=True)[:limit])


def count_positions(*, company_id: int, wanted: PositionsWanted) -> int:
    return Position.objects.filter(wanted.as_query(), company_id=company_id).count()


def known_position_ids(*, company_id: int, ids: Collection[int]) -> set[int]:
    """Those of the ids that are there."""
    rows = Position.objects.filter(company_id=company_id, pk__in=ids)
    return set(rows.values_list("id", flat=True))
