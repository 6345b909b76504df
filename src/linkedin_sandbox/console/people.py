"""Whom does the recruiter find, and what does the ATS indicator say about them?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from linkedin_sandbox.console.filters import Filters, filters_of, number_of
from linkedin_sandbox.console.persona import as_recruiter, page
from linkedin_sandbox.world.models import Member
from linkedin_sandbox.world.people.people import (
    MemberPage,
    Seat,
    count_members,
    members_by_ids,
    search_members,
)
from linkedin_sandbox.world.recruiting import visibility
from linkedin_sandbox.world.synced.statuses import ACTIVE, Indicator

PAGE_SIZE = 25
# How many pages of probable people are looked through for one that the matching confirms.
PAGES_LOOKED_AT = 8
COUNTED_TO = 10_000


@dataclass(frozen=True, kw_only=True)
class Person:
    """A member as this seat sees them."""

    member: Member
    indicator: Indicator

    @property
    def is_rediscovered(self) -> bool:
        """Considered before, and not now: nobody of whom a process is under way is found again."""
        processes = self.indicator.processes
        return bool(processes) and all(process.status != ACTIVE for process in processes)


@as_recruiter
def search(request: HttpRequest, seat: Seat) -> HttpResponse:
    filters = filters_of(request)
    people, next_after = _found(seat, filters)
    return page(
        request,
        "people",
        seat=seat,
        filters=filters,
        people=people,
        first_query=filters.query(),
        next_query=filters.query(after=next_after) if next_after else "",
        how_many=_how_many(filters, shown=len(people), is_all=filters.after is None and next_after is None),
        **watch_of(people),
    )


def _how_many(filters: Filters, *, shown: int, is_all: bool) -> str:
    """In words; whom an ATS knows is confirmed page by page, so that only a page can be counted."""
    if filters.by_ats:
        return _people(shown) if is_all else f"{_people(shown)} on this page"
    found = count_members(
        filters.q,
        title=filters.title,
        employer=filters.employer,
        location=filters.location,
        exportable_only=filters.exportable,
        up_to=COUNTED_TO,
    )
    return f"More than {COUNTED_TO:,} people" if found > COUNTED_TO else _people(found)


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _found(seat: Seat, filters: Filters) -> tuple[list[Person], int | None]:
    """The people of one page and where the next begins."""
    after = filters.after
    for _ in range(PAGES_LOOKED_AT if filters.by_ats else 1):
        found = _member_page(seat, filters, after)
        people = [person for person in seen_by(seat, found.members) if _is_wanted(person, filters)]
        after = found.next_after
        if people or after is None:
            break
    return people, after


def _is_wanted(person: Person, filters: Filters) -> bool:
    if filters.in_ats and not person.indicator.in_ats:
        return False
    return not filters.past or person.is_rediscovered


def _member_page(seat: Seat, filters: Filters, after: int | None) -> MemberPage:
    return search_members(
        filters.q,
        title=filters.title,
        employer=filters.employer,
        location=filters.location,
        exportable_only=filters.exportable,
        known_to=visibility.indicating_applications(seat) if filters.by_ats else None,
        considered_only=filters.past,
        after=after,
        limit=PAGE_SIZE,
    )


def seen_by(seat: Seat, members: Iterable[Member]) -> list[Person]:
    listed = list(members)
    indicators = visibility.indicators(seat, listed)
    return [Person(member=member, indicator=indicators[member.id]) for member in listed]


def watch_of(people: list[Person]) -> dict[str, Any]:
    """What the page asks for again: for whom, and the digest of what it shows now."""
    return {
        "watched": ",".join(str(person.member.id) for person in people),
        "seen": digest_of(*((person.indicator.in_ats, person.indicator.summary) for person in people)),
    }


def digest_of(*parts: object) -> str:
    """A short name of what a piece of the page shows, so that an unchanged one is not drawn again."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()


@as_recruiter
def badges(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The badges of a page, unless they are as the page has them."""
    asked = [number_of(part) for part in request.GET.get("ids", "").split(",")[:PAGE_SIZE]]
    people = seen_by(seat, members_by_ids([number for number in asked if number is not None]))
    watch = watch_of(people)
    if watch["seen"] == request.GET.get("seen"):
        return HttpResponse(status=204)
    return page(request, "badges", seat=seat, people=people, **watch)


def member_or_404(member_id: int) -> Member:
    for member in members_by_ids([member_id]):
        return member
    raise Http404
