"""The job's page at LinkedIn: who sees it, what is asked, and what the ATS then gets."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest
from tests.linkedin_sandbox.apply_cast import choice, configuration, open_job, post, posting, task_of
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.console_cast import Page
from tests.linkedin_sandbox.records import NOOR, ODILE
from tests.linkedin_sandbox.server import Server, until
from tests.linkedin_sandbox.widget_cast import opened

PDF = ("noor.pdf", b"%PDF-1.4 Noor", "application/pdf")
USUAL = {
    "contact.rounds": "1",
    "contact.0.firstName": "Noor",
    "contact.0.lastName": "Haddad",
    "contact.0.email": "noor.haddad@example.org",
    "contact.0.cellphoneNumber": "+43 660 5550142",
    "resume.rounds": "1",
    "additional-0.rounds": "1",
    "additional-0.0.work-permit": "yes",
    "additional-0.0.permit-until": "2030",
    "additional-0.0.why": "Röbots",
    "consent": "yes",
}


class Applicant:
    """A member with a browser at LinkedIn's job pages."""

    def __init__(self, server: Server, number: int, member: int = NOOR) -> None:
        self.browser = opened(server)
        self.address = f"/jobs/view/{number}"
        self.browser.get(f"{self.address}/apply")
        self.posts("apply", act="choose", member=str(member))

    def opens(self, path: str = "") -> Page:
        answer = self.browser.get(f"{self.address}/{path}".rstrip("/"))
        assert answer.status_code == 200, answer.text
        return Page(answer.text)

    def posts(self, path: str, *, files: dict[str, Any] | None = None, **form: str) -> httpx2.Response:
        fields = {"csrfmiddlewaretoken": self.browser.cookies["sandbox_csrf"]} | form
        answer = self.browser.post(f"{self.address}/{path}", data=fields, files=files)
        assert answer.status_code < 500, answer.text
        return answer

    def applies(self, *, resume: Any = PDF, **changes: str) -> httpx2.Response:
        files = {"resume.0.resume": resume} if resume else {"nothing": ("", b"")}
        return self.posts("apply", files=files, **(USUAL | changes))


@pytest.fixture
def number(sandbox: Server, callback: Callback) -> int:
    _ats, number = open_job(sandbox, callback)
    return number


def came(callback: Callback) -> dict[str, Any]:
    [(_headers, raw)] = until(lambda: callback.came)
    body: dict[str, Any] = json.loads(raw)
    return body


def test_open_public_jobs_are_listed_and_found_by_title(sandbox: Server, number: int) -> None:
    browser = opened(sandbox)

    assert "Welding Robot Technician" in browser.get("/jobs/?q=robot").text
    assert "No job is open to members" in browser.get("/jobs/?q=baker").text
    assert browser.get("/jobs/?after=x&q=%00").status_code == 200


def test_a_job_is_shown_with_its_company_and_a_way_to_apply(sandbox: Server, number: int) -> None:
    page = Page(opened(sandbox).get(f"/jobs/view/{number}").text)

    assert "Bluebird Foods" in page.text
    assert "three plants" in page.text
    assert "Apply on LinkedIn" in page.text


def test_a_description_brings_no_script_and_no_style(sandbox: Server, callback: Callback) -> None:
    text = (
        "<script>alert(1)</script><p onclick=x style='color:red'>We weld & <b>teach</b>.</p>"
        + "Robots. " * 30
    )
    _ats, number = open_job(sandbox, callback, description=text)

    answer = opened(sandbox).get(f"/jobs/view/{number}")

    assert "alert(1)" not in answer.text
    assert "style=" not in answer.text
    assert "<p>We weld &amp; <b>teach</b>.</p>" in answer.text
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("number", ["1", "9" * 30])
def test_a_job_that_is_not_there_is_told_in_a_sentence(sandbox: Server, number: str) -> None:
    answer = opened(sandbox).get(f"/jobs/view/{number}")

    assert answer.status_code == 404
    assert "There is no job" in answer.text


def test_a_job_for_the_ats_alone_is_no_members_business(sandbox: Server, callback: Callback) -> None:
    ats, _number = open_job(sandbox, callback)
    hidden = task_of(ats, post(ats, posting("POS-43", availability="PRIVATE_TO_ATS_INTEGRATION")))

    answer = opened(sandbox).get(f"/jobs/view/{hidden['jobPosting'].rpartition(':')[2]}")

    assert answer.status_code == 404


def test_without_questions_one_applies_at_the_company(sandbox: Server) -> None:
    ats = sandbox.customer()
    number = task_of(ats, post(ats, posting()))["jobPosting"].rpartition(":")[2]

    page = Page(opened(sandbox).get(f"/jobs/view/{number}").text)

    assert page.all(href="https://jobs.example.org/POS-42/apply")
    assert "Apply on LinkedIn" not in page.text


def test_whoever_applies_says_first_who_that_is(sandbox: Server, number: int) -> None:
    browser = opened(sandbox)

    assert "choose who you are" in browser.get(f"/jobs/view/{number}/apply").text
    assert "Odile Marchetti" in browser.get(f"/jobs/view/{number}/apply?q=odile").text


def test_the_form_begins_with_the_profile(sandbox: Server, number: int) -> None:
    page = Applicant(sandbox, number).opens("apply")

    assert page.all(name="contact.0.firstName", value="Noor")
    assert page.all(name="contact.0.email", value="noor.haddad@example.org")
    assert page.all(name="resume.0.resume", type="file", required="")
    assert page.all(**{"data-shown-if": "additional-0.0.work-permit", "data-shown-for": "yes"})


def test_noor_applies_and_the_ats_gets_what_she_wrote(
    sandbox: Server, callback: Callback, number: int
) -> None:
    noor = Applicant(sandbox, number)

    assert noor.applies().status_code == 302

    body = came(callback)
    assert body["externalJobId"] == "POS-42"
    responses = body["questionResponses"]
    assert responses["contactInformationQuestionResponses"]["firstNameAnswer"] == {"value": "Noor"}
    assert responses["resumeQuestionResponses"]["resumeQuestionAnswer"]["mediaUrl"]
    assert "Röbots" in json.dumps(responses, ensure_ascii=False)
    assert "your application is on its way" in noor.opens().text


def test_the_same_member_does_not_apply_twice(sandbox: Server, callback: Callback, number: int) -> None:
    noor = Applicant(sandbox, number)
    noor.applies()
    came(callback)

    again = noor.applies()

    assert again.status_code == 302
    assert again.headers["Location"] == f"/jobs/view/{number}"
    assert len(callback.came) == 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"consent": ""}, "Say that Bluebird Foods may have your answers."),
        ({"contact.0.email": "nobody"}, "is not an e-mail address"),
        ({"contact.0.cellphoneNumber": "12"}, "is a number such as +33 612345678"),
        ({"additional-0.0.work-permit": ""}, "has to be answered"),
        ({"additional-0.0.permit-until": "soon"}, "is a whole number"),
        ({"additional-0.0.permit-until": "2020"}, "is at least 2026"),
        ({"additional-0.0.why": "x" * 41}, "takes at most 40 characters"),
        ({"additional-0.0.work-permit": "perhaps"}, "has no choice"),
        ({"resume": None}, "“Résumé” has to be answered"),
        ({"resume": ("noor.exe", b"MZ", "application/x-msdownload")}, "takes doc, docx, pdf"),
        ({"resume": ("noor.pdf", b"x" * (2 * 1024 * 1024 + 1), "application/pdf")}, "takes at most 2048 KB"),
    ],
)
def test_what_is_not_answered_well_is_said_beside_what_was_typed(
    sandbox: Server, callback: Callback, number: int, changes: dict[str, Any], expected: str
) -> None:
    answer = Applicant(sandbox, number).applies(**changes)

    assert answer.status_code == 422
    page = Page(answer.text)
    assert expected in page.text
    assert page.all(name="contact.0.lastName", value="Haddad")
    assert callback.came == []


def test_a_file_is_asked_for_once_more_by_its_name(sandbox: Server, number: int) -> None:
    answer = Applicant(sandbox, number).applies(consent="")

    assert "Choose “noor.pdf” once more." in Page(answer.text).text


def test_a_question_that_depends_on_another_answer_is_not_demanded(
    sandbox: Server, callback: Callback, number: int
) -> None:
    odile = Applicant(sandbox, number, ODILE)

    answer = odile.applies(**{"additional-0.0.work-permit": "no", "additional-0.0.permit-until": ""})

    assert answer.status_code == 302
    assert "permit-until" not in json.dumps(came(callback))


def test_jobs_held_before_are_added_one_by_one_and_taken_away(sandbox: Server, callback: Callback) -> None:
    questions = {"workQuestions": {"workExperienceQuestionSet": {"minRequired": 0, "repeatLimit": 2}}}
    _ats, number = open_job(
        sandbox, callback, onsiteApplyConfiguration=configuration(callback.url, **questions)
    )
    noor = Applicant(sandbox, number)
    form = {name: value for name, value in USUAL.items() if name.startswith(("contact", "consent"))}
    assert not noor.opens("apply").all(name="work.0.title")

    one = Page(noor.posts("apply", act="more:work", **form, **{"work.rounds": "0"}).text)
    assert one.all(name="work.0.title")
    held = {"work.0.title": "Welder", "work.0.employmentDates.start": "2020-02"}
    two = Page(noor.posts("apply", act="more:work", **form, **held, **{"work.rounds": "1"}).text)
    assert two.all(name="work.0.title", value="Welder")
    assert two.all(name="work.1.title")
    assert not two.all(name="act", value="more:work")
    back = Page(noor.posts("apply", act="fewer:work", **form, **held, **{"work.rounds": "2"}).text)
    assert not back.all(name="work.1.title")

    assert noor.posts("apply", **form, **held, **{"work.rounds": "1"}).status_code == 302
    assert "Welder" in json.dumps(came(callback))


def test_several_choices_and_self_identification_are_read(sandbox: Server, callback: Callback) -> None:
    tools = choice("tools", "mig", "tig", "laser")
    details = tools["questionDetails"]["multipleChoiceQuestionDetails"]
    details |= {"preferredFormComponent": "CHECKBOXES", "selectMultiple": True}
    questions = {
        "voluntarySelfIdentificationQuestions": {},
        "additionalQuestions": {"customQuestionSets": [{"questions": [tools]}]},
    }
    _ats, number = open_job(
        sandbox, callback, onsiteApplyConfiguration=configuration(callback.url, **questions)
    )
    noor = Applicant(sandbox, number)
    form: dict[str, Any] = {
        name: value for name, value in USUAL.items() if name.startswith(("contact", "consent"))
    }
    own = {
        f"selfIdentification.0.{name}": "DECLINED"
        for name in ("disability", "gender", "race", "veteranStatus")
    }

    answer = noor.posts(
        "apply",
        **form,
        **own,
        **{
            "selfIdentification.rounds": "1",
            "additional-0.rounds": "1",
            "additional-0.0.tools": ["mig", "laser"],
        },
    )

    assert answer.status_code == 302, Page(answer.text).text
    text = json.dumps(came(callback))
    assert '["mig", "laser"]' in text
    assert text.count("DECLINED") == 4


def test_a_closed_job_says_so(sandbox: Server, callback: Callback) -> None:
    ats, number = open_job(sandbox, callback)
    noor = Applicant(sandbox, number)
    task_of(ats, post(ats, posting(jobPostingOperationType="CLOSE")))

    answer = noor.applies()

    assert answer.status_code == 302
    assert "does not accept applications for this job any more" in noor.opens().text
    assert callback.came == []
