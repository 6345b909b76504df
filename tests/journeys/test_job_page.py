"""A member applies on LinkedIn's job page, and a recruiter sees the applicant's highlights in the ATS."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect
from tests.journeys.framed import Widget, sit
from tests.journeys.looks import wrong_with
from tests.linkedin_sandbox.apply_cast import choice, configuration, open_job, usual_questions
from tests.linkedin_sandbox.records import CONTEXT
from tests.linkedin_sandbox.server import until
from tests.linkedin_sandbox.widget_cast import WORLD_WITH_ADA, allow

HIGHLIGHTS = '<script type="IN/{kind}" data-li-job-application-id="{id}" data-integration-context="{context}"></script>'


@pytest.fixture
def offered(linkedin, callback, site):
    """Bluebird's ATS and the number of its public job, with questions of every kind."""
    linkedin.post("reset", **WORLD_WITH_ADA)
    questions = usual_questions() | {
        "coverLetterQuestions": {"textCoverLetterQuestionRequirement": "OPTIONAL"},
        "workQuestions": {"workExperienceQuestionSet": {"minRequired": 1, "repeatLimit": 2}},
        "voluntarySelfIdentificationQuestions": {
            "disabilityQuestionRequirement": "SKIP",
            "raceQuestionRequirement": "SKIP",
            "veteranStatusQuestionRequirement": "SKIP",
        },
    }
    shift = choice("shift", "day", "night")
    details = shift["questionDetails"]["multipleChoiceQuestionDetails"]
    details["preferredFormComponent"] = "DROPDOWN"
    questions["additionalQuestions"]["customQuestionSets"].append({"questions": [shift]})
    ats, number = open_job(
        linkedin, callback, onsiteApplyConfiguration=configuration(callback.url, **questions)
    )
    allow(linkedin, ats, site.origin)
    return ats, number


def test_noor_applies_and_rosa_sees_her_highlights(page, offered, linkedin, callback, site, new_page):
    """M-37."""
    ats, _number = offered
    page.goto(f"http://127.0.0.1:{linkedin.port}/jobs/")
    assert wrong_with(page) == []
    page.get_by_role("link", name="Welding Robot Technician").click()
    assert wrong_with(page) == []
    page.get_by_role("link", name="Apply on LinkedIn").click()
    assert wrong_with(page) == []
    page.get_by_role("button", name="I am Noor Haddad").click()

    expect(page.get_by_label("First name")).to_have_value("Noor")
    expect(page.get_by_label("permit-until")).to_be_hidden()
    assert wrong_with(page) == []
    page.get_by_label("Job title").fill("Service Technician")
    page.get_by_role("button", name="Add another to Work experience").click()
    expect(page.get_by_label("Job title")).to_have_count(2)
    page.get_by_role("button", name="Take the last away from Work experience").click()
    expect(page.get_by_label("Job title")).to_have_value("Service Technician")

    page.get_by_label("From").fill("last year")
    page.get_by_role("group", name="Tell us: work-permit").get_by_label("Yes").check()
    expect(page.get_by_label("permit-until")).to_be_visible()
    page.get_by_label("permit-until").fill("2031")
    page.get_by_role("group", name="Gender").get_by_label("I prefer not to say").check()
    page.get_by_label("Tell us: shift").select_option(label="Night")
    page.get_by_role("button", name="Résumé").set_input_files(
        {"name": "noor.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 Noor"}
    )
    page.get_by_label("may have my answers").check()
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_role("alert")).to_contain_text("“Dates of employment” is a month such as 2021-03.")
    assert wrong_with(page) == []
    assert callback.came == []

    page.get_by_label("From").fill("2024-02")
    page.get_by_role("button", name="Résumé").set_input_files(
        {"name": "noor.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 Noor"}
    )
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_role("status")).to_contain_text("your application is on its way to Bluebird Foods")
    assert wrong_with(page) == []

    [(_headers, raw)] = until(lambda: callback.came)
    made = json.loads(raw)
    assert made["questionResponses"]["contactInformationQuestionResponses"]["firstNameAnswer"] == {
        "value": "Noor"
    }
    for kind in ("ApplicantHighlights", "FullProfile"):
        at_the_ats = new_page()
        content = HIGHLIGHTS.format(kind=kind, id=made["jobApplicationId"], context=CONTEXT)
        at_the_ats.goto(site.show(content, api_key=ats.client_id))
        widget = Widget(at_the_ats)
        sit(widget, "Rosa Lind")
        widget.says("Noor Haddad").looks_well()
