"""How does a program read, add and change candidates?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from django.db import transaction
from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from recruit.activity.selectors import notes_page, own_note_of_app
from recruit.activity.services import add_note, delete_note
from recruit.base.errors import NotAllowed, Refusal
from recruit.company.enums import AppScope, Capability
from recruit.company.selectors import actor_of_app, require_capability
from recruit.hiring import selectors
from recruit.hiring import services as hiring
from recruit.hiring.enums import ProcessStatus
from recruit.people import selectors as people
from recruit.people import services
from recruit.people.enums import ContactKind, ProspectStatus, Provenance
from recruit.positions.enums import PositionCapability
from recruit.positions.selectors import visible_position
from recruit.privacy.services import erase_person
from recruit.sources.enums import SourceType
from recruit.sources.selectors import source_by_public_id
from recruit_api.endpoints import (
    Id,
    Line,
    Paging,
    ScopeMissing,
    Text,
    endpoint,
    etag_of,
    listed,
    require_unchanged,
)
from recruit_api.endpoints import ListOf as Page
from recruit_api.records import FileOut, NoteOut, PersonOut
from recruit_api.requests import ApiRequest

if TYPE_CHECKING:
    from recruit.activity.models import Note
    from recruit.company.models import ApiApp
    from recruit.people.models import Person

router = Router(tags=["Persons"])
_NO_NUL: Final = r"^[^\x00]*$"
_Word = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=_NO_NUL)]
_Value = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=_NO_NUL)]
_Names = (
    "first_name", "middle_name", "last_name", "headline", "employer", "location", "prospect_status",
    "do_not_contact", "created_at", "updated_at",
)  # fmt: skip


class MergedMeanwhile(Refusal):
    code = "person_moved"


class ErasureAsked(Schema):
    """Why: it stands on the receipt."""

    ground: Literal["request", "retention", "other"] = "other"


class PersonsAsked(Paging):
    """The filters of the list of candidates. Those of a process are of one and the same process."""

    q: Annotated[str, StringConstraints(max_length=100, pattern=_NO_NUL)] = Field(
        "", description="Beginnings of names, an e-mail address or a phone number."
    )
    tag: Annotated[str, StringConstraints(max_length=100, pattern=_NO_NUL)] = ""
    position: Id = ""
    status: ProcessStatus | None = None
    step: Line = ""
    source: Id = ""
    source_type: SourceType | None = None
    prospect_status: ProspectStatus | None = None
    added_from: date | None = None
    added_to: date | None = None
    changed_from: date | None = None
    changed_to: date | None = None


class PersonWords(Schema, extra="forbid"):
    """What of a candidate can be changed; what is not named stays."""

    first_name: Line | None = None
    middle_name: Line | None = None
    last_name: Line | None = None
    headline: Text | None = None
    employer: Text | None = None
    location: Text | None = None
    prospect_status: ProspectStatus | None = None
    do_not_contact: bool | None = None


class NewContactPoint(Schema, extra="forbid"):
    kind: ContactKind
    value: _Value
    make_primary: bool = False


class NewPerson(Schema, extra="forbid"):
    """With ``position`` the candidate is considered for it at once, which takes the scope processes:write."""

    first_name: Line
    last_name: Line = ""
    middle_name: Line = ""
    headline: Text = ""
    employer: Text = ""
    location: Text = ""
    contact_points: Annotated[list[NewContactPoint], Field(max_length=20)] = []
    tags: Annotated[list[_Word], Field(max_length=20)] = []
    position: Id | None = None
    source: Id | None = None


class NewTag(Schema, extra="forbid"):
    name: _Word


class NewNote(Schema, extra="forbid"):
    text: Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=_NO_NUL)]


def shown(app: ApiApp, ids: list[int]) -> list[dict[str, Any]]:
    """In the order of the ids; four queries however many they are."""
    company_id = app.company_id
    tags = people.tag_names_of(company_id=company_id, person_ids=ids)
    records = {record.id: record for record in people.persons_by_ids(company_id=company_id, ids=ids)}
    reads_contacts = app.holds(AppScope.READ_CONTACTS)
    return [
        {
            "id": record.public_id,
            **{name: getattr(record, name) for name in _Names},
            "tags": tags.get(record.id, []),
            "contact_points": list(record.contact_points) if reads_contacts else None,
        }
        for record in (records[person_id] for person_id in ids if person_id in records)
    ]


def _one(request: ApiRequest, response: HttpResponse, person_id: int) -> dict[str, Any]:
    (found,) = shown(request.api_app, [person_id])
    response["ETag"] = etag_of(found["id"], found["updated_at"])
    return found


def _editable(
    request: ApiRequest, person_id: str, capability: PositionCapability = PositionCapability.EDIT_PERSONS
) -> Person:
    return selectors.editable_person(teammate=request.api_app, public_id=person_id, capability=capability)


@endpoint(router, "GET", "", scope=AppScope.READ_PERSONS, answer=Page[PersonOut])
def list_persons(request: ApiRequest, response: HttpResponse, asked: Query[PersonsAsked]) -> Any:
    """Newest first; by days, the latest of those days first."""
    filters = {
        name: value
        for name, value in asked.dict(exclude={"limit", "after", "q"}).items()
        if value is not None
    }
    if asked.source or asked.source_type:
        _require_scope(request, AppScope.READ_SOURCES)
    if asked.position or asked.status or asked.step:
        _require_scope(request, AppScope.READ_PROCESSES)
    search = selectors.PersonSearch(query=asked.q, **filters)
    page = selectors.find_page(
        teammate=request.api_app, search=search, after=asked.after, limit=asked.limit, with_similar=False
    ).page
    rows = shown(request.api_app, [row.id for row in page.rows])
    return listed(request, response, rows, page.next_cursor)


def _require_scope(request: ApiRequest, scope: AppScope) -> None:
    if not request.api_app.holds(scope):
        raise ScopeMissing(f"This filter takes the scope {scope}, which the API app lacks.")


@endpoint(router, "GET", "/{person_id}", scope=AppScope.READ_PERSONS, answer=PersonOut)
def get_person(request: ApiRequest, response: HttpResponse, person_id: str) -> Any:
    found = selectors.visible_person(teammate=request.api_app, public_id=person_id)
    return _one(request, response, found.pk)


class PositionNeeded(NotAllowed):
    code = "position_needed"


@endpoint(router, "POST", "", scope=AppScope.WRITE_PERSONS, answer=PersonOut, status=201)
def add_person(request: ApiRequest, response: HttpResponse, person: NewPerson) -> Any:
    """Adds a candidate with everything that is named, or nothing. Likely duplicates are looked for afterwards."""
    return Status(201, _one(request, response, _add(request.api_app, person).pk))


@transaction.atomic
def _add(app: ApiApp, person: NewPerson) -> Person:
    actor = actor_of_app(app)
    require_capability(company_id=app.company_id, actor=actor, capability=Capability.ADD_PERSONS)
    position = visible_position(teammate=app, public_id=person.position) if person.position else None
    if position is None and app.reach == "published":
        raise PositionNeeded(
            "This app sees published positions' candidates only. Name one of those positions."
        )
    words = person.dict(exclude={"contact_points", "tags", "position", "source"})
    made = services.add_person(company_id=app.company_id, actor=actor, **words)
    if person.contact_points:
        _require_write_contacts(app)
    for point in person.contact_points:
        _add_point(made, point, app)
    for tag in person.tags:
        services.tag_person(person=made, name=tag, actor=actor)
    if position is not None:
        source = (
            source_by_public_id(company_id=app.company_id, public_id=person.source) if person.source else None
        )
        hiring.start_process(
            person=made, position=position, source_id=source.pk if source else None, actor=actor
        )
    return made


def _require_write_contacts(app: ApiApp) -> None:
    if not app.holds(AppScope.WRITE_CONTACTS):
        raise ScopeMissing(f"Adding contact points takes the scope {AppScope.WRITE_CONTACTS}.")


def _add_point(person: Person, point: NewContactPoint, app: ApiApp) -> None:
    services.add_contact_point(
        person=person,
        kind=point.kind,
        value=point.value,
        provenance=Provenance.EXTERNAL,
        origin=f"API: {app.name}",
        actor=actor_of_app(app),
        make_primary=point.make_primary,
    )


@endpoint(router, "PATCH", "/{person_id}", scope=AppScope.WRITE_PERSONS, answer=PersonOut)
def update_person(request: ApiRequest, response: HttpResponse, person_id: str, changes: PersonWords) -> Any:
    found = _editable(request, person_id)
    require_unchanged(request, etag_of(found.public_id, found.updated_at))
    given = {name: value for name, value in changes.dict(exclude_unset=True).items() if value is not None}
    services.update_person(person=found, changes=given, actor=actor_of_app(request.api_app))
    return _one(request, response, found.pk)


@endpoint(router, "DELETE", "/{person_id}", scope=AppScope.DELETE_PERSONS, answer=None, status=204)
def delete_person(request: ApiRequest, person_id: str, asked: Query[ErasureAsked]) -> Any:
    """Everything about them, for good; LinkedIn deletes what it has of them. A receipt that names nobody is kept.

    Refused while a meeting with them is to come, and under the id of somebody who was merged into another candidate:
    whoever asks for one person's end is not led on to another's.
    """
    try:
        person = _editable(request, person_id)
    except selectors.PersonMoved as moved:
        stays = moved.evidence["public_id"]
        raise MergedMeanwhile(
            f"They were merged with {stays}. Delete that candidate, or take the merge back first."
        ) from moved
    erase_person(
        person=person,
        typed_name=None,
        ground=asked.ground,
        actor=actor_of_app(request.api_app),
    )
    return Status(204, None)


@endpoint(
    router, "POST", "/{person_id}/contact-points", scope=AppScope.WRITE_CONTACTS, answer=PersonOut, status=201
)
def add_contact_point(
    request: ApiRequest, response: HttpResponse, person_id: str, point: NewContactPoint
) -> Any:
    """A value that is there already stays as it is."""
    found = _editable(request, person_id, PositionCapability.EDIT_CONTACT_POINTS)
    _add_point(found, point, request.api_app)
    return Status(201, _one(request, response, found.pk))


@endpoint(router, "POST", "/{person_id}/tags", scope=AppScope.WRITE_PERSONS, answer=PersonOut, status=201)
def tag_person(request: ApiRequest, response: HttpResponse, person_id: str, tag: NewTag) -> Any:
    """A tag that is there already stays as it is."""
    found = _editable(request, person_id)
    services.tag_person(person=found, name=tag.name, actor=actor_of_app(request.api_app))
    return Status(201, _one(request, response, found.pk))


@endpoint(router, "DELETE", "/{person_id}/tags/{name}", scope=AppScope.WRITE_PERSONS, answer=PersonOut)
def untag_person(request: ApiRequest, response: HttpResponse, person_id: str, name: str) -> Any:
    """A tag that is not there is no mistake. The system's own tags stay."""
    found = _editable(request, person_id)
    services.untag_person(person=found, name=name, actor=actor_of_app(request.api_app))
    return _one(request, response, found.pk)


@endpoint(router, "GET", "/{person_id}/notes", scope=AppScope.READ_NOTES, answer=Page[NoteOut])
def list_notes(request: ApiRequest, response: HttpResponse, person_id: str, asked: Query[Paging]) -> Any:
    """Newest first, without private ones and those on processes that the app does not reach."""
    app = request.api_app
    found = selectors.visible_person(teammate=app, public_id=person_id)
    processes = selectors.visible_processes_of_person(teammate=app, person=found)
    page = notes_page(
        company_id=app.company_id,
        person_id=found.pk,
        process_ids=[process.pk for process in processes],
        after=asked.after,
        limit=asked.limit,
    )
    return listed(request, response, [note_shown(note) for note in page.rows], page.next_cursor)


def note_shown(note: Note) -> dict[str, Any]:
    return {
        "id": note.public_id,
        "text": note.text,
        "mentions": [
            {"id": each.teammate.public_id, "name": each.teammate.full_name}
            for each in note.mentions.all()
            if each.starts
        ],
        "author": note.author_name,
        "created_at": note.created_at,
        "updated_at": note.updated_at,
    }


@endpoint(router, "POST", "/{person_id}/notes", scope=AppScope.WRITE_NOTES, answer=NoteOut, status=201)
def write_note(request: ApiRequest, person_id: str, note: NewNote) -> Any:
    app = request.api_app
    found = selectors.visible_person(teammate=app, public_id=person_id)
    made = add_note(
        company_id=app.company_id,
        person_id=found.pk,
        text=note.text,
        mentionable=selectors.mentionable(company_id=app.company_id, person_id=found.pk, position_id=None),
        actor=actor_of_app(app),
    )
    return Status(201, note_shown(made))


@endpoint(
    router, "DELETE", "/{person_id}/notes/{note_id}", scope=AppScope.WRITE_NOTES, answer=None, status=204
)
def delete_own_note(request: ApiRequest, person_id: str, note_id: str) -> Any:
    """Of the person or of a process; only notes that this app has written."""
    app = request.api_app
    found = selectors.visible_person(teammate=app, public_id=person_id)
    note = own_note_of_app(company_id=app.company_id, app_id=app.pk, person_id=found.pk, public_id=note_id)
    delete_note(company_id=app.company_id, public_id=note.public_id, actor=actor_of_app(app))
    return Status(204, None)


@endpoint(router, "GET", "/{person_id}/files", scope=AppScope.READ_FILES, answer=Page[FileOut])
def list_files(request: ApiRequest, response: HttpResponse, person_id: str) -> Any:
    """Newest first, the latest hundred; their content is read in Recruit."""
    found = selectors.visible_person(teammate=request.api_app, public_id=person_id)
    rows = [
        {
            "id": file.public_id,
            **{
                name: getattr(file, name)
                for name in ("kind", "name", "size", "media_type", "added_by", "added_at")
            },
        }
        for file in selectors.files_of_visible_person(teammate=request.api_app, person=found)
    ]
    return listed(request, response, rows, None)
