"""What do recruiters keep in LinkedIn, done by a script? Notes about members, and projects.

``at`` puts an act into the past, for a world that has a history.
"""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body, NotThere, identity, needed, number
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.naming import member_of, moment_of, seat_of
from linkedin_sandbox.control.schemas import (
    BOOLEAN,
    COUNT,
    ID,
    LIMIT,
    TEXT,
    WORD,
    list_of,
    one_of,
    open_record,
    record,
)
from linkedin_sandbox.world.models import Project, ProspectNote
from linkedin_sandbox.world.models.recruiting import ORGANIZATION, PRIVATE
from linkedin_sandbox.world.people import people
from linkedin_sandbox.world.recruiting import projects, prospect_notes
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock

_LIMIT = 25


def write_note(body: Body) -> dict[str, Any]:
    note = prospect_notes.write_note(
        seat=seat_of(body),
        member=member_of(body),
        content=str(body["content"]),
        visibility=str(body.get("visibility", ORGANIZATION)),
        now=moment_of(body),
    )
    return _shown_note(note)


def notes(body: Body) -> dict[str, Any]:
    """What the seat sees of the member's notes."""
    page = prospect_notes.notes_about(
        seat=seat_of(body),
        member=member_of(body),
        cursor=str(body.get("cursor", "")),
        limit=number(body, "limit", _LIMIT),
    )
    return {"notes": [_shown_note(row.note) for row in page.rows], "next": page.next}


def edit_note(body: Body, *, note_id: str) -> dict[str, Any]:
    note = _note(note_id)
    edited = prospect_notes.edit_note(
        seat=people.seat_by_id(note.seat_id),
        note=note,
        content=body.get("content"),
        visibility=body.get("visibility"),
        now=moment_of(body),
    )
    return _shown_note(edited)


def delete_note(body: Body, *, note_id: str) -> dict[str, Any]:
    note = _note(note_id)
    seat = people.seat_by_id(note.seat_id)
    return _shown_note(prospect_notes.delete_note(seat=seat, note=note, now=moment_of(body)))


def _note(note_id: str) -> ProspectNote:
    try:
        return prospect_notes.note_by_id(identity(note_id))
    except SandboxRefusal:
        raise NotThere(f"There is no note {note_id}.") from None


def _shown_note(note: ProspectNote) -> dict[str, Any]:
    return {
        "id": note.id,
        "seat": note.seat_id,
        "member": note.member_id,
        "content": note.content,
        "visibility": note.visibility,
        "active": note.active,
        "created_at": note.created_at,
        "changed_at": note.changed_at,
    }


def create_project(body: Body) -> dict[str, Any]:
    project = projects.create_project(seat=seat_of(body), name=str(body["name"]), now=moment_of(body))
    return _shown_project(project)


def list_projects(body: Body) -> dict[str, Any]:
    page = projects.projects_of(
        seat=seat_of(body), cursor=str(body.get("cursor", "")), limit=number(body, "limit", _LIMIT)
    )
    return {
        "projects": [_shown_project(row.project) | {"size": row.size} for row in page.rows],
        "next": page.next,
    }


def rename_project(body: Body, *, project_id: str) -> dict[str, Any]:
    project, seat = _project(project_id)
    (name,) = needed(body, "name")
    return _shown_project(
        projects.rename_project(seat=seat, project=project, name=str(name), now=moment_of(body))
    )


def project_members(body: Body, *, project_id: str) -> dict[str, Any]:
    project, _seat = _project(project_id)
    page = projects.members_of(
        project=project, cursor=str(body.get("cursor", "")), limit=number(body, "limit", _LIMIT)
    )
    return {
        "members": [{"id": row.member.id, "added_at": row.added_at} for row in page.rows],
        "next": page.next,
    }


def add_to_project(body: Body, *, project_id: str) -> dict[str, Any]:
    project, seat = _project(project_id)
    is_new = projects.add_to_project(seat=seat, project=project, member=member_of(body), now=moment_of(body))
    return {"added": is_new}


def remove_from_project(_body: Body, *, project_id: str, member: str) -> dict[str, Any]:
    project, seat = _project(project_id)
    projects.remove_from_project(
        seat=seat, project=project, member=member_of({"member": member}), now=clock.now_ms()
    )
    return {"removed": True}


def _project(project_id: str) -> tuple[Project, people.Seat]:
    """The project, and the seat that made it: a script acts as its owner."""
    project = projects.project_by_id(identity(project_id))
    if project is None:
        raise NotThere(f"There is no project {project_id}.")
    return project, people.seat_by_id(project.seat_id)


def _shown_project(project: Project) -> dict[str, Any]:
    return {
        "id": project.id,
        "seat": project.seat_id,
        "contract": project.contract_id,
        "name": project.name,
        "created_at": project.created_at,
        "changed_at": project.changed_at,
    }


_WHOLE = {"type": "integer"}
_PAGED = {"cursor": TEXT, "limit": LIMIT}
_LONG = {"type": "string", "minLength": 1}
_SEEN_BY = one_of(ORGANIZATION, PRIVATE)
_NOTE = open_record(
    id=_WHOLE, seat=_WHOLE, member=_WHOLE, content=_LONG, visibility=_SEEN_BY, active=BOOLEAN, created_at=COUNT,
    changed_at=COUNT,
)  # fmt: skip
_PROJECT = open_record(id=_WHOLE, seat=_WHOLE, name=TEXT, created_at=COUNT, changed_at=COUNT)
_GATHERED = open_record(id=_WHOLE, added_at=COUNT)

CALLS = (
    ControlCall(
        "GET", "notes", notes,
        about="The notes about the member that the seat sees, the newest first.",
        takes=record(must={"seat": ID, "member": ID}, may=_PAGED),
        answers=open_record(notes=list_of(_NOTE), next=TEXT), refuses=True,
    ),
    ControlCall(
        "POST", "notes", write_note,
        about="The seat notes something about the member. `visibility`: ORGANIZATION (usual) or PRIVATE.",
        takes=record(must={"seat": ID, "member": ID, "content": _LONG}, may={"visibility": _SEEN_BY, "at": COUNT}),
        answers=_NOTE, refuses=True,
    ),
    ControlCall(
        "POST", "notes/{note_id}", edit_note,
        about="The author changes the note.",
        takes=record(may={"content": _LONG, "visibility": _SEEN_BY, "at": COUNT}), answers=_NOTE, refuses=True,
    ),
    ControlCall(
        "DELETE", "notes/{note_id}", delete_note,
        about="The author deletes the note: ATSs see it as inactive.",
        takes=record(may={"at": COUNT}), answers=_NOTE, refuses=True,
    ),
    ControlCall(
        "GET", "projects", list_projects,
        about="The projects of the seat's contract, the one changed last first.",
        takes=record(must={"seat": ID}, may=_PAGED), answers=open_record(projects=list_of(_PROJECT), next=TEXT),
        refuses=True,
    ),
    ControlCall(
        "POST", "projects", create_project,
        about="The seat begins a project.",
        takes=record(must={"seat": ID, "name": WORD}, may={"at": COUNT}), answers=_PROJECT, refuses=True,
    ),
    ControlCall(
        "POST", "projects/{project_id}", rename_project,
        about="Another name.",
        takes=record(must={"name": WORD}, may={"at": COUNT}), answers=_PROJECT, refuses=True,
    ),
    ControlCall(
        "GET", "projects/{project_id}/members", project_members,
        about="Who is in it, added last first.",
        takes=record(may=_PAGED), answers=open_record(members=list_of(_GATHERED), next=TEXT),
        refuses=True,
    ),
    ControlCall(
        "POST", "projects/{project_id}/members", add_to_project,
        about="Puts the member into it. `added`: false when the member was in it.",
        takes=record(must={"member": ID}, may={"at": COUNT}), answers=open_record(added=BOOLEAN), refuses=True,
    ),
    ControlCall(
        "DELETE", "projects/{project_id}/members/{member}", remove_from_project,
        about="Takes the member out of it.",
        answers=open_record(removed=BOOLEAN), refuses=True,
    ),
)  # fmt: skip
