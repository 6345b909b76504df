"""Whom does LinkedIn take our candidates for? Asked a hundred at a time, ever more rarely, and kept with the link.

Reading leaves LinkedIn's throttle to live changes, as history does. What is kept moves the moment of the next look in
the same transaction: a worker killed at any moment asks once more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction

from linkedin_client import CandidateMatch, errors
from linkedin_sync.budget.services import close, take
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.connections.selectors import connection_by_id, sends
from linkedin_sync.enums import MatchState
from linkedin_sync.links.matching import adopt_member, defer_match_look
from linkedin_sync.mapping.matches import decide_match, next_look
from linkedin_sync.mapping.persons import PROVIDER
from linkedin_sync.models import Connection, Link
from recruit.base import clock, live
from recruit.people.selectors import persons_known_to

log = structlog.get_logger(__name__)

#: LinkedIn reads at most so many in one call.
_PAGE: Final = 100
#: A look gives way to other jobs of the worker after so long.
_LONGEST_RUN: Final = timedelta(seconds=20)
_AFTER_TROUBLE: Final = timedelta(minutes=5)


def read_matches(*, company_id: int, connection_id: int) -> None:
    """Ask for every match that is due; what the throttle has no room for is asked when it has."""
    until = clock.now() + _LONGEST_RUN
    while clock.now() < until:
        connection = connection_by_id(company_id=company_id, connection_id=connection_id)
        if connection is None or not sends(connection):
            return
        links = _due(connection_id)
        if not links:
            return
        wait = _read(connection, links)
        if wait is not None:
            defer_match_look(company_id=company_id, connection_id=connection_id, at=wait)
            return
    defer_match_look(company_id=company_id, connection_id=connection_id, at=clock.now())


def has_due_matches(*, connection_id: int) -> bool:
    return Link.objects.filter(connection_id=connection_id, match_due_at__lte=clock.now()).exists()


def _due(connection_id: int) -> list[Link]:
    rows = Link.objects.filter(connection_id=connection_id, match_due_at__lte=clock.now())
    return list(rows.order_by("match_due_at")[:_PAGE])


def _read(connection: Connection, links: Sequence[Link]) -> datetime | None:
    """None if they are read; else when to come back."""
    ids = [int(link.our_key) for link in links]
    known = persons_known_to(company_id=connection.company_id, provider=PROVIDER, person_ids=ids)
    settled = [link for link in links if int(link.our_key) in known]
    asked = [link for link in links if int(link.our_key) not in known]
    _rest([link.pk for link in settled])
    if not asked:
        return None
    wait = take(connection=connection, resource="candidates", records=len(asked), is_backfill=True)
    if wait is not None:
        return wait
    try:
        told = linkedin_of(connection).candidates.matches([link.external_id for link in asked])
    except errors.LinkedInError as error:
        return _meet_trouble(connection, error)
    for link in asked:
        _keep(link, told)
    return None


def _rest(link_ids: Sequence[int]) -> None:
    """Whose member is known by an export or a choice is not asked for."""
    if link_ids:
        Link.objects.filter(pk__in=link_ids).update(match_due_at=None, match_state=MatchState.CHOSEN)


def _meet_trouble(connection: Connection, error: errors.LinkedInError) -> datetime:
    log.warning("linkedin.match_trouble", error=repr(error), connection=connection.pk)
    wait = clock.now() + _AFTER_TROUBLE
    if isinstance(error, errors.Throttled):
        wait = clock.now() + timedelta(seconds=error.retry_after or _AFTER_TROUBLE.total_seconds())
        close(connection=connection, resource="candidates", until=wait)
    return wait


@transaction.atomic
def _keep(seen: Link, told: Mapping[str, CandidateMatch]) -> None:
    """One candidate's match, unless the candidate has been sent anew or somebody has chosen meanwhile."""
    link = (
        Link.objects.select_for_update()
        .filter(pk=seen.pk, match_due_at=seen.match_due_at, match_state=seen.match_state)
        .first()
    )
    if link is None:
        return
    declined = link.match.get("declined", [])
    # A candidate that LinkedIn does not know (any more) is for the comparison of both sides to find.
    matched = decide_match(told.get(link.external_id, CandidateMatch()), declined=declined)
    before = (link.match_state, link.match)
    link.match_state, link.match = matched.state, {"members": list(matched.members), "declined": declined}
    link.match_asked = min(link.match_asked + 1, 1000)
    link.match_due_at = next_look(asked=link.match_asked, now=clock.now(), state=matched.state)
    if matched.state is MatchState.CHOSEN and not adopt_member(link, matched.members[0]):
        link.match_state = MatchState.SEVERAL
    link.save(update_fields=["match_state", "match", "match_asked", "match_due_at"])
    if (link.match_state, link.match) != before and link.match_state != MatchState.NONE:
        live.touch(link.company_id, ["integration", f"person:{link.external_id}"])
