"""The admin's page of posted jobs: how they stand, and asking for them once more."""

from __future__ import annotations

import re

import httpx2
from tests.linkedin_sandbox.apply_cast import post, posting, status_of
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import PARENT
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
    assert "0 of 10 job slots taken" in asked.text
    assert "Asked for 2 jobs" in after
    assert "1 came in time, 0 late, 1 not yet" in re.sub(r"\s+", " ", after)


def test_a_world_without_an_ats_says_so(sandbox: Server) -> None:
    with browser(sandbox) as admin:
        page = admin.get("/recruiter/operator/jobs")
        unknown = admin.get("/recruiter/operator/jobs/7/again")

    assert "No ATS has made an application here yet." in page.text
    assert unknown.status_code == 405
