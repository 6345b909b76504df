"""What the recruiter reads of the ATS's people: notes, interview feedback, files, and who is not to be contacted."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.console_cast import BLUEBIRD, HANS, MEI, ROSA, Ats, Recruiter

ODILE = 10010
CANDIDATE = f"/v2/atsCandidates/atsCandidateId=cand-1&dataProvider=ATS&integrationContext={BLUEBIRD}"
ILSE = {"firstName": "Ilse", "lastName": "Brandt"}


@pytest.fixture
def rosa(address: str) -> Recruiter:
    return Recruiter(address, ROSA)


def writes(ats: Ats, path: str, **records: dict[str, Any]) -> None:
    ids = "&".join(f"ids={id_}" for id_ in records)
    ats._send("PUT", f"{path}?{ids}", "batch_update", {"entities": records})


def below(application_id: str, kind: str) -> str:
    return (
        f"/v2/atsApplications/atsJobApplicationId={application_id}&dataProvider=ATS&integrationContext={BLUEBIRD}"
        f"/{kind}"
    )


def sends_odile(ats: Ats) -> None:
    """A candidate with an application for each of two jobs, and something written everywhere."""
    ats.sends_candidate("cand-1", person=ats.person(ODILE))
    for number, job in ((1, "JOB-1"), (2, "JOB-2")):
        ats.posts_job(job, f"Position {number}")
        ats.sends_application(f"app-{number}", candidate="cand-1", job=job, stages=["Interview"])
        writes(ats, below(f"app-{number}", "notes"), n={"note": f"Noted in {number}.", "author": ILSE})
        writes(
            ats,
            below(f"app-{number}", "interviewFeedback"),
            f={
                "interviewType": "PHONE_SCREEN",
                "interviewer": ILSE,
                "feedback": f"Heard in {number}.",
                "evaluations": [{"attribute": f"Skill {number}", "result": "4/5"}, {"attribute": "Humour"}],
                "atsCreatedAt": 1767603600000,
            },
        )
    writes(ats, f"{CANDIDATE}/notes", a={"note": "Prefers early shifts.", "author": ILSE, "atsCreatedAt": 1})


@pytest.mark.parametrize("place", ["indicator", "ats"])
def test_panel_and_tab_show_notes_and_feedback_of_each_process_and_notes_on_the_candidate(
    address: str, rosa: Recruiter, place: str
) -> None:
    sends_odile(Ats(address))

    panel = rosa.opens(f"people/{ODILE}/{place}")

    for number in (1, 2):
        assert f"Noted in {number}. Ilse Brandt" in panel.text
        assert (
            f"Phone screen Heard in {number}. Skill {number} 4/5 Humour no result Ilse Brandt" in panel.text
        )
    assert "Notes on the candidate Prefers early shifts. Ilse Brandt" in panel.text
    assert panel.all(datetime="2026-01-05T09:00:00Z")


def test_what_is_written_of_a_hidden_process_is_hidden_and_notes_on_the_candidate_are_not(
    address: str, rosa: Recruiter
) -> None:
    """M-31."""
    ats = Ats(address, open_to_all=False)
    sends_odile(ats)
    ats.lets_see("JOB-1", seat_member=10003)

    hers = rosa.opens(f"people/{ODILE}/indicator").text
    his = Recruiter(address, HANS).opens(f"people/{ODILE}/indicator").text
    theirs = Recruiter(address, MEI).opens(f"people/{ODILE}/indicator").text

    assert ("Noted in 1." in hers, "Heard in 1." in hers) == (True, True)
    assert ("Noted in 2." in hers, "Heard in 2." in hers, "Skill 2" in hers) == (False, False, False)
    assert ("Noted in 1." in his, "Heard in 1." in his) == (False, False)
    assert ["Prefers early shifts." in text for text in (hers, his, theirs)] == [True, True, False]


def test_a_new_note_shows_in_the_open_panel(address: str, rosa: Recruiter) -> None:
    ats = Ats(address)
    sends_odile(ats)
    [body] = rosa.opens(f"people/{ODILE}/indicator").all(id="indicator-body")
    again = body["hx-get"].removeprefix("/recruiter/")
    unchanged = rosa.http.get(again).status_code

    writes(ats, below("app-1", "notes"), m={"note": "Called back."})

    assert unchanged == 204
    assert "Called back." in rosa.opens(again).text


def test_newest_comes_first_and_markup_is_text(address: str) -> None:
    ats = Ats(address)
    sends_odile(ats)
    writes(
        ats,
        f"{CANDIDATE}/notes",
        b={"note": "<b>Bold</b>\nand a second line", "atsCreatedAt": 3},
        c={"note": "Between", "atsCreatedAt": 2},
        d={"note": "Of a far future", "atsCreatedAt": 2**62},
    )

    panel = Recruiter(address, ROSA).opens(f"people/{ODILE}/indicator")
    seen = ats.control("GET", "indicator", seat=str(ROSA), member=str(ODILE))

    assert "&lt;b&gt;Bold&lt;/b&gt;<br>and a second line" in panel.html
    [candidate] = seen["candidates"]
    assert [note["external_id"] for note in candidate["notes"]] == ["d", "b", "c", "a"]
    assert candidate["notes"][3] == {
        "external_id": "a", "text": "Prefers early shifts.", "author": "Ilse Brandt", "written_at": 1,
    }  # fmt: skip
    [process] = [one for one in seen["processes"] if one["external_id"] == "app-1"]
    assert process["feedback"][0]["evaluations"] == [
        {"attribute": "Skill 1", "result": "4/5"},
        {"attribute": "Humour", "result": ""},
    ]


def test_who_is_not_to_be_contacted_is_marked_on_the_profile_and_in_the_panel(
    address: str, rosa: Recruiter
) -> None:
    ats = Ats(address)
    ats.sends_candidate("cand-1", person=ats.person(ODILE))
    before = rosa.opens(f"people/{ODILE}").text
    ats.changes_candidate("cand-1", doNotContact=True)

    assert "Do not contact" not in before
    assert "Do not contact" in rosa.opens(f"people/{ODILE}").text
    assert "Do not contact" in rosa.opens(f"people/{ODILE}/indicator").text
    assert ats.control("GET", "indicator", seat=str(ROSA), member=str(ODILE))["do_not_contact"] is True


def test_the_candidates_address_in_the_ats_is_a_link_with_and_without_a_process(
    address: str, rosa: Recruiter
) -> None:
    ats = Ats(address)
    ats.sends_candidate("cand-1", person=ats.person(ODILE))
    link = "https://ats.example.org/c/cand-1"

    without = rosa.opens(f"people/{ODILE}/indicator").all(href=link)
    ats.posts_job("JOB-1", "Position")
    ats.sends_application("app-1", candidate="cand-1", job="JOB-1", stages=["Interview"])

    assert (len(without), len(rosa.opens(f"people/{ODILE}/indicator").all(href=link))) == (1, 1)


def sends_resume(ats: Ats, application_id: str, content: bytes, *, name: str) -> str:
    """The id of the file, tied to the application."""
    announced = {
        "contentType": "application/pdf",
        "fileName": name,
        "hiringContext": "urn:li:contract:90001",
        "usageParameters": {"recruiterSystemConnectResumeParameters": {}},
    }
    made = ats.http.post("/v2/hireMediaUrl", headers=ats.bearer, json=announced).json()["value"]
    sent = ats.http.put(
        made["uploadUrl"], headers={**ats.bearer, "Content-Type": "application/pdf"}, content=content
    )
    assert sent.status_code == 201, sent.text
    writes(ats, below(application_id, "resumes"), r={"media": made["mediaUrn"], "fileType": "PDF"})
    return str(made["mediaUrn"]).removeprefix("urn:li:media:")


def test_a_resume_is_a_download_for_whoever_sees_its_process(address: str, rosa: Recruiter) -> None:
    ats = Ats(address, open_to_all=False)
    sends_odile(ats)
    ats.lets_see("JOB-1", seat_member=10003)
    shown = sends_resume(ats, "app-1", b"%PDF-1.7 shown", name='Odile "Früh" <b>.pdf')
    hidden = sends_resume(ats, "app-2", b"%PDF-1.7 hidden", name="hidden.pdf")

    panel = rosa.opens(f"people/{ODILE}/indicator")
    file = rosa.http.get(f"people/{ODILE}/files/{shown}")
    others = [
        rosa.http.get(f"people/{ODILE}/files/{hidden}"),
        rosa.http.get(f"people/10012/files/{shown}"),
        rosa.http.get(f"people/{ODILE}/files/nothing"),
        Recruiter(address, HANS).http.get(f"people/{ODILE}/files/{shown}"),
        Recruiter(address, MEI).http.get(f"people/{ODILE}/files/{shown}"),
    ]

    assert panel.all(href=f"/recruiter/people/{ODILE}/files/{shown}")
    assert 'Résumés Odile "Früh" <b>.pdf PDF 14 bytes' in panel.text
    assert "hidden.pdf" not in panel.text
    assert (file.content, file.headers["Content-Type"]) == (b"%PDF-1.7 shown", "application/pdf")
    assert file.headers["Content-Disposition"].startswith("attachment; filename*=utf-8")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert [answer.status_code for answer in others] == [404] * 5
