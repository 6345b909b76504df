"""Does LinkedIn show each position to those who may see it, and to nobody else?

Grants are read one position and one seat at a time. The finders of REST are not documented: where they refuse, answer
what is not understood, or know none of the grants, nothing is concluded from it. A grant that our links do not know
gets one that says so: then the drain takes it away, or leaves it if it is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from linkedin_client import Generation, LinkedIn, errors
from linkedin_sync.connections.client import dialects_of
from linkedin_sync.enums import DriftKind, LinkKind, MarkKind
from linkedin_sync.models import Connection, Link
from linkedin_sync.reconcile.comparing import Compared, Found, NotReadable, pending_keys
from linkedin_sync.reconcile.sentences import OF_GRANTS
from linkedin_sync.seats.selectors import mapped_seats
from recruit.positions.selectors import positions_by_ids

T = TypeVar("T")

#: Asks the budget for one call; raises if there is no room.
Asking = Callable[[], None]


def compare_positions(
    connection: Connection, linkedin: LinkedIn, ids: Sequence[int], *, before_each: Asking
) -> Compared:
    """Which groups cover each of these positions."""
    kind = MarkKind.VISIBILITY_OF_POSITION
    compared = Compared()
    pending = pending_keys(connection, kind, [str(each) for each in ids])
    held = _held(connection, LinkKind.ACL)
    for position in positions_by_ids(company_id=connection.company_id, ids=ids):
        if str(position.id) in pending:
            compared.waiting += 1
            continue
        before_each()
        found = _asked(connection, partial(linkedin.acls.find, position.public_id))
        there = {f"{acl.acl_id}|{position.public_id}" for acl in found}
        _compare(compared, kind, str(position.id), held[position.public_id], there)
    _require_knowledge(connection, compared)
    return compared


def compare_teammates(connection: Connection, linkedin: LinkedIn, *, before_each: Asking) -> Compared:
    """Which groups each mapped seat's member is in."""
    kind = MarkKind.VISIBILITY_OF_TEAMMATE
    compared = Compared()
    seats = mapped_seats(connection_id=connection.pk)
    pending = pending_keys(connection, kind, [str(seat.teammate_id) for seat in seats])
    held = _held(connection, LinkKind.ASSIGNEE)
    for seat in seats:
        if str(seat.teammate_id) in pending:
            compared.waiting += 1
            continue
        before_each()
        found = _asked(connection, partial(linkedin.assignees.find, seat.person_urn))
        there = {f"{each.acl_id}|{seat.person_urn}" for each in found}
        _compare(compared, kind, str(seat.teammate_id), held[seat.person_urn], there)
    _require_knowledge(connection, compared)
    return compared


def _asked(connection: Connection, find: Callable[[], list[T]]) -> list[T]:
    """LinkedIn's answer; in REST a refusal means that this is not how one asks."""
    try:
        return find()
    except (errors.NotOffered, errors.Invalid, errors.NotFound, errors.AnswerNotUnderstood) as refused:
        if _is_rest(connection):
            raise NotReadable from refused
        raise


def _require_knowledge(connection: Connection, compared: Compared) -> None:
    """Of a page on which LinkedIn knows none of the grants that it confirmed, REST has not found what was asked."""
    if _is_rest(connection) and compared.recruit and not compared.linkedin:
        raise NotReadable


def _is_rest(connection: Connection) -> bool:
    return dialects_of(connection).acls is Generation.REST


def _held(connection: Connection, kind: LinkKind) -> defaultdict[str, dict[str, str]]:
    """Links and their fingerprints, by the position or member that is granted to."""
    held: defaultdict[str, dict[str, str]] = defaultdict(dict)
    rows = Link.objects.filter(connection=connection, kind=kind)
    for key, fingerprint in rows.values_list("our_key", "fingerprint"):
        held[key.partition("|")[2]][key] = fingerprint
    return held


def _compare(
    compared: Compared, kind: MarkKind, key: str, here: dict[str, str], there: Iterable[str]
) -> None:
    known = {link for link, fingerprint in here.items() if fingerprint}
    missing, unknown = known - set(there), set(there) - known
    compared.recruit += len(known)
    compared.linkedin += len(known) - len(missing)
    seen = {link: here.get(link) for link in sorted(missing | unknown)}
    if unknown:
        compared.drift.append(Found(kind, key, DriftKind.UNWANTED, OF_GRANTS, seen))
    elif missing:
        compared.drift.append(Found(kind, key, DriftKind.MISSING, OF_GRANTS, seen))
