"""Applicant highlights and full profile: what LinkedIn shows of an applicant inside the ATS."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.apply_cast import applies, open_job
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import CONTEXT, NOOR, PARKED_SEAT
from tests.linkedin_sandbox.server import Ats, Server
from tests.linkedin_sandbox.widget_cast import FULL_PROFILE, HIGHLIGHTS, PAGE, Frame, allow

BOTH = pytest.mark.parametrize("path", [HIGHLIGHTS, FULL_PROFILE])


@pytest.fixture
def ats(sandbox: Server, callback: Callback) -> Ats:
    ats, _number = open_job(sandbox, callback)
    allow(sandbox, ats, PAGE)
    return ats


def widget(server: Server, ats: Ats, path: str, **attributes: str) -> Frame:
    return Frame(server, ats, path, **({"integration_context": CONTEXT} | attributes))


@BOTH
@pytest.mark.parametrize("form", ["{}", "urn:li:jobApplication:{}"])
def test_who_applied_through_linkedin_is_shown(
    sandbox: Server, callback: Callback, path: str, form: str
) -> None:
    ats, number = open_job(sandbox, callback)
    allow(sandbox, ats, PAGE)
    made = applies(sandbox, number)
    id_ = made.body["urn"].rpartition(":")[2]

    frame = widget(sandbox, ats, path, li_job_application_id=form.format(id_)).sit()

    assert "Noor Haddad" in frame.text
    assert "Applied on LinkedIn for Welding Robot Technician" in frame.text


@BOTH
@pytest.mark.parametrize("id_", ["urn:li:jobApplication:1", "x", "9" * 30, "urn:li:person:1"])
def test_an_application_that_is_not_there_shows_nobody(
    sandbox: Server, ats: Ats, path: str, id_: str
) -> None:
    assert "shows nobody" in widget(sandbox, ats, path, li_job_application_id=id_).sit().text


def test_another_customers_application_shows_nobody(sandbox: Server, callback: Callback) -> None:
    ats, number = open_job(sandbox, callback)
    made = applies(sandbox, number)
    other = sandbox.provision("bluebird-2")
    allow(sandbox, other, PAGE)

    frame = widget(sandbox, other, HIGHLIGHTS, li_job_application_id=made.body["urn"]).sit()

    assert ats.client_id != other.client_id
    assert "shows nobody" in frame.text


@pytest.mark.parametrize(
    ("email", "is_shown"), [("Noor.Haddad@example.org", True), ("odile@example.org", False), ("", False)]
)
def test_who_came_another_way_is_known_by_address_and_email_together(
    sandbox: Server, ats: Ats, email: str, *, is_shown: bool
) -> None:
    frame = widget(
        sandbox, ats, HIGHLIGHTS, profile_url="https://www.linkedin.com/in/demo-noor-h", email=email
    ).sit()

    assert ("Noor Haddad" in frame.text) is is_shown


def test_it_needs_somebody_to_name_and_a_licence(sandbox: Server, ats: Ats) -> None:
    assert "data-li-job-application-id" in widget(sandbox, ats, HIGHLIGHTS).sit().text
    parked = widget(sandbox, ats, HIGHLIGHTS, li_job_application_id="1").sit(PARKED_SEAT)
    assert "Your seat is parked" in parked.text


def test_skills_that_the_job_asks_for_are_marked(sandbox: Server, callback: Callback) -> None:
    sandbox.post(
        "seed",
        members=[{"id": NOOR, "slug": "demo-noor-h", "first_name": "Noor", "last_name": "Haddad", "skills": ["Baking", "Robots"], "email": "noor.haddad@example.org"}],
    )  # fmt: skip
    ats, number = open_job(sandbox, callback)
    allow(sandbox, ats, PAGE)
    made = applies(sandbox, number)

    frame = widget(sandbox, ats, HIGHLIGHTS, li_job_application_id=made.body["urn"]).sit()

    assert "Robots asked for" in frame.text
    assert "Baking asked for" not in frame.text
