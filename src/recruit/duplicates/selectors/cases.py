"""Who may be whose double, what do we know of persons to tell, and how far has the company been looked through?

``facts_of`` and what else takes a company are for rules and tasks; what takes a teammate is for screens, and leaves out
every case of which the teammate may not see both persons.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.base.errors import NotFound
from recruit.base.paging import COUNT_LIMIT, Page, id_of, page_of
from recruit.company.enums import Capability
from recruit.company.models import Teammate
from recruit.company.rules import company_role_allows
from recruit.duplicates.enums import CaseState, ScanState
from recruit.duplicates.models import DuplicateCase, Scan
from recruit.duplicates.rules.profiles import Facts, Identity
from recruit.duplicates.rules.sentences import told_again
from recruit.hiring.selectors import (
    Sees,
    offer_set,
    position_ids_beside,
    position_ids_of_persons,
    visible_persons,
)
from recruit.people.enums import ContactKind
from recruit.people.models import Person
from recruit.positions.enums import PositionCapability
from recruit.positions.selectors import position_ids_allowing

# One round trip: a check reads persons twice, and each trip costs more than what it carries.
_FACTS = """
SELECT person.id, first_name, middle_name, last_name, headline, employer, location,
    (SELECT jsonb_agg(jsonb_build_array(kind, normalized) ORDER BY id) FROM people_contactpoint
     WHERE person_id = person.id),
    (SELECT jsonb_agg(jsonb_build_array(provider, subject, verified, url) ORDER BY id) FROM people_externalidentity
     WHERE person_id = person.id),
    (SELECT sketch FROM duplicates_resumesketch WHERE person_id = person.id)
FROM people_person AS person WHERE company_id = %s AND id = ANY(%s::bigint[]) ORDER BY id
"""

_NAMES = """
SELECT id, first_name, last_name, middle_name FROM people_person WHERE company_id = %s AND id = ANY(%s::bigint[])
"""
_KINDS = tuple(ContactKind.values)


def facts_of(*, company_id: int, ids: Collection[int]) -> list[Facts]:
    """What is compared of these persons, in one query however many they are, by ascending id."""
    with connection.cursor() as cursor:
        # A thousand numbers as one text: as a list each would be quoted by itself.
        cursor.execute(_FACTS, [company_id, f"{{{','.join(map(str, ids))}}}"])
        return [_facts(row) for row in cursor.fetchall()]


def named_facts_of(*, company_id: int, ids: Collection[int]) -> list[Facts]:
    """What these persons are called, and nothing else of them, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [company_id, f"{{{','.join(map(str, ids))}}}"])
        return [Facts(*row) for row in cursor.fetchall()]


def _facts(row: tuple[Any, ...]) -> Facts:
    (
        person_id,
        first_name,
        middle_name,
        last_name,
        headline,
        employer,
        location,
        points,
        identities,
        resume,
    ) = row
    values: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for kind, value in _parsed(points):
        values[kind].append(value)
    return Facts(
        id=person_id,
        first_name=first_name,
        middle_name=middle_name,
        last_name=last_name,
        headline=headline,
        employer=employer,
        location=location,
        emails=tuple(values[ContactKind.EMAIL]),
        phones=tuple(values[ContactKind.PHONE]),
        links=tuple(values[ContactKind.LINK]),
        identities=tuple(Identity(*identity) for identity in _parsed(identities)),
        resume=tuple(resume or ()),
    )


def _parsed(found: str | list[Any] | None) -> list[Any]:
    """Django's connections hand JSON over as text."""
    return json.loads(found) if isinstance(found, str) else found or []


# Each key is one probe of the index, which stops as soon as the key is known to be too frequent.
_SHARING = """
SELECT asked.key, bearer.person_id
FROM unnest(%(keys)s::bigint[], %(limits)s::int[]) AS asked (key, most)
CROSS JOIN LATERAL (
    SELECT person_id FROM duplicates_blockingkey WHERE company_id = %(company)s AND key = asked.key LIMIT asked.most
) AS bearer
"""


def persons_by_key(*, company_id: int, limits: dict[int, int]) -> dict[int, list[int]]:
    """Who has each key; at most as many as its limit says."""
    found: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        values: dict[str, Any] = {
            "company": company_id,
            "keys": list(limits),
            "limits": list(limits.values()),
        }
        cursor.execute(_SHARING, values)
        for key, person_id in cursor.fetchall():
            found[key].append(person_id)
    return found


@dataclass(frozen=True)
class CaseLine:
    """A case as screens show it. ``one`` is whose page it stands on, or the one known longer."""

    public_id: str
    sentence: str
    percent: int
    found_at: datetime
    one_name: str
    one_public_id: str
    other_name: str
    other_public_id: str
    may_decide: bool


def open_cases_of(*, teammate: Teammate, person: Person, limit: int = 5) -> list[CaseLine]:
    """The likeliest first; of those whose other person this teammate may see as well. One query, if there are none."""
    cases = DuplicateCase.objects.filter(company_id=teammate.company_id, state=CaseState.OPEN)
    mine = cases.filter(Q(first=person) | Q(second=person)).select_related("first", "second")
    found = list(mine.order_by("-score", "id")[: limit * 4])
    if not found:
        return []
    both = {each for case in found for each in (case.first_id, case.second_id)}
    seen = visible_persons(teammate=teammate).filter(pk__in=both).annotate(at=position_ids_beside("pk"))
    positions = {key: frozenset(at) for key, at in seen.values_list("pk", "at")}
    shown = [case for case in found if {case.first_id, case.second_id} <= positions.keys()][:limit]
    resolvable = _resolvable(teammate, positions)
    return [_line(case, resolvable, from_second=case.second_id == person.pk) for case in shown]


def cases_page(*, teammate: Teammate, after: str | None = None, limit: int = 50) -> Page[CaseLine]:
    """All open cases of which this teammate may see both persons, newest first."""
    seen = visible_persons(teammate=teammate).values("pk")
    cases = DuplicateCase.objects.filter(company_id=teammate.company_id, state=CaseState.OPEN)
    visible = cases.filter(first__in=seen, second__in=seen).order_by("-id")
    count = visible[: COUNT_LIMIT + 1].count() if after is None else 0
    rows = visible.filter(pk__lt=id_of(after)) if after else visible
    found = list(rows.select_related("first", "second")[: limit + 1])
    page = page_of(found, limit=limit, key=lambda case: (case.pk,), count=count)
    pairs = {each for case in page.rows for each in (case.first_id, case.second_id)}
    mine = resolvable_persons(teammate=teammate, person_ids=pairs)
    lines = [_line(case, mine) for case in page.rows]
    return Page(lines, page.next_cursor, page.total, page.is_total_exact)


def resolvable_persons(*, teammate: Teammate, person_ids: Collection[int]) -> set[int]:
    """Those whose duplicates this teammate resolves: through a position of theirs; of no position, who may add persons.

    Three queries however many they are.
    """
    if not person_ids or not teammate.is_active:
        return set()
    return _resolvable(
        teammate, position_ids_of_persons(company_id=teammate.company_id, person_ids=person_ids)
    )


def _resolvable(teammate: Teammate, positions: Mapping[int, frozenset[int]]) -> set[int]:
    """Of persons with the positions that considered them. One query at most, once a page."""
    if not positions or not teammate.is_active:
        return set()
    allowing = position_ids_allowing(
        teammate=teammate,
        position_ids={each for found in positions.values() for each in found},
        capability=PositionCapability.RESOLVE_DUPLICATES,
    )
    may_add = company_role_allows(teammate.company_role, Capability.ADD_PERSONS)
    return {person_id for person_id, found in positions.items() if (found & allowing if found else may_add)}


def visible_case(*, teammate: Teammate, public_id: str) -> DuplicateCase:
    """Refuses with ``NotFound`` whether it is not there or one of the two persons is not theirs to see."""
    case = (
        DuplicateCase.objects.filter(company_id=teammate.company_id, public_id=public_id)
        .select_related("first", "second")
        .first()
    )
    if case is not None:
        pair = {case.first_id, case.second_id}
        if visible_persons(teammate=teammate).filter(pk__in=pair).count() == len(pair):
            return case
    raise NotFound(_("There is no such case, or you may not view both candidates."))


def why(case: DuplicateCase) -> str:
    """What speaks for one person, in the reader's language; as it was written down where its signals are not known."""
    return told_again(case.signals, case.first.full_name, case.second.full_name) or case.sentence


def _line(case: DuplicateCase, mine: Collection[int], *, from_second: bool = False) -> CaseLine:
    one, other = (case.second, case.first) if from_second else (case.first, case.second)
    return CaseLine(
        public_id=case.public_id,
        sentence=why(case),
        percent=min(99, int(case.probability * 100)),
        found_at=case.found_at,
        one_name=one.full_name,
        one_public_id=one.public_id,
        other_name=other.full_name,
        other_public_id=other.public_id,
        may_decide=one.pk in mine and other.pk in mine,
    )


@dataclass(frozen=True)
class ScanProgress:
    """How far a walk over the company is: ``percent`` of all keys, whole numbers from 0 to 100."""

    id: int
    state: str
    percent: int
    compared: int
    found: int
    started_at: datetime
    finished_at: datetime | None

    @property
    def is_running(self) -> bool:
        return self.state == ScanState.RUNNING


def latest_scan(*, company_id: int) -> ScanProgress | None:
    scan = Scan.objects.filter(company_id=company_id).order_by("-id").prefetch_related("parts").first()
    if scan is None:
        return None
    parts = list(scan.parts.all())
    walked = sum(part.position - part.first for part in parts)
    whole = sum(part.last - part.first for part in parts)
    return ScanProgress(
        id=scan.pk,
        state=scan.state,
        percent=100 if scan.state == ScanState.DONE else 100 * walked // max(whole, 1),
        compared=sum(part.compared for part in parts),
        found=sum(part.found for part in parts),
        started_at=scan.started_at,
        finished_at=scan.finished_at,
    )


def offer_to_lists() -> None:
    """The list of candidates can be narrowed to those of an open suspicion."""
    offer_set("possible_duplicate", label=gettext_noop("Possible duplicate"), rows=_suspected)


def _suspected(sees: Sees) -> str:
    """Each of the two, if the asking teammate may see the other one too."""
    first = "SELECT company_id, first_id AS person_id, second_id AS other_id"
    second = "SELECT company_id, second_id, first_id"
    rows = "FROM duplicates_duplicatecase WHERE state = 'open'"
    both = f"({first} {rows} UNION ALL {second} {rows}) AS suspected"
    return f"{both} WHERE company_id = %(company)s AND {sees('other_id')}"
