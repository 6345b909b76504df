"""Who and what is there? Members, licences, and the records that ATSs have sent."""

from __future__ import annotations

import base64
from typing import Any

from linkedin_sandbox.control.answers import Body, NotThere, number
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.naming import application_of
from linkedin_sandbox.control.schemas import (
    BOOLEAN,
    COUNT,
    LIMIT,
    TEXT,
    WORD,
    list_of,
    map_of,
    open_record,
    or_null,
    record,
)
from linkedin_sandbox.world.ground.keys import SEPARATOR
from linkedin_sandbox.world.models import (
    ApplicationNote,
    AtsApplication,
    AtsAttachment,
    AtsCandidate,
    AtsJob,
    AtsStage,
    CandidateNote,
    EntityAcl,
    EntityAclAssignee,
    InterviewFeedback,
    Member,
    SentFile,
)
from linkedin_sandbox.world.people import people
from linkedin_sandbox.world.people.person_urns import person_urn
from linkedin_sandbox.world.synced.media import content_of, kept_files

_MOST = 1000


def members(body: Body) -> dict[str, Any]:
    page = people.search_members(
        str(body.get("q", "")),
        title=str(body.get("title", "")),
        employer=str(body.get("employer", "")),
        location=str(body.get("location", "")),
        exportable_only=bool(body.get("exportable")),
        after=number(body, "after") if "after" in body else None,
        limit=number(body, "limit", 25),
    )
    return {
        "members": [
            {
                "id": row.id,
                "slug": row.slug,
                "name": row.name,
                "headline": row.headline,
                "employer": row.employer,
            }
            for row in page.members
        ],
        "next_after": page.next_after,
    }


def persons(body: Body) -> dict[str, Any]:
    """Every member's person URN as this application sees it, by the member's number."""
    application = application_of(body)
    numbers = Member.objects.order_by("id").values_list("id", flat=True)
    return {"persons": {str(number): person_urn(number, application.client_id) for number in numbers}}


def seats(_body: Body) -> dict[str, Any]:
    return {
        "seats": [
            {
                "id": seat.holder.id,
                "name": seat.member.name,
                "email": seat.holder.email,
                "state": seat.holder.state,
                "member": seat.member.id,
                "contract": seat.contract.id,
                "organization": seat.organization.id,
                "company": seat.organization.name,
            }
            for seat in people.all_seats()
        ]
    }


_RECORDS: dict[str, Any] = {
    "jobs": AtsJob,
    "candidates": AtsCandidate,
    "candidate_notes": CandidateNote,
    "applications": AtsApplication,
    "application_notes": ApplicationNote,
    "feedback": InterviewFeedback,
    "stages": AtsStage,
    "attachments": AtsAttachment,
    "media": SentFile,
    "acls": EntityAcl,
    "assignees": EntityAclAssignee,
}


def records(body: Body, *, kind: str) -> dict[str, Any]:
    """What the ATSs have sent, by the kinds of ``_RECORDS``; a file belongs to no context."""
    if kind not in _RECORDS:
        raise NotThere(f"There are no records '{kind}'; there are {', '.join(_RECORDS)}.")
    rows = _RECORDS[kind].objects.all()
    if body.get("id"):
        # An ACL is many rows, one for each job or member: it is found by its own id.
        rows = rows.filter(**{"acl_id" if kind in ("acls", "assignees") else "id": body["id"]})
    if body.get("context"):
        # Keys are application, context and id; a part's begins with that of what it hangs on.
        rows = rows.filter(pk__contains=f"{SEPARATOR}{body['context']}{SEPARATOR}")
    listed = rows.order_by("pk").values()[: min(number(body, "limit", 100), _MOST)]
    return {"count": rows.count(), "records": list(listed)}


def media(_body: Body, *, media_id: str) -> dict[str, Any]:
    """The file itself, which JSON can hold as base64 only."""
    found = kept_files([media_id]).get(media_id)
    if found is None:
        raise NotThere(f"There is no file {media_id}: it was never sent, or is no longer kept.")
    return {
        "id": found.id,
        "file_name": found.file_name,
        "content_type": found.content_type,
        "size": found.size,
        "content_base64": base64.b64encode(content_of(found)).decode(),
    }


_MEMBER = open_record(id={"type": "integer"}, slug=TEXT, name=TEXT, headline=TEXT, employer=TEXT)
_SEAT = open_record(
    id={"type": "integer"}, name=TEXT, email=TEXT, state=TEXT, member={"type": "integer"},
    contract={"type": "integer"}, organization={"type": "integer"}, company=TEXT,
)  # fmt: skip

CALLS = (
    ControlCall(
        "GET", "members", members,
        about="Members by beginnings of words; `q` of name, headline, title, employer, skills; paged by `next_after`.",
        takes=record(may=dict.fromkeys(("q", "title", "employer", "location"), TEXT)
                     | {"exportable": BOOLEAN, "after": COUNT, "limit": LIMIT}),
        answers=open_record(members=list_of(_MEMBER), next_after=or_null({"type": "integer"})),
    ),
    ControlCall(
        "GET", "persons", persons,
        about="Every member's person URN as this application sees it, by the member's number.",
        takes=record(must={"client_id": WORD}), answers=open_record(persons=map_of(TEXT)), refuses=True,
    ),
    ControlCall(
        "GET", "seats", seats,
        about="Every Recruiter licence, with who sits on it and whose it is.",
        answers=open_record(seats=list_of(_SEAT)),
    ),
    ControlCall(
        "GET", "records/{kind}", records,
        about=f"What the ATSs have sent: {', '.join(_RECORDS)}; by `id`, or of one `context`, if given.",
        takes=record(may={"id": TEXT, "context": TEXT, "limit": LIMIT}),
        answers=open_record(count={"type": "integer"}, records=list_of({"type": "object"})),
    ),
    ControlCall(
        "GET", "media/{media_id}", media,
        about="A file that an ATS has sent, by the id in `records/media` and in the indicator.",
        answers=open_record(
            id=TEXT, file_name=TEXT, content_type=TEXT, size={"type": "integer"}, content_base64={"type": "string"}
        ),
    ),
)  # fmt: skip
