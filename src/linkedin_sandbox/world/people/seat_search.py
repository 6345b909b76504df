"""Who holds the licences of a company? Contract by contract, narrowed by name, address, number and state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.expressions import RawSQL

from linkedin_sandbox.world.ground.pages import Page, page_of
from linkedin_sandbox.world.models import SeatHolder
from linkedin_sandbox.world.people.people import Seat, beginnings, with_surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

_DIGITS = 18


def seats_of_contracts(
    contracts: Sequence[int], *, words: str = "", state: str = "", cursor: str = "", limit: int = 25
) -> Page[Seat]:
    """``words``: a seat's number, the beginning of an address with its @, or beginnings of names."""
    rows = SeatHolder.objects.filter(contract_id__in=contracts)
    if state:
        rows = rows.filter(state=state)
    found = page_of(_named(rows, words), by="contract_id", cursor=cursor, limit=limit, newest_first=False)
    return Page(with_surroundings(found.rows), found.next)


def _named(rows: QuerySet[SeatHolder], words: str) -> QuerySet[SeatHolder]:
    if words.isascii() and words.isdecimal() and len(words) <= _DIGITS:
        return rows.filter(id=int(words))
    if "@" in words:
        return rows.filter(email__istartswith=words)
    wanted = " AND ".join(beginnings(words, "name"))
    if not wanted:
        return rows.none() if words else rows
    return rows.filter(member_id__in=RawSQL(_MEMBERS, [wanted]))  # noqa: S611 -- a constant; typed words are a value


_MEMBERS = "SELECT s.rowid FROM world_member_search s WHERE s.world_member_search MATCH %s"


def active_admins(contract_id: int) -> int:
    """How many can use the configuration plugin for this contract."""
    return SeatHolder.objects.filter(contract_id=contract_id, state="ACTIVE", is_admin=True).count()


def seats_by_ids(ids: Sequence[int]) -> list[Seat]:
    """Those of them that are there, in the order asked for."""
    found = SeatHolder.objects.in_bulk(ids)
    return with_surroundings([found[one] for one in ids if one in found])
