"""How are members found among a hundred thousand? By a table of their words, and one of who was recognised.

Both follow from the rows of members and candidates and are written in the transaction that writes those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from linkedin_sandbox.world.ground.bulk import Columns, delete_by, insert_rows, rows_by
from linkedin_sandbox.world.ground.words import searchable, searchable_name
from linkedin_sandbox.world.models import CandidateTrace, Member, Recognition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ADD = (
    "INSERT INTO world_member_search(rowid, name, headline, title, employer, location, skills) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
# The table keeps no texts: a row is taken out by saying once more what it was made from.
_REMOVE = (
    "INSERT INTO world_member_search"
    "(world_member_search, rowid, name, headline, title, employer, location, skills) "
    "VALUES ('delete', %s, %s, %s, %s, %s, %s, %s)"
)
_RECOGNISE = (
    "INSERT INTO world_recognition(application_id, member_id, candidate_key) "
    "SELECT DISTINCT c.application_id, m.id, c.key FROM world_member m "
    "JOIN world_candidatetrace t ON t.value IN (m.email, m.slug) "
    "JOIN world_atscandidate c ON c.key = t.candidate_key "
    "WHERE m.id = %s AND (t.kind = 'email' AND t.value = m.email OR t.kind = 'slug' AND t.value = m.slug)"
)


_INDEXED = ("id", "first_name", "last_name", "headline", "title", "employer", "location", "skills")


def indexed_before(ids: Sequence[Any]) -> list[Columns]:
    """What the words of these members were made from, as far as they are there: asked before they are replaced."""
    return [dict(row) for row in Member.objects.filter(id__in=ids).values(*_INDEXED)]


def index_members(members: Sequence[Columns], *, before: Sequence[Columns] = ()) -> None:
    """The words of members that were stored, and whom candidates recognise now."""
    with connection.cursor() as cursor:
        cursor.executemany(_REMOVE, [_words(member) for member in before])
        cursor.executemany(_ADD, [_words(member) for member in members])
    if CandidateTrace.objects.exists():
        _recognise_members([member["id"] for member in members])


def _words(member: Mapping[str, Any]) -> tuple[int | str, ...]:
    return (
        member["id"],
        searchable_name(member["first_name"], member["last_name"]),
        searchable(member["headline"]),
        searchable(member["title"]),
        searchable(member["employer"]),
        searchable(member["location"]),
        searchable(*member["skills"]),
    )


def _recognise_members(ids: Sequence[Any]) -> None:
    delete_by(Recognition, "member_id", ids)
    with connection.cursor() as cursor:
        cursor.executemany(_RECOGNISE, [(member_id,) for member_id in ids])


def recognise_candidates(application_id: int, traces: Sequence[tuple[str, str, str]]) -> None:
    """Whom the candidates of one batch are, as far as their traces tell: (candidate key, kind, value)."""
    members = {kind: _members_by(kind, traces) for kind in ("email", "slug")}
    found = {(member_id, key) for key, kind, value in traces for member_id in members[kind].get(value, ())}
    insert_rows(
        Recognition,
        [
            {"application_id": application_id, "member_id": member_id, "candidate_key": key}
            for member_id, key in sorted(found)
        ],
    )


def _members_by(kind: str, traces: Sequence[tuple[str, str, str]]) -> dict[str, list[int]]:
    values = {value for _key, other, value in traces if other == kind}
    found: dict[str, list[int]] = {}
    for value, member_id in rows_by(Member, kind, values, kind, "id"):
        found.setdefault(value, []).append(member_id)
    return found
