"""The admin's page of posted jobs: how they stand, and asking for them once more."""

from __future__ import annotations

import re

import httpx2
from tests.linkedin_sandbox.apply_cast import post, posting, status_of
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import CONTRACT_URN, PARENT
from tests.linkedin_sandbox.server import Server, until


def browser(sandbox: Server) -> httpx2.Client:
    return httpx2.Client(base_url=f"http://127.0.0.1:{sandbox.port}", timeout=30, follow_redirects=True)


def presses_again(admin: httpx2.Client) -> httpx2.Response:
    page = admin.get("/recruiter/operator/jobs").text
    [address] = re.findall(r'action="(/recruiter/operator/jobs/\d+/again)"', page)
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
    return admin.post(address, data={"csrfmiddlewaretoken": token})


def test_the_admin_sees_how_jobs_stand_and_asks_for_them_again(sandbox: Server, callback: Callback) -> None:
    ats = sandbox.customer()
    callback.secret = PARENT[1]
    post(ats, posting(), posting("POS-43", location="Wels,Austria"))
    status_of(ats)

    with browser(sandbox) as admin:
        without = presses_again(admin)
        sandbox.post("webhooks", url=callback.url, events=["RESYNC_JOBS"])
        asked = presses_again(admin)
        until(lambda: callback.came)
        post(ats, posting(jobPostingOperationType="UPDATE"))
        status_of(ats)
        after = admin.get("/recruiter/operator/jobs").text

    assert without.status_code == 422
    assert "register one in the portal first" in without.text
    assert ("POS-42" in asked.text, "Wels,Austria" in asked.text) == (True, True)
    assert "Welding Robot Technician" in asked.text
    assert "0 of 10 job slots taken" in asked.text
    assert "Asked for 2 jobs" in after
    assert "1 came in time, 0 late, 1 not yet" in re.sub(r"\s+", " ", after)


def test_a_world_without_an_ats_says_so(sandbox: Server) -> None:
    with browser(sandbox) as admin:
        page = admin.get("/recruiter/operator/jobs")
        unknown = admin.get("/recruiter/operator/jobs/7/again")

    assert "No ATS is connected with this company yet." in page.text
    assert unknown.status_code == 405


def test_many_jobs_are_shown_page_by_page(sandbox: Server) -> None:
    ats = sandbox.customer()
    post(ats, *(posting(f"POS-{number}") for number in range(30)))
    status_of(ats, "POS-0")

    with browser(sandbox) as admin:
        first = admin.get("/recruiter/operator/jobs").text
        [following] = re.findall(r'href="(\?ats=[^"]+)"', first)
        second = admin.get(f"/recruiter/operator/jobs{following.replace('&amp;', '&')}").text
        number = re.findall(r"ats=(\d+)", following)[0]
        odd = admin.get(f"/recruiter/operator/jobs?ats={number}&before=x")

    jobs = [set(re.findall(r">(POS-\d+)<", page)) for page in (first, second)]
    assert [len(one) for one in jobs] == [25, 5]
    assert len(jobs[0] | jobs[1]) == 30
    assert odd.status_code == 404
    assert "The address of this page is not whole." in odd.text


def test_a_promoted_job_and_its_slot_are_seen(sandbox: Server) -> None:
    ats = sandbox.customer()
    promoted = {
        "listingType": "PREMIUM",
        "contract": CONTRACT_URN,
        "posterEmail": "rosa.lind@bluebird.example",
    }
    post(ats, posting(**promoted))
    status_of(ats)

    with browser(sandbox) as admin:
        page = admin.get("/recruiter/operator/jobs").text

    assert "★ PROMOTED" in page
    assert "1 of 10 job slots taken, 9 free" in re.sub(r"\s+", " ", page)
