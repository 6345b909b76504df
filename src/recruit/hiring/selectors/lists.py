"""Whom does the list of candidates show, in which order, and who was meant if nobody is called so?

A person is visible through any process on a visible position; what belongs to other positions is left out of every row
and every count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from recruit.activity.models import Activity
from recruit.base.paging import COUNT_LIMIT, Page
from recruit.company.selectors import Reader
from recruit.hiring.selectors.finding import NOBODY, Found, find_persons
from recruit.hiring.selectors.processes import processes_in_sight
from recruit.hiring.selectors.searching import (
    Asked,
    Nobody,
    Order,
    PersonSearch,
    ask_similar,
    conditions_of,
    order_of,
)
from recruit.people.models import ContactPoint, Person, PersonTag
from recruit.people.rules import search_words
from recruit.people.selectors import similar_name_words
from recruit.positions.selectors import Sight, sight_of

#: With fewer exact hits than these, similar names are looked for as well.
_FEW = 5
_SIMILAR_SHOWN = 10


@dataclass(frozen=True)
class ProcessLine:
    """One process as a list of persons shows it."""

    public_id: str
    position_public_id: str
    position_name: str
    status: str
    current_step_name: str
    source_name: str
    started_at: datetime


#: What a line is made of, in its order. No whole rows: a position's description is longer than the page.
_LINE: Final = (
    "public_id",
    "position__public_id",
    "position__name",
    "status",
    "current_step_name",
    Coalesce("source__name", Value("")),
    "started_at",
)


@dataclass(frozen=True)
class PersonRow:
    """One person in the list; ``processes`` newest first, visible ones only. The last three only if asked for."""

    id: int
    public_id: str
    full_name: str
    headline: str
    employer: str
    location: str
    do_not_contact: bool
    prospect_status: str
    imported_via: str
    created_at: datetime
    tags: tuple[str, ...]
    processes: tuple[ProcessLine, ...]
    email: str = ""
    phone: str = ""
    active_at: datetime | None = None

    @property
    def source_name(self) -> str:
        """Of the newest visible process that has one."""
        return next((process.source_name for process in self.processes if process.source_name), "")


@dataclass(frozen=True)
class PersonsFound:
    """``similar``: persons of names that were perhaps meant, if few or none are called as asked."""

    page: Page[PersonRow]
    similar: tuple[PersonRow, ...] = ()


def persons_page(
    *, teammate: Reader, query: str = "", tag: str = "", after: str | None = None, limit: int = 50
) -> Page[PersonRow]:
    """Newest first, a constant number of queries. Every word of the query begins a name, an address or a number."""
    search = PersonSearch(query=query, tag=tag)
    return find_page(teammate=teammate, search=search, after=after, limit=limit, with_similar=False).page


def find_page(
    *,
    teammate: Reader,
    search: PersonSearch,
    after: str | None = None,
    limit: int = 50,
    with_similar: bool = True,
    with_contacts: bool = False,
    with_activity: bool = False,
) -> PersonsFound:
    """A page in the wanted order, a constant number of queries, and after the first few exact hits similar names."""
    company_id = teammate.company_id
    sight = sight_of(teammate=teammate)
    if sight.seen == frozenset():
        return PersonsFound(Page(rows=[], next_cursor=None, total=0))
    try:
        asked = conditions_of(search, company_id=company_id, sight=sight)
    except Nobody:
        return PersonsFound(Page(rows=[], next_cursor=None, total=0))
    found = find_persons(
        company_id=company_id, sight=sight, asked=asked, order=order_of(search), after=after, limit=limit
    )
    similar = NOBODY
    if with_similar and after is None and search.query and len(found.ids) < _FEW:
        similar = _similar(teammate, search, sight, asked, found)
    ids = [*found.ids, *similar.ids]
    rows = (
        _rows(teammate, sight, ids, with_contacts=with_contacts, with_activity=with_activity) if ids else {}
    )
    page = Page(
        rows=[rows[person_id] for person_id in found.ids if person_id in rows],
        next_cursor=found.next_cursor,
        total=min(found.count, COUNT_LIMIT),
        is_total_exact=found.is_exact,
    )
    return PersonsFound(page, tuple(rows[person_id] for person_id in similar.ids if person_id in rows))


def person_ids_of_search(*, teammate: Reader, search: PersonSearch, limit: int) -> list[int]:
    """Whom the search finds, in its order, without similar names; at most ``limit``."""
    sight = sight_of(teammate=teammate)
    if sight.seen == frozenset():
        return []
    try:
        asked = conditions_of(search, company_id=teammate.company_id, sight=sight)
    except Nobody:
        return []
    found = find_persons(
        company_id=teammate.company_id,
        sight=sight,
        asked=asked,
        order=order_of(search),
        after=None,
        limit=limit,
    )
    return found.ids


def _similar(teammate: Reader, search: PersonSearch, sight: Sight, asked: Asked, exact: Found) -> Found:
    """Each word, or a name that it may have been meant for; who was found exactly is not told again."""
    words = search_words(search.query)
    names = similar_name_words(company_id=teammate.company_id, words=words)
    if not any(names.values()):
        return NOBODY
    found = find_persons(
        company_id=teammate.company_id,
        sight=sight,
        asked=ask_similar(asked, [[word, *names[word]] for word in words]),
        order=Order.NEWEST,
        after=None,
        limit=_SIMILAR_SHOWN + len(exact.ids),
        likely_small=True,
    )
    others = [person_id for person_id in found.ids if person_id not in exact.ids]
    return Found(others[:_SIMILAR_SHOWN], found.count, found.is_exact)


def _rows(
    teammate: Reader, sight: Sight, ids: Collection[int], *, with_contacts: bool, with_activity: bool
) -> dict[int, PersonRow]:
    """Two queries: the persons with all that is one value of theirs, and their processes."""
    company_id = teammate.company_id
    lines: dict[int, list[ProcessLine]] = defaultdict(list)
    processes = processes_in_sight(company_id=company_id, sight=sight).filter(person_id__among=ids)
    for person_id, *line in processes.order_by("-id").values_list("person_id", *_LINE):
        lines[person_id].append(ProcessLine(*line))
    more: dict[str, Any] = {}
    if with_contacts:
        more = {kind: _primary(company_id, kind) for kind in ("email", "phone")}
    if with_activity:
        more["active_at"] = _latest_moment(company_id, sight)
    tags = PersonTag.objects.filter(company_id=company_id, person=OuterRef("pk")).order_by("tag__name")
    persons = Person.objects.filter(company_id=company_id, pk__among=ids)
    return {
        person.pk: _row(person, tuple(lines[person.pk]), more)
        for person in persons.annotate(tag_names=ArraySubquery(tags.values("tag__name")), **more)
    }


def _row(person: Person, processes: tuple[ProcessLine, ...], more: Collection[str]) -> PersonRow:
    annotated = {name: getattr(person, name) for name in more}
    return PersonRow(
        id=person.pk,
        public_id=person.public_id,
        full_name=person.full_name,
        headline=person.headline,
        employer=person.employer,
        location=person.location,
        do_not_contact=person.do_not_contact,
        prospect_status=person.prospect_status,
        imported_via=person.imported_via,
        created_at=person.created_at,
        tags=tuple(person.tag_names),  # type: ignore[attr-defined]  # annotated above
        processes=processes,
        **annotated,
    )


def _primary(company_id: int, kind: str) -> Coalesce:
    points = ContactPoint.objects.filter(
        company_id=company_id, person=OuterRef("pk"), kind=kind, is_primary=True
    )
    return Coalesce(Subquery(points.values("value")[:1]), Value(""))


def _latest_moment(company_id: int, sight: Sight) -> Subquery:
    """When something last happened to the person, as far as the teammate may know."""
    facts = Activity.objects.filter(company_id=company_id, person_id=OuterRef("pk"))
    if sight.seen is not None:
        facts = facts.filter(Q(position_id__isnull=True) | Q(position_id__among=sight.seen))
    elif sight.hidden:
        facts = facts.filter(Q(position_id__isnull=True) | ~Q(position_id__among=sight.hidden))
    return Subquery(facts.order_by("-id").values("at")[:1])
