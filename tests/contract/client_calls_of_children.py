"""The client's calls for what hangs on candidates and applications: notes, interview feedback, files."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from tests.contract.client_records import CONTRACT, NOT_FOUND, at
from tests.contract.client_rows import Row, stored

from linkedin_client import (
    Actor,
    ApplicationNote,
    Attachment,
    AttachmentKey,
    BatchResult,
    CandidateNote,
    FileType,
    InterviewFeedback,
    InterviewType,
    LinkedIn,
    Rating,
    UploadAddress,
    errors,
)

ILSE = Actor(first_name="Ilse", last_name="Brandt")
TOM = Actor(first_name="Tom", last_name="Reiter")
EARLY = CandidateNote(
    candidate_id="cand-7f31",
    note_id="cn-1",
    text="Prefers early shifts.",
    created_at=at(1767700000),
    modified_at=at(1767700000),
    author=ILSE,
)
FORKLIFT = replace(EARLY, note_id="cn-2", text="Has a forklift licence.", created_at=at(1767700100))
STRANGERS = replace(EARLY, candidate_id="cand-0000", note_id="cn-2", modified_at=None)
CERTIFICATES = ApplicationNote(
    application_id="app-9001",
    note_id="an-1",
    text="Ask for the robot brand certificates.",
    created_at=at(1767795000),
    author=TOM,
)
CALM = InterviewFeedback(
    application_id="app-9001",
    feedback_id="fb-31",
    created_at=at(1767880000),
    interviewer=TOM,
    ratings=(Rating(attribute="Fault finding", result="3 of 4"), Rating(attribute="Safety")),
    text="Calm and methodical at the test cell.",
    interview_type=InterviewType.ONSITE,
)
MEDIA = "urn:li:media:emu-file-1"
CV = Attachment(
    key=AttachmentKey(entity_id="app-9001", attachment_id="file-5"),
    file_name="noor-haddad.pdf",
    file_type=FileType.PDF,
    created_at=at(1767704400),
    modified_at=at(1767704400),
    media_urn=MEDIA,
)
STRANGERS_CV = replace(CV, key=replace(CV.key, entity_id="app-0000"))
ADDRESS = UploadAddress(
    url="https://api.linkedin.example/dms-uploads/emu-file-1?e=1767800000000&s=emu-signature",
    media_urn=MEDIA,
)
PDF = b"%PDF-1.7 invented"


def _address(li: LinkedIn, **more: Any) -> Any:
    return li.media.address("noor-haddad.pdf", FileType.PDF, **({"contract": CONTRACT} | more))


def _upload(li: LinkedIn, file_type: FileType = FileType.PDF) -> Any:
    return li.media.upload(ADDRESS, PDF, file_type)


ROWS_OF_CHILDREN: dict[str, Row] = {
    "candidateNotes.batch_update/v2-two": Row(
        lambda li: li.candidate_notes.upsert([EARLY, FORKLIFT]), stored(EARLY.key, FORKLIFT.key)
    ),
    "candidateNotes.batch_update/v2-unknown-candidate": Row(
        lambda li: li.candidate_notes.upsert([EARLY]), BatchResult(errors={EARLY.key: NOT_FOUND})
    ),
    "candidateNotes.batch_update/rest-one": Row(
        lambda li: li.candidate_notes.upsert([EARLY]), stored(EARLY.key)
    ),
    "candidateNotes.batch_update/rest-one-candidate-unknown": Row(
        lambda li: li.candidate_notes.upsert([EARLY, STRANGERS]),
        BatchResult(results={EARLY.key: 204}, errors={STRANGERS.key: NOT_FOUND}),
    ),
    "candidateNotes.batch_delete/v2-two": Row(
        lambda li: li.candidate_notes.delete([EARLY.key, FORKLIFT.key]), stored(EARLY.key, FORKLIFT.key)
    ),
    "candidateNotes.batch_delete/v2-unknown": Row(
        lambda li: li.candidate_notes.delete([("cand-7f31", "cn-0")]),
        BatchResult(errors={("cand-7f31", "cn-0"): NOT_FOUND}),
    ),
    "candidateNotes.batch_delete/rest-one": Row(
        lambda li: li.candidate_notes.delete([EARLY.key]), stored(EARLY.key)
    ),
    "applicationNotes.batch_update/v2-one": Row(
        lambda li: li.application_notes.upsert([CERTIFICATES]), stored(CERTIFICATES.key)
    ),
    "applicationNotes.batch_update/rest-one": Row(
        lambda li: li.application_notes.upsert([CERTIFICATES]), stored(CERTIFICATES.key)
    ),
    "applicationNotes.batch_delete/v2-one": Row(
        lambda li: li.application_notes.delete([CERTIFICATES.key]), stored(CERTIFICATES.key)
    ),
    "applicationNotes.batch_delete/v2-gone-with-the-application": Row(
        lambda li: li.application_notes.delete([CERTIFICATES.key]),
        BatchResult(errors={CERTIFICATES.key: NOT_FOUND}),
    ),
    "applicationNotes.batch_delete/rest-one": Row(
        lambda li: li.application_notes.delete([CERTIFICATES.key]), stored(CERTIFICATES.key)
    ),
    "interviewFeedback.batch_update/v2-one": Row(
        lambda li: li.interview_feedback.upsert([CALM]), stored(CALM.key)
    ),
    "interviewFeedback.batch_update/rest-one": Row(
        lambda li: li.interview_feedback.upsert([CALM]), stored(CALM.key)
    ),
    "interviewFeedback.batch_delete/v2-one": Row(
        lambda li: li.interview_feedback.delete([CALM.key]), stored(CALM.key)
    ),
    "interviewFeedback.batch_delete/rest-one": Row(
        lambda li: li.interview_feedback.delete([CALM.key]), stored(CALM.key)
    ),
    "hireMediaUrl.create/v2-pdf": Row(_address, ADDRESS),
    "hireMediaUrl.create/v2-flat-answer": Row(_address, ADDRESS),
    "hireMediaUrl.create/v2-address-only": Row(_address, replace(ADDRESS, media_urn=None)),
    "hireMediaUrl.create/v2-foreign-contract": Row(
        partial(_address, contract="urn:li:contract:310099999"), errors.Forbidden
    ),
    "hireMediaUrl.create/v2-with-a-life": Row(partial(_address, keep_for=timedelta(days=3)), ADDRESS),
    "hireMediaUrl.create/rest-pdf": Row(_address, ADDRESS),
    "mediaUploads.put/v2-pdf": Row(_upload, MEDIA),
    "mediaUploads.put/v2-again": Row(_upload, errors.Conflict),
    "mediaUploads.put/v2-other-type": Row(partial(_upload, file_type=FileType.TXT), errors.ApiError),
    "resumes.batch_update/v2-one": Row(lambda li: li.attachments.upsert([CV]), stored(CV.key)),
    "attachments.batch_update/rest-one": Row(lambda li: li.attachments.upsert([CV]), stored(CV.key)),
    "attachments.batch_update/rest-unknown-application": Row(
        lambda li: li.attachments.upsert([STRANGERS_CV]), BatchResult(errors={STRANGERS_CV.key: NOT_FOUND})
    ),
    "attachments.batch_delete/rest-one": Row(lambda li: li.attachments.delete([CV.key]), stored(CV.key)),
}
