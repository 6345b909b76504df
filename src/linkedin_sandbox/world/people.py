"""Whom does a recruiter find? Members by words of their name, headline and employer.

The words stand in an FTS5 table beside ``Member`` (``schema.py``), so that a search by beginnings of words is
quick among a hundred thousand members.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from linkedin_sandbox.world.models import Contract, Member, Organization, SeatHolder
from linkedin_sandbox.world.refusals import SandboxRefusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class MemberPage:
    """``next_after`` is the ``after`` of the next page; None on the last."""

    members: list[Member]
    next_after: int | None


@dataclass(frozen=True)
class Seat:
    """A licence with the people and the company around it."""

    holder: SeatHolder
    member: Member
    contract: Contract
    organization: Organization


def search_members(
    query: str,
    *,
    employer: str = "",
    location: str = "",
    title: str = "",
    exportable_only: bool = False,
    known_to: Sequence[int] | None = None,
    considered_only: bool = False,
    after: int | None = None,
    limit: int = 25,
) -> MemberPage:
    """Members by id whose words begin with every word asked for; closed ones are gone.

    ``known_to``: only those whom the ATSs with these application ids have probably sent. Matching has the
    last word on that: the caller asks ``visibility.indicators`` and leaves out whom it does not confirm.
    ``considered_only``: of these, only who has an application there.
    """
    where, values = _conditions(query, employer, location, title, exportable_only=exportable_only)
    if known_to is not None:
        known, ids_of_known = _known(known_to, considered_only=considered_only)
        where, values = f"{where} AND {known}", [*values, *ids_of_known]
    sql = f"SELECT m.id FROM world_member m WHERE {where} AND m.id > %s ORDER BY m.id LIMIT %s"  # noqa: S608 -- our own pieces; typed words are values
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, after or 0, limit + 1])
        ids = [row[0] for row in cursor.fetchall()]
    members = list(Member.objects.filter(id__in=ids[:limit]).order_by("id"))
    return MemberPage(members=members, next_after=ids[limit - 1] if len(ids) > limit else None)


def count_members(
    query: str,
    *,
    employer: str = "",
    location: str = "",
    title: str = "",
    exportable_only: bool = False,
    up_to: int = 1000,
) -> int:
    """How many there are, counted no further than one beyond ``up_to``."""
    where, values = _conditions(query, employer, location, title, exportable_only=exportable_only)
    sql = f"SELECT count(*) FROM (SELECT 1 FROM world_member m WHERE {where} LIMIT %s)"  # noqa: S608 -- our own pieces; typed words are values
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, up_to + 1])
        return int(cursor.fetchone()[0])


def _conditions(
    query: str, employer: str, location: str, title: str, *, exportable_only: bool
) -> tuple[str, list[int | str]]:
    """What must hold of the row ``m`` of a member, and the values for it."""
    wanted = " AND ".join(
        [
            *_beginnings(query),
            *_beginnings(employer, "employer"),
            *_beginnings(location, "location"),
            *_beginnings(title, "headline"),
        ]
    )
    conditions = ["m.closed_at IS NULL"]
    values: list[int | str] = []
    if exportable_only:
        conditions.append("m.exportable")
    if wanted:
        conditions.append(
            "m.id IN (SELECT rowid FROM world_member_search WHERE world_member_search MATCH %s)"
        )
        values.append(wanted)
    return " AND ".join(conditions), values


def _known(applications: Sequence[int], *, considered_only: bool) -> tuple[str, list[int | str]]:
    condition = _KNOWN.format(
        applications=", ".join(["%s"] * len(applications)) or "NULL",
        considered=_CONSIDERED if considered_only else "TRUE",
    )
    return condition, [*applications, *applications]


# Members whom a candidate names: by hand, or by a trace of theirs.
_KNOWN = (
    "(m.id IN (SELECT c.manual_member_id FROM world_atscandidate c "
    "WHERE c.application_id IN ({applications}) AND {considered}) OR "
    "EXISTS "
    "(SELECT 1 FROM world_candidatetrace t JOIN world_atscandidate c ON c.key = t.candidate_key "
    "WHERE t.value IN (m.email, lower(m.slug)) AND c.application_id IN ({applications}) AND {considered}))"
)
_CONSIDERED = "EXISTS (SELECT 1 FROM world_atsapplication a WHERE a.candidate_key = c.key)"


def _beginnings(text: str, column: str = "") -> list[str]:
    """One condition of the search table per word: some word of the column begins with it."""
    prefix = f"{column} : " if column else "{name headline employer} : "
    return [f'{prefix}"{word}"*' for word in _WORD.findall(text.lower())]


def index_members(members: Iterable[Member]) -> None:
    """Write the words of new members into the search table."""
    rows = [(m.id, m.name, f"{m.headline} {m.title}", m.employer, m.location) for m in members]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO world_member_search(rowid, name, headline, employer, location) "
            "VALUES (%s, %s, %s, %s, %s)",
            rows,
        )


def member_by_slug(slug: str) -> Member | None:
    return Member.objects.filter(slug=slug, closed_at=None).first()


def photo_seed_of(slug: str) -> int | None:
    """From which number the member's picture is drawn; None for somebody who is not there."""
    return Member.objects.filter(slug=slug, closed_at=None).values_list("photo_seed", flat=True).first()


def members_by_ids(ids: Sequence[int]) -> list[Member]:
    """Those of them who are there and have not closed their account, by id."""
    return list(Member.objects.filter(id__in=ids, closed_at=None).order_by("id"))


def member_by_id(member_id: int) -> Member:
    member = Member.objects.filter(id=member_id).first()
    if member is None:
        raise SandboxRefusal(f"There is no member {member_id}.")
    return member


def seat_by_id(seat_id: int) -> Seat:
    """The seat with its member, contract and organization."""
    holder = SeatHolder.objects.filter(id=seat_id).first()
    if holder is None:
        raise SandboxRefusal(f"There is no seat {seat_id}.")
    return _with_surroundings([holder])[0]


def all_seats() -> list[Seat]:
    """Every licence of the world, company by company: whom one may act as."""
    return _with_surroundings(list(SeatHolder.objects.order_by("contract_id", "id")))


def _with_surroundings(holders: list[SeatHolder]) -> list[Seat]:
    members = Member.objects.in_bulk([holder.member_id for holder in holders])
    contracts = Contract.objects.in_bulk({holder.contract_id for holder in holders})
    organizations = Organization.objects.in_bulk(
        {contract.organization_id for contract in contracts.values()}
    )
    return [
        Seat(
            holder=holder,
            member=members[holder.member_id],
            contract=contracts[holder.contract_id],
            organization=organizations[contracts[holder.contract_id].organization_id],
        )
        for holder in holders
    ]
