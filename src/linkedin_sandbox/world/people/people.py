"""Whom does a recruiter find? Members by words of their name, headline, title, employer and skills.

The words stand in an FTS5 table beside ``Member`` (``member_index.py``), so that a search by beginnings of words is
quick among a hundred thousand members.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import connection

from linkedin_sandbox.world.ground.words import words_of
from linkedin_sandbox.world.models import (
    AtsCandidate,
    Contract,
    Member,
    Organization,
    Recognition,
    SeatHolder,
)
from linkedin_sandbox.world.refusals import SandboxRefusal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


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


def refuse_idle_seat(seat: Seat) -> None:
    if seat.holder.state != "ACTIVE":
        raise SandboxRefusal("Your Recruiter seat is not active.")


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
    asked = _Asked.of(query, employer, location, title, exportable_only=exportable_only)
    if known_to is not None:
        asked = asked.known(known_to, considered_only=considered_only, after=after or 0)
    sql = f"SELECT {asked.id} FROM {asked.source} WHERE {asked.where} AND {asked.id} > %s ORDER BY {asked.id} LIMIT %s"  # noqa: S608 -- our own pieces; typed words are values
    with connection.cursor() as cursor:
        cursor.execute(sql, [*asked.values, after or 0, limit + 1])
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
    asked = _Asked.of(query, employer, location, title, exportable_only=exportable_only)
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {asked.source} WHERE {asked.where} LIMIT %s)"  # noqa: S608 -- our own pieces; typed words are values
    with connection.cursor() as cursor:
        cursor.execute(sql, [*asked.values, up_to + 1])
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class _Asked:
    """A search as SQL. Where words are asked for, their table leads and no member is read to be counted."""

    source: str
    id: str
    where: str
    values: tuple[int | str, ...] = ()

    @classmethod
    def of(cls, query: str, employer: str, location: str, title: str, *, exportable_only: bool) -> _Asked:
        wanted = " AND ".join(
            [
                *beginnings(query, "name headline title employer skills"),
                *beginnings(employer, "employer"),
                *beginnings(location, "location"),
                *beginnings(title, "headline title"),
            ]
        )
        source, column = ("world_member_search s", "s.rowid") if wanted else ("world_member m", "m.id")
        # Few are hidden, so their numbers are looked up once, and not a flag in every row that was found.
        conditions = [f"{column} NOT IN ({_CLOSED})"]
        if exportable_only:
            conditions.append(f"{column} NOT IN ({_NOT_EXPORTABLE})")
        if wanted:
            conditions.append("s.world_member_search MATCH %s")
        return cls(source, column, " AND ".join(conditions), (wanted,) if wanted else ())

    def known(self, applications: Sequence[int], *, considered_only: bool, after: int) -> _Asked:
        """Few known ones are listed first; among many the next page is soon found by asking of one after another."""
        pieces = {
            "id": self.id,
            "applications": ", ".join(["%s"] * len(applications)) or "NULL",
            "considered": _CONSIDERED if considered_only else "TRUE",
        }
        if _are_few(applications):
            # The sign keeps SQLite from asking the words' table anew for each of the known.
            known = ("+" if self.values else "") + _LISTED.format(**pieces)
            values = (*applications, after, *applications, after)
        else:
            known, values = _ASKED.format(**pieces), (*applications, *applications)
        return replace(self, where=f"{self.where} AND {known}", values=(*self.values, *values))


_CLOSED = "SELECT id FROM world_member WHERE closed_at IS NOT NULL"
_NOT_EXPORTABLE = "SELECT id FROM world_member WHERE NOT exportable"
_FEW = 3000
# Members whom a candidate names: by a trace of theirs, or by hand.
_LISTED = (
    "{id} IN (SELECT c.member_id FROM world_recognition c "
    "WHERE c.application_id IN ({applications}) AND c.member_id > %s AND {considered} "
    "UNION SELECT c.manual_member_id FROM (SELECT manual_member_id, key AS candidate_key FROM world_atscandidate "
    "WHERE application_id IN ({applications}) AND manual_member_id > %s) c WHERE {considered})"
)
_ASKED = (
    "(EXISTS (SELECT 1 FROM world_recognition c "
    "WHERE c.member_id = {id} AND c.application_id IN ({applications}) AND {considered}) "
    "OR EXISTS (SELECT 1 FROM (SELECT key AS candidate_key FROM world_atscandidate "
    "WHERE manual_member_id = {id} AND application_id IN ({applications})) c WHERE {considered}))"
)
_CONSIDERED = "EXISTS (SELECT 1 FROM world_atsapplication a WHERE a.candidate_key = c.candidate_key)"


def _are_few(applications: Sequence[int]) -> bool:
    by_trace = Recognition.objects.filter(application_id__in=applications)
    by_hand = AtsCandidate.objects.filter(application_id__in=applications, manual_member_id__isnull=False)
    return by_trace[:_FEW].count() + by_hand[:_FEW].count() < _FEW


def beginnings(text: str, columns: str) -> list[str]:
    """One condition of the search table per word: some word of the columns begins with it."""
    return [f'{{{columns}}} : "{word}"*' for word in words_of(text)]


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
    return with_surroundings([holder])[0]


def all_seats() -> list[Seat]:
    """Every licence of the world, company by company: whom one may act as."""
    return with_surroundings(list(SeatHolder.objects.order_by("contract_id", "id")))


def seats_by_id(ids: Collection[int]) -> list[Seat]:
    """Those of these numbers that there are."""
    return with_surroundings(list(SeatHolder.objects.filter(id__in=ids)))


def seats_of_member(member: Member) -> list[Seat]:
    """A person can hold a seat on each of several contracts."""
    return with_surroundings(list(SeatHolder.objects.filter(member_id=member.id).order_by("id")))


def with_surroundings(holders: list[SeatHolder]) -> list[Seat]:
    """The licences in the same order, with their people, in three queries."""
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
