"""What is the present world as a seed document? The very form that begins one: seeding it gives the same world again.

Values that are the usual ones are left out. It is made piece by piece, since a hundred thousand members are 100 MB.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from linkedin_sandbox.world.models import (
    Contract,
    MailMessage,
    MailStub,
    MailThread,
    Member,
    Organization,
    ParentApplication,
    Project,
    ProjectMember,
    ProspectNote,
    SeatHolder,
)
from linkedin_sandbox.world.seeding.seed_rows import MEMBER_DEFAULTS, SEAT_DEFAULTS, Entry

_AT_ONCE = 500


def seed_document() -> Iterator[str]:
    """JSON, in pieces; one line for each entry, so that two worlds can be compared line by line."""
    parent = ParentApplication.objects.first()
    yield "{"
    if parent is not None:
        entry = {"client_id": parent.client_id, "client_secret": parent.client_secret, "name": parent.name}
        yield f'\n"parent_application": {_json(entry)},'
    for number, (name, entries) in enumerate(_LISTS.items()):
        yield f'{"," if number else ""}\n"{name}": ['
        for place, entry in enumerate(entries()):
            yield f"{',' if place else ''}\n{_json(entry)}"
        yield "\n]"
    yield "\n}\n"


def _json(entry: Entry) -> str:
    return json.dumps(entry, ensure_ascii=False)


def _organizations() -> Iterator[Entry]:
    yield from Organization.objects.order_by("id").values("id", "name")


def _contracts() -> Iterator[Entry]:
    for row in Contract.objects.order_by("id"):
        yield {"id": row.id, "organization": row.organization_id, "name": row.name}


def _members() -> Iterator[Entry]:
    for row in _each(Member.objects.order_by("id")):
        names = {"id": row.id, "slug": row.slug, "first_name": row.first_name, "last_name": row.last_name}
        drawn = {"photo_seed": row.photo_seed} if row.photo_seed != row.id % 2**31 else {}
        yield names | _unusual(row, MEMBER_DEFAULTS) | drawn


def _seats() -> Iterator[Entry]:
    for row in _each(SeatHolder.objects.order_by("id")):
        yield {"id": row.id, "contract": row.contract_id, "member": row.member_id} | _unusual(
            row, SEAT_DEFAULTS
        )


def _unusual(row: Any, defaults: Entry) -> Entry:
    values = {name: getattr(row, name) for name in defaults}
    return {name: value for name, value in values.items() if value != defaults[name]}


def _projects() -> Iterator[Entry]:
    for rows in _parts(_each(Project.objects.order_by("id"))):
        people = _below(ProjectMember.objects.order_by("added_at", "id"), "project_id", rows)
        for row in rows:
            yield {
                "id": row.id,
                "seat": row.seat_id,
                "name": row.name,
                "created_at": row.created_at,
                "changed_at": row.changed_at,
                "members": [
                    {"member": one.member_id, "added_at": one.added_at}
                    | ({"seat": one.seat_id} if one.seat_id != row.seat_id else {})
                    for one in people[row.id]
                ],
            }


def _threads() -> Iterator[Entry]:
    for rows in _parts(_each(MailThread.objects.order_by("id"))):
        messages = _below(MailMessage.objects.order_by("created_at", "id"), "thread_id", rows)
        stubs = _below(MailStub.objects.order_by("id"), "thread_id", rows)
        for row in rows:
            yield {
                "id": row.id,
                "seat": row.seat_id,
                "member": row.member_id,
                "subject": row.subject,
                "visibility": row.visibility,
                "state": row.state,
                "created_at": row.created_at,
                "latest_at": row.latest_at,
                "messages": [_message(message) for message in messages[row.id]],
            } | _shared(stubs[row.id])


def _shared(stubs: list[MailStub]) -> Entry:
    if not stubs:
        return {}
    [stub] = stubs
    return {"shared_contact": {"email": stub.email, "phone": stub.phone, "at": stub.created_at}}


def _message(row: MailMessage) -> Entry:
    read = {} if row.read_at is None else {"read_at": row.read_at}
    sender = "member" if row.is_from_member else "seat"
    return {"from": sender, "body": row.body, "at": row.created_at} | read


def _notes() -> Iterator[Entry]:
    for row in _each(ProspectNote.objects.order_by("id")):
        yield {
            "id": row.id,
            "seat": row.seat_id,
            "member": row.member_id,
            "content": row.content,
            "visibility": row.visibility,
            "active": row.active,
            "created_at": row.created_at,
            "changed_at": row.changed_at,
        }


def _each(rows: QuerySet[Any]) -> Iterator[Any]:
    return rows.iterator(chunk_size=_AT_ONCE)


def _parts(rows: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(rows)
    while part := list(islice(left, _AT_ONCE)):
        yield part


def _below(rows: QuerySet[Any], column: str, above: list[Any]) -> dict[int, list[Any]]:
    """What hangs on each of these rows, in two statements for five hundred of them."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.filter(**{f"{column}__in": [one.id for one in above]}):
        found[getattr(row, column)].append(row)
    return found


_LISTS: dict[str, Callable[[], Iterator[Entry]]] = {
    "organizations": _organizations,
    "contracts": _contracts,
    "members": _members,
    "seats": _seats,
    "projects": _projects,
    "threads": _threads,
    "notes": _notes,
}
