"""Do notes, interview feedback and files go from the client into the real sandbox, and out again?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.contract.client_at_sandbox import (
    AT,
    ODD_ID,
    callback,
    linkedin,
    person,
    process,
    sandbox,
    sandbox_process,
)
from tests.linkedin_sandbox.records import CONTRACT_URN, OTHER_CONTRACT
from tests.linkedin_sandbox.server import Server

from linkedin_client import (
    Actor,
    ApplicationNote,
    Attachment,
    AttachmentKey,
    CandidateNote,
    FileType,
    InterviewFeedback,
    InterviewType,
    LinkedIn,
    Rating,
    errors,
)

__all__ = ["callback", "linkedin", "sandbox", "sandbox_process"]

INES = Actor(first_name="Ines", last_name="Kern")
PDF = b"%PDF-1.7 invented"


def test_notes_of_two_candidates_are_told_apart_from_a_third(linkedin: LinkedIn, sandbox: Server) -> None:
    linkedin.candidates.upsert([person("c1"), person(ODD_ID)])
    notes = [
        CandidateNote(
            candidate_id=id_, note_id=f"{ODD_ID} note", text="Early shifts.", created_at=AT, author=INES
        )
        for id_ in ("c1", ODD_ID, "c-unknown")
    ]

    sent = linkedin.candidate_notes.upsert(notes)

    assert set(sent.results) == {notes[0].key, notes[1].key}
    assert sent.errors[notes[2].key].status == 404
    stored = sandbox.get("records/candidate_notes")["records"]
    assert len(stored) == 2
    gone = linkedin.candidate_notes.delete([note.key for note in notes])
    assert (set(gone.results), set(gone.errors)) == ({notes[0].key, notes[1].key}, {notes[2].key})
    assert sandbox.get("records/candidate_notes")["records"] == []


def test_notes_and_feedback_go_with_their_application(linkedin: LinkedIn, sandbox: Server) -> None:
    linkedin.candidates.upsert([person()])
    linkedin.applications.upsert([process("a1"), process("a2")])
    note = ApplicationNote(application_id="a1", note_id="n1", text="Ask for certificates.", created_at=AT)
    feedback = InterviewFeedback(
        application_id="a1",
        feedback_id="f1",
        created_at=AT,
        interviewer=INES,
        ratings=(Rating(attribute="Safety", result="3 of 4"), Rating(attribute="Calm")),
        text="Methodical.",
        interview_type=InterviewType.PHONE_SCREEN,
    )
    other = replace(feedback, application_id="a2")

    sent = (
        linkedin.application_notes.upsert([note]),
        linkedin.interview_feedback.upsert([feedback, other]),
    )

    assert [result.errors for result in sent] == [{}, {}]
    stored = sandbox.get("records/feedback")["records"]
    assert len(stored) == 2
    assert linkedin.interview_feedback.delete([other.key]).errors == {}
    linkedin.applications.delete(["a1"])
    gone = (
        linkedin.application_notes.delete([note.key]),
        linkedin.interview_feedback.delete([feedback.key]),
    )
    assert [
        result.errors[key].status for result, key in zip(gone, (note.key, feedback.key), strict=True)
    ] == [
        404,
        404,
    ]


@pytest.mark.parametrize("answer", ["value", "flat", "url"])
def test_a_resume_goes_its_whole_way(linkedin: LinkedIn, sandbox: Server, answer: str) -> None:
    sandbox.post("switches", media_url_answer=answer)
    linkedin.candidates.upsert([person()])
    linkedin.applications.upsert([process("a1")])

    address = linkedin.media.address("noor.pdf", FileType.PDF, contract=CONTRACT_URN)
    urn = linkedin.media.upload(address, PDF, FileType.PDF)
    attachment = Attachment(
        key=AttachmentKey(entity_id="a1", attachment_id="file 1"),
        file_name="noor.pdf",
        file_type=FileType.PDF,
        created_at=AT,
        modified_at=AT,
        media_urn=urn,
    )
    sent = linkedin.attachments.upsert([attachment])

    assert sent.errors == {}
    [kept] = sandbox.get("records/media")["records"]
    assert kept["size"] == len(PDF)
    with pytest.raises(errors.Conflict):
        linkedin.media.upload(address, PDF, FileType.PDF)
    try:
        gone = linkedin.attachments.delete([attachment.key])
    except errors.NotOffered:
        return  # v2 has no way to delete one
    assert gone.errors == {}


def test_a_file_for_a_foreign_contract_is_refused(linkedin: LinkedIn) -> None:
    with pytest.raises(errors.Forbidden):
        linkedin.media.address("noor.pdf", FileType.PDF, contract=f"urn:li:contract:{OTHER_CONTRACT}")
