"""What hangs on candidates and applications, on both generations' wires: notes, interview feedback, stages.

In v2 they stand below their parent's key, in the versioned API each is a resource whose key names the parent.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-release-notes?view=li-lts-2026-03
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_sandbox.wire.batches import Shape, batch_write
from linkedin_sandbox.wire.hiring import V2_APPLICATION
from linkedin_sandbox.wire.people import V2_CANDIDATE
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world.ground.fields import REST_NAMES
from linkedin_sandbox.world.ground.records import V2_NAMES, Names, Problems, Sent
from linkedin_sandbox.world.synced import subrecords
from linkedin_sandbox.world.synced.subrecords import (
    APPLICATION_NOTES,
    CANDIDATE_NOTES,
    FEEDBACK,
    STAGES,
    Family,
)

if TYPE_CHECKING:
    from linkedin_sandbox.wire.call import Call

V2_BELOW = Shape(parts=(), ids=(), simple=True)
REST_CANDIDATE_NOTE = Shape(
    parts=("externalCandidateId", "integrationContext", "externalNoteId"),
    ids=("externalCandidateId", "externalNoteId"),
)
REST_APPLICATION_NOTE = Shape(
    parts=("externalJobApplicationId", "integrationContext", "externalNoteId"),
    ids=("externalJobApplicationId", "externalNoteId"),
)
# What the migration table says of these two could not be read: other names are taken beside the collection's.
_APPLICATION_ALIASES = {
    "atsJobApplicationId": "jobApplicationId",
    "externalJobApplicationId": "jobApplicationId",
}
REST_FEEDBACK = Shape(
    parts=("jobApplicationId", "integrationContext", "interviewFeedbackId"),
    ids=("jobApplicationId", "interviewFeedbackId"),
    aliases=_APPLICATION_ALIASES | {"externalInterviewFeedbackId": "interviewFeedbackId"},
)
REST_STAGE = Shape(
    parts=("jobApplicationId", "integrationContext", "jobApplicationStageId"),
    ids=("jobApplicationId", "jobApplicationStageId"),
    aliases=_APPLICATION_ALIASES | {"externalStageId": "jobApplicationStageId"},
)


def _resource(
    address: str,
    family: Family,
    *,
    shape: Shape = V2_BELOW,
    parent: Shape | None = None,
    names: Names = V2_NAMES,
    since: int = 0,
) -> Resource:
    def upsert(call: Call, sent: list[Sent]) -> Problems:
        return subrecords.upsert_below(family, call.application, sent, names=names)

    def delete(call: Call, sent: list[Sent]) -> Problems:
        return subrecords.delete_below(family, call.application, sent)

    return Resource(
        "v2" if parent else "rest",
        address,
        {
            "batch_update": batch_write(shape, upsert, parent=parent),
            "batch_delete": batch_write(shape, delete, parent=parent, has_body=False),
        },
        since=since,
    )


RESOURCES = (
    _resource("atsCandidates/notes", CANDIDATE_NOTES, parent=V2_CANDIDATE),
    _resource("atsApplications/notes", APPLICATION_NOTES, parent=V2_APPLICATION),
    _resource("atsApplications/interviewFeedback", FEEDBACK, parent=V2_APPLICATION),
    _resource("atsApplications/stages", STAGES, parent=V2_APPLICATION),
    _resource(
        "candidateNotes",
        CANDIDATE_NOTES,
        shape=REST_CANDIDATE_NOTE,
        names=Names(REST_NAMES["candidateNotes"]),
        since=202512,
    ),
    _resource("applicationNotes", APPLICATION_NOTES, shape=REST_APPLICATION_NOTE, since=202512),
    _resource("applicationInterviewFeedbacks", FEEDBACK, shape=REST_FEEDBACK),
    _resource("applicationStage", STAGES, shape=REST_STAGE),
)
