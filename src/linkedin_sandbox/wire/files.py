"""Files on the wire: the address that one is sent to, and what it is tied to.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/upload-sync-documents?view=li-lts-2026-03
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-attachments?view=li-lts-2025-04
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_sandbox.wire.answers import Answer
from linkedin_sandbox.wire.batches import Shape, batch_write, refuse_foreign_context
from linkedin_sandbox.wire.hiring import V2_APPLICATION
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world.ground.records import Problems, Sent
from linkedin_sandbox.world.steering.switches import switch
from linkedin_sandbox.world.synced import attachments, media

if TYPE_CHECKING:
    from linkedin_sandbox.wire.call import Call

MOST_ATTACHMENTS = 10
V2_RESUME = Shape(parts=(), ids=(), simple=True, most=MOST_ATTACHMENTS)
REST_ATTACHMENT = Shape(
    parts=(
        "externalReferenceEntityId",
        "externalAttachmentId",
        "integrationContext",
        "externalReferenceEntityType",
        "attachmentType",
    ),
    ids=(
        "externalReferenceEntityType",
        "attachmentType",
        "externalReferenceEntityId",
        "externalAttachmentId",
    ),
    most=MOST_ATTACHMENTS,
)


def _create_address(call: Call) -> Answer:
    announced = call.json_body()
    if problem := media.problem_of(announced):
        raise problem
    refuse_foreign_context(call, announced["hiringContext"])
    made = media.announce(call.application, announced)
    signed = media.signature(made.id, made.upload_until)
    address = f"{call.site}/dms-uploads/{made.id}?e={made.upload_until}&s={signed}"
    return Answer(200, _shown(address, made.urn))


def _shown(address: str, urn: str) -> dict[str, Any]:
    """The shape of the answer could not be read: a switch."""
    form = switch("media_url_answer")
    if form == "url":
        return {"url": address}
    if form == "flat":
        return {"uploadUrl": address, "resumeUrn": urn}
    return {"value": {"uploadUrl": address, "mediaUrn": urn}}


def _upsert(call: Call, sent: list[Sent]) -> Problems:
    return attachments.upsert_attachments(call.application, sent, generation=call.generation)


def _upsert_resumes(call: Call, sent: list[Sent]) -> Problems:
    named = [
        Sent(one.context, (attachments.APPLICATION_ENTITY, "RESUME", *one.ids), one.record) for one in sent
    ]
    return _upsert(call, named)


def _delete(call: Call, sent: list[Sent]) -> Problems:
    return attachments.delete_attachments(call.application, sent)


RESOURCES = (
    Resource("v2", "hireMediaUrl", {"create": _create_address}),
    Resource("rest", "hireMediaUrl", {"create": _create_address}, since=202504),
    Resource(
        "v2",
        "atsApplications/resumes",
        {"batch_update": batch_write(V2_RESUME, _upsert_resumes, parent=V2_APPLICATION)},
    ),
    Resource(
        "rest",
        "attachments",
        {
            "batch_update": batch_write(REST_ATTACHMENT, _upsert),
            "batch_delete": batch_write(REST_ATTACHMENT, _delete, has_body=False),
        },
        since=202504,
    ),
)
