"""Module 3: what comes from LinkedIn. Exports, the widget, closed accounts, pushes that go wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from rsc_certification.ats.protocol import Candidate, NewCandidate
from rsc_certification.evidence import Evidence
from rsc_certification.http import comes, stays_away, until
from rsc_certification.linkedin import seat_in_plugin
from rsc_certification.modules.connecting import connected
from rsc_certification.modules.sending import widget_shows
from rsc_certification.registry import runs
from rsc_certification.stage import SOON, Stage
from rsc_certification.windows import take_picture

_READING, _LOOKING = 40.0, 8.0
_A_DAY = 86_400
#: What an export can bring, as LinkedIn names it, and what a shared contact does.
EXPORT_FIELDS = (
    "member", "firstName", "lastName", "profileUrl", "headline", "location", "currentEmployerNames", "emailAddresses",
)  # fmt: skip
STUB_FIELDS = ("emailAddress", "phoneNumber")


@runs("RSC-301")
def one_click_export(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    with stage.listening(evidence):
        exported = stage.exported()
        evidence.did(
            f"A recruiter finds {exported.member.full_name}, opens the three dots and exports to {exported.job.code}."
        )
    applications = stage.ats.applications_of(exported.candidate)
    evidence.check(
        "The person appears as a candidate of the right job.",
        [each.job_id for each in applications] == [exported.job.id],
        f"{exported.candidate.full_name}: {[each.job_id for each in applications]}",
    )
    words = f"{exported.candidate.tags} {[each.source for each in applications]}"
    evidence.check("LinkedIn stands as the source.", "LinkedIn" in words, words)
    page = stage.ats.candidate_page(exported.candidate)
    take_picture(evidence, page, "The candidate in the ATS")
    shown = page.locator("main").inner_text()
    for name in (exported.member.full_name, exported.member.slug):
        evidence.check(f"What came of the export is shown: {name}.", name in shown or name in page.content())
    evidence.check(
        "The widget shows exactly that profile.",
        widget_shows(stage, evidence, exported.candidate, exported.member.full_name),
    )


@runs("RSC-302")
def documented_fields(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    stage.exported()
    written = stage.ats.documentation()
    evidence.did("The customer-facing documentation is read.")
    for title, names in (("One-Click Export", EXPORT_FIELDS), ("mail stubs", STUB_FIELDS)):
        missing = [name for name in names if f"`{name}`" not in written]
        evidence.check(
            f"It names the fields that come by {title}.",
            not missing,
            f"missing: {missing}" if missing else ", ".join(names),
        )
    said = stage.sandbox.said_since(0, client_id=stage.client_id, resource="exportedCandidates")
    evidence.keep(said[-1:])
    evidence.check(
        "An export was fetched: the list is of what comes.",
        any(each["status"] == HTTPStatus.OK for each in said),
    )


@runs("RSC-303")
def export_again(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    exported = stage.exported()
    other = stage.second_job()
    stage.ats.edit_candidate(exported.candidate, headline="Edited by hand in the ATS")
    evidence.did("The candidate is edited in the ATS.")
    with stage.listening(evidence):
        stage.recruiter(stage.ats.customer.recruiter).export(exported.member.id, code=other.code)
        evidence.did(f"The same person is exported to {other.code}.")
        wanted = {exported.job.id, other.id}
        evidence.check(
            "The candidate is attached to both jobs.",
            comes(
                lambda: {each.job_id for each in stage.ats.applications_of(exported.candidate)} >= wanted,
                seconds=SOON,
            ),
            [each.job_id for each in stage.ats.applications_of(exported.candidate)],
        )
    found = stage.ats.find(exported.member.last_name)
    evidence.check("The candidate is not duplicated.", len(found) == 1, [each.full_name for each in found])
    evidence.check(
        "What was edited is not lost.",
        found and found[0].headline == "Edited by hand in the ATS",
        found[0].headline,
    )
    take_picture(evidence, stage.ats.candidate_page(exported.candidate), "The candidate with both jobs")


@runs("RSC-304")
def linked_by_hand(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    member = stage.world.newcomer()
    candidate = stage.ats.add_candidate(
        NewCandidate("Invented", f"Nobody {member.last_name}", f"nobody{member.id}@nowhere.example"),
        stage.job(),
    )
    evidence.did("A candidate with an invented name and address is added in the ATS.")
    until(lambda: stage.sandbox.records("candidates", record_id=candidate.id), "LinkedIn has the candidate")
    page = stage.ats.widget_page(candidate)
    plugin = page.frame_locator("span.IN-widget iframe")
    plugin.get_by_role("heading", level=1).wait_for()
    mine = seat_in_plugin(plugin, stage.seat(stage.ats.customer.recruiter))
    if mine.count():
        mine.click()
    nobody = plugin.get_by_text("No profile found")
    # LinkedIn may still be looking for somebody when the page is opened.
    if not comes(nobody.count, seconds=_LOOKING):
        page.reload()
        nobody.wait_for()
    take_picture(evidence, page, "The widget finds nobody")
    with stage.listening(evidence):
        plugin.get_by_role("searchbox").fill(member.full_name)
        plugin.get_by_role("button", name="Search").click()
        plugin.get_by_role("button", name=f"Link {member.full_name}").first.click()
        plugin.get_by_role("heading", name=member.full_name).wait_for()
        evidence.did(f"In the widget the candidate is linked by hand to {member.full_name}.")
        page.reload()
        plugin.get_by_role("heading", level=1).wait_for()
        evidence.check(
            "After a refresh the chosen profile is still shown.",
            comes(
                lambda: member.full_name in plugin.get_by_role("heading", level=1).inner_text(), seconds=15
            ),
        )
        take_picture(evidence, page, "After a refresh")
        urn = stage.sandbox.get("persons", client_id=stage.client_id)["persons"][str(member.id)]
        evidence.check(
            "LinkedIn keeps the link.",
            comes(lambda: _linked(stage, candidate) == member.id, seconds=SOON),
            urn,
        )
    words = stage.ats.why_not_there(candidate)
    evidence.check(
        "The ATS keeps it with the candidate.", "chosen by hand" in words or urn in words, words[:200]
    )


def _linked(stage: Stage, candidate: Candidate) -> int:
    rows = stage.sandbox.records("candidates", record_id=candidate.id)
    return int(rows[0]["manual_member_id"] or 0) if rows else 0


@runs("RSC-305")
def widget_signed_out(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    exported = stage.exported()
    page = stage.ats.widget_page(exported.candidate, fresh=True)
    plugin = page.frame_locator("span.IN-widget iframe")
    heading = plugin.get_by_role("heading", level=1)
    heading.wait_for()
    evidence.did("The candidate's widget is opened in a browser that is not signed in to LinkedIn.")
    take_picture(evidence, page, "Signed out of LinkedIn")
    evidence.check(
        "The widget asks to sign in.", "Sign in to LinkedIn" in heading.inner_text(), heading.inner_text()
    )
    seat_in_plugin(plugin, stage.seat(stage.ats.customer.recruiter)).click()
    until(
        lambda: exported.member.full_name in heading.inner_text(), "the profile after signing in", seconds=15
    )
    evidence.did("Signed in; the widget is opened again.")
    page.reload()
    heading.wait_for()
    comes(lambda: _overhang(page) == [], seconds=5)
    take_picture(evidence, page, "Signed in to LinkedIn")
    evidence.check("The widget fits the page, also where it scrolls.", not _overhang(page), _overhang(page))
    page.set_viewport_size({"width": 400, "height": 800})
    comes(lambda: _overhang(page) == [], seconds=5)
    evidence.check("So it does on a narrow window.", not _overhang(page), _overhang(page))
    page.context.close()


def _overhang(page: Any) -> list[str]:
    """What does not fit: the page, the frame on it, or what is in the frame."""
    found = []
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    if page.evaluate(wide):
        found.append("the page scrolls sideways")
    frame = page.frames[1]
    if frame.evaluate(wide):
        found.append("the widget scrolls sideways")
    height = float(
        page.evaluate("document.querySelector('span.IN-widget iframe').getBoundingClientRect().height")
    )
    if float(frame.evaluate("document.body.getBoundingClientRect().height")) > height + 1:
        found.append("the widget is cut off below")
    return found


@runs("OUR-M3-c")
def closed_account(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    exported = stage.export(stage.job())
    with stage.listening(evidence):
        stage.sandbox.post(f"members/{exported.member.id}/close")
        evidence.did("A member who was exported closes the LinkedIn account.")
        stage.ats.ask_linkedin_now()
        evidence.did("The ATS is asked to look, as it does by itself once a day.")
        evidence.check(
            "The customer is told who has left.",
            comes(lambda: exported.member.last_name in stage.ats.closed_accounts(), seconds=_READING),
            stage.ats.closed_accounts()[:300],
        )
    take_picture(evidence, stage.windows.window(stage.ats.customer.admin.email), "Closed accounts")


@runs("OUR-M3-d")
def pushes_that_go_wrong(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    mine = {"client_id": stage.client_id, "resource": "EXPORT_CANDIDATE_PROFILE"}
    job = stage.job()
    before = stage.sandbox.latest_entry()
    with stage.listening(evidence):
        stage.sandbox.post("faults", kind="push_twice", times=1, **mine)
        twice = stage.export(job)
        stage.sandbox.post("faults", kind="push_outage", times=1, **mine)
        evidence.did("A push is sent twice; another does not reach the ATS and is sent again.")
        pushed = {"client_id": stage.client_id, "kind": "push", "resource": mine["resource"]}
        until(lambda: len(stage.sandbox.said_since(before, **pushed)) > 1, "both pushes are answered")
        found = stage.ats.find(twice.member.last_name)
        evidence.check(
            "Delivered twice, there is one candidate with one application.",
            len(found) == 1 and len(stage.ats.applications_of(found[0])) == 1,
            [each.full_name for each in found],
        )
        late = stage.world.newcomer()
        request = _export_by_script(stage, late.id, job.id)
        evidence.check(
            "Undelivered, nothing is there yet.",
            stays_away(lambda: stage.ats.find(late.last_name), seconds=1.5),
        )
        stage.sandbox.post(f"push/{request}/again")
        evidence.check(
            "Sent again, the candidate is there.", comes(lambda: stage.ats.find(late.last_name), seconds=SOON)
        )
    expired = stage.world.newcomer()
    limits = stage.sandbox.get("limits")
    stage.sandbox.post("limits", push_expiry_seconds=1)
    try:
        stage.sandbox.post(
            "faults",
            kind="status",
            status=503,
            times=1,
            resource="exportedCandidates",
            client_id=stage.client_id,
        )
        _export_by_script(stage, expired.id, job.id)
        evidence.did("LinkedIn fails once, and the id of the push has expired when the ATS asks again.")
        evidence.check(
            "The ATS reports that it came too late.",
            comes(
                lambda: (
                    "xpired" in stage.ats.refused_exports() or "did not know" in stage.ats.refused_exports()
                ),
                seconds=SOON,
            ),
            stage.ats.refused_exports()[:400],
        )
        take_picture(evidence, stage.windows.window(stage.ats.customer.admin.email), "What the ATS reports")
    finally:
        stage.sandbox.post("limits", push_expiry_seconds=limits.get("push_expiry_seconds", _A_DAY))
    evidence.check("Nobody was made of it.", not stage.ats.find(expired.last_name))


def _export_by_script(stage: Stage, member: int, job_id: str) -> str:
    seat = stage.seat(stage.ats.customer.recruiter)
    made = stage.sandbox.post("exports", seat=seat, member=member, job=job_id, client_id=stage.client_id)
    return str(made["request_id"])
