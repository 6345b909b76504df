"""How does a world begin? From one document: companies, licences, members, and what recruiters have done so far.

The same form is the control call ``POST /_sandbox/seed``. What is wrong is refused with its place and the remedy, such
as ``members[3].country: two letters, such as "at"``, and then nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from django.db import transaction

from linkedin_sandbox.world.ground.bulk import Columns, delete_by, insert_rows, rows_by, upsert_rows
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
from linkedin_sandbox.world.people.member_index import index_members, indexed_before
from linkedin_sandbox.world.seeding.seed_form import Document, SeedRefused, problem_of
from linkedin_sandbox.world.seeding.seed_references import LISTS, problem_of_references
from linkedin_sandbox.world.seeding.seed_rows import (
    contract_row,
    member_row,
    message_rows,
    note_row,
    project_member_rows,
    project_row,
    seat_row,
    stub_rows,
    thread_row,
)
from linkedin_sandbox.world.steering import clock

_AT_ONCE = 2000


def named_world(name: str, *, members: int = 1500) -> Document:
    """The document of a world that the sandbox brings along."""
    if name != "default":
        raise SeedRefused(f"There is no world '{name}'; there is 'default'.")
    # Inventing it takes the lists of names and trades, which a sandbox with another world need not read.
    from linkedin_sandbox.world.seeding.seeds import generate_world  # noqa: PLC0415 -- see the line above

    return generate_world(members=members)


def load_world(document: Document) -> dict[str, int]:
    """Add (or replace, by id) everything in the document; answers how many of each."""
    if problem := problem_of(document) or problem_of_references(document):
        raise SeedRefused(problem)
    with transaction.atomic():
        _store_parent(document.get("parent_application"))
        upsert_rows(Organization, document.get("organizations", []), by="id")
        upsert_rows(Contract, [contract_row(entry) for entry in document.get("contracts", ())], by="id")
        for members in _in_parts(document.get("members", ())):
            _store_members([member_row(entry) for entry in members])
        upsert_rows(SeatHolder, [seat_row(entry) for entry in document.get("seats", ())], by="id")
        _store_recruiting(document)
    return {name: len(document.get(name, ())) for name in LISTS}


def _in_parts(entries: Sequence[Document]) -> Iterator[Sequence[Document]]:
    """So that a hundred thousand members do not stand in memory twice."""
    for start in range(0, len(entries), _AT_ONCE):
        yield entries[start : start + _AT_ONCE]


def _store_parent(entry: Document | None) -> None:
    if entry is None:
        return
    ParentApplication.objects.all().delete()
    ParentApplication.objects.create(**{"name": "An ATS", **entry})


def _store_members(rows: list[Columns]) -> None:
    before = indexed_before([row["id"] for row in rows])
    upsert_rows(Member, rows, by="id")
    index_members(rows, before=before)


def _store_recruiting(document: Document) -> None:
    """Projects, conversations and notes; with an entry that is replaced goes all that hung on it."""
    now = clock.now_ms()
    projects, threads, notes = (document.get(name, []) for name in ("projects", "threads", "notes"))
    seats = {entry["seat"] for entry in chain(projects, threads, notes)}
    contract = dict(rows_by(SeatHolder, "id", seats, "id", "contract_id"))
    upsert_rows(
        Project,
        [project_row(entry, contract=contract[entry["seat"]], now=now) for entry in projects],
        by="id",
    )
    delete_by(ProjectMember, "project_id", [entry["id"] for entry in projects])
    insert_rows(ProjectMember, [row for entry in projects for row in project_member_rows(entry, now=now)])
    upsert_rows(
        ProspectNote, [note_row(entry, contract=contract[entry["seat"]], now=now) for entry in notes], by="id"
    )
    upsert_rows(
        MailThread,
        [thread_row(entry, contract=contract[entry["seat"]], now=now) for entry in threads],
        by="id",
    )
    for model in (MailMessage, MailStub):
        delete_by(model, "thread_id", [entry["id"] for entry in threads])
    insert_rows(MailMessage, [row for entry in threads for row in message_rows(entry, now=now)])
    stubs = [row for entry in threads for row in stub_rows(entry, contract=contract[entry["seat"]], now=now)]
    upsert_rows(MailStub, stubs, by=("seat_id", "member_id"))
