"""What happens in the sandbox whose console is looked at by itself? A little of everything, by plain HTTP.

No Recruit stands behind it: an ATS of a few calls has posted positions and knows Odile and Pavel.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from playwright.sync_api import Locator, Page, expect
from tests.linkedin_sandbox.console_cast import BLUEBIRD, HANS, ROSA, AsMember, Ats, Recruiter

from linkedin_sandbox.world.seeding.seeds import generate_world

ODILE, PAVEL, PIM = 10010, 10012, 99001
ILSE = {"firstName": "Ilse", "lastName": "Brandt"}
LONG = "Coordination of Maintenance, Refrigeration and Packaging Machinery (Night Shift), Upper Austria"


@dataclass
class Scene:
    """Addresses that are known only once the scene has been played."""

    url: str
    places: dict[str, str] = field(default_factory=dict)


def play(url: str, seed: Callable[..., object]) -> Scene:
    """Fill an empty sandbox that answers at ``url``."""
    seed("reset", **generate_world(members=80))
    seed("seed", members=[
        {"id": PIM, "slug": "pim-zwart", "first_name": "Pim", "last_name": "Zwart", "exportable": False},
    ])  # fmt: skip
    seed("seed", seats=[{"id": HANS, "contract": 90001, "member": 10004, "state": "PARKED"}])
    scene = Scene(url)
    rosa, odile = Recruiter(url, ROSA), AsMember(url, ODILE)
    _play_ats(Ats(url), rosa)
    _play_mail(scene, rosa, odile)
    _play_folders(scene, rosa)
    return scene


def _play_ats(ats: Ats, rosa: Recruiter) -> None:
    ats.posts_job("JOB-1", "Plant Engineer", code="4711")
    ats.posts_job("JOB-2", LONG, code="4712", workplace="Hybrid")
    for member, candidate in ((ODILE, "cand-1"), (PAVEL, "cand-2")):
        ats.sends_candidate(candidate, person=ats.person(member))
        ats.sends_application(
            f"old-{candidate}", candidate=candidate, job="JOB-1", stages=["Application review", "Rejected"]
        )
    ats.sends_application(
        "new", candidate="cand-1", job="JOB-2", name=LONG, stages=["Application review", "Interview on site"]
    )
    below = f"/v2/atsApplications/atsJobApplicationId=new&dataProvider=ATS&integrationContext={BLUEBIRD}"
    _writes(ats, f"{below}/notes", {"note": "Asked for the early shift.", "author": ILSE})
    _writes(ats, f"{below}/interviewFeedback", {
        "interviewType": "PHONE_SCREEN",
        "interviewer": ILSE,
        "feedback": "Knows every valve by its first name.",
        "evaluations": [{"attribute": "Refrigeration", "result": "4/5"}, {"attribute": "Humour"}],
        "atsCreatedAt": 1767603600000,
    })  # fmt: skip
    ats.posts_job("JOB-3", "Lab Chemist", code="4713")
    ats.lets_see("JOB-3", seat_member=10003)
    ats.sends_application(
        "third", candidate="cand-2", job="JOB-3", name="Lab Chemist", stages=["Screening", "Offer"]
    )
    rosa.exports(PAVEL, job="JOB-2")


def _writes(ats: Ats, path: str, record: dict[str, object]) -> None:
    ats._send("PUT", f"{path}?ids=one", "batch_update", {"entities": {"one": record}})


def _play_mail(scene: Scene, rosa: Recruiter, odile: AsMember) -> None:
    answered = rosa.writes(ODILE, subject=LONG, body="Dear Odile,\n\nwould you talk with us about it?")
    odile.posts(f"member/inbox/{answered}", body="Gladly, next week.", share="1", email="o@people.example")
    declined = rosa.writes(ODILE, subject="And another one", body="Dear Odile, or this?")
    odile.posts(f"member/inbox/{declined}/decline")
    scene.places["answered"] = f"inmail/{answered}"
    scene.places["declined"] = f"inmail/{declined}"
    asked = rosa.writes(PAVEL, subject="Cold store lead", body="Dear Pavel,\nwould you like to move?")
    scene.places["asked"] = f"member/inbox/{asked}"


def _play_folders(scene: Scene, rosa: Recruiter) -> None:
    rosa.posts(
        f"people/{ODILE}/notes", content="Open to relocation.\nHas two dogs.", visibility="ORGANIZATION"
    )
    rosa.posts(f"people/{ODILE}/notes", content="Ask about the dogs.", visibility="PRIVATE")
    made = rosa.posts("projects", name="Plant engineers in Linz").headers["Location"]
    scene.places["project"] = made.removeprefix("/recruiter/")
    for member in (ODILE, PAVEL):
        rosa.posts(f"people/{member}/projects/save", project=made.rsplit("/", 1)[1])


Steps = Callable[[Page], None]


@dataclass(frozen=True)
class Look:
    """``path`` is below /recruiter/, or a place of the scene; ``then`` is what one does there; ``as_`` is a member."""

    name: str
    path: str
    then: Steps | None = None
    as_: int = ODILE
    seat: int = ROSA


def three_dots(page: Page) -> None:
    page.get_by_role("button", name="More actions for").first.click()
    expect(page.get_by_role("menu")).to_be_visible()


def window(page: Page) -> None:
    three_dots(page)
    page.get_by_role("menuitem", name="Export to ATS").click()
    expect(page.get_by_role("dialog", name="Export to your ATS")).to_be_visible()


def positions(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Positions").get_by_role("option")


def offered(page: Page) -> None:
    window(page)
    page.get_by_role("combobox", name="Public Job Name").press_sequentially("en")
    expect(positions(page).first).to_be_visible()


def wrong_email(page: Page) -> None:
    offered(page)
    positions(page).first.click()
    page.get_by_label("E-mail").fill("nobody at home")
    page.get_by_role("button", name="Export", exact=True).click()
    expect(page.get_by_text("is not an e-mail address")).to_be_visible()


def exported(page: Page) -> None:
    offered(page)
    positions(page).first.click()
    page.get_by_role("button", name="Export", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("Sent to")


def drawer(page: Page) -> None:
    page.get_by_role("button", name="In ATS").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def sent_empty(label: str, button: str, page: Page) -> None:
    """A blank passes the browser's own check, and is refused by the server."""
    for place in (
        page.get_by_role("main").locator("input[required]:visible, textarea[required]:visible").all()
    ):
        place.fill(" ")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("alert").filter(has_text=label)).to_be_visible()


def deleted(page: Page) -> None:
    page.get_by_role("button", name="Delete").first.click()
    expect(page.locator("#toasts").get_by_role("button", name="Undo")).to_be_visible()


def removed(page: Page) -> None:
    page.get_by_role("button", name="Remove").first.click()
    expect(page.locator("#toasts").get_by_role("button", name="Undo")).to_be_visible()


def renaming(page: Page) -> None:
    page.get_by_text("Rename", exact=True).click()
    expect(page.get_by_label("Name")).to_be_visible()


def secret(page: Page) -> None:
    page.get_by_role("button", name="Show the client secret").first.click()
    expect(page.get_by_role("button", name="Show the client secret")).to_have_count(1)


def before_switching(page: Page) -> None:
    page.locator(".act summary").first.click()
    expect(page.get_by_text("Recruiters of all contracts can no longer").first).to_be_visible()


def switched(page: Page) -> None:
    """Off and, by the undo, on again: the pages after it find it as before."""
    before_switching(page)
    page.locator(".act[open]").get_by_role("button").click()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#toasts").get_by_role("button", name="Undo")).to_be_visible()


def parked(page: Page) -> None:
    page.get_by_role("button", name="Park").click()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#toasts")).to_contain_text("is active now")


def changing_slots(page: Page) -> None:
    page.locator(".slot-line summary").first.click()
    expect(page.get_by_label("Job slots", exact=True).first).to_be_visible()


def mistyped(label: str, text: str, button: str, page: Page) -> None:
    """A number that is none; the field says so."""
    for folded in page.locator("main details:not([open]) > summary").all()[:1]:
        folded.click()
    page.get_by_label(label).first.fill(text)
    page.get_by_role("button", name=button).first.click()
    expect(page.get_by_role("alert")).to_be_visible()


def snapshot(page: Page) -> None:
    """Taken once more by every test that comes here."""
    page.get_by_label("Name").fill(f"scene-{time.monotonic_ns()}")
    page.get_by_role("button", name="Take snapshot").click()
    expect(page.locator("#toasts")).to_contain_text("is taken")


def restoring(page: Page) -> None:
    snapshot(page)
    page.get_by_role("link", name="Restore").first.click()
    expect(page.get_by_role("heading", name="What is lost")).to_be_visible()


LOOKS: list[Look] = [
    Look("seats", "sign-in"),
    Look("people", "people"),
    Look("people-past", "people?past=1"),
    Look("people-none", "people?q=zeppelin"),
    Look("parked", "people", seat=HANS),
    Look("profile", f"people/{ODILE}"),
    Look("three-dots", f"people/{PAVEL}", three_dots),
    Look("window", f"people/{PAVEL}", window),
    Look("window-offered", f"people/{PAVEL}", offered),
    Look("window-refused", f"people/{PIM}", window),
    Look("window-wrong-email", f"people/{PAVEL}", wrong_email),
    Look("exported", f"people/{PAVEL}", exported),
    Look("drawer", f"people/{ODILE}", drawer),
    Look("ats", f"people/{ODILE}/ats"),
    Look("ats-none", f"people/{PIM}/ats"),
    Look("profile-empty", f"people/{PIM}"),
    Look("compose", f"people/{ODILE}/inmail"),
    Look("compose-refused", f"people/{ODILE}/inmail", partial(sent_empty, "is empty", "Send InMail")),
    Look("notes", f"people/{ODILE}/notes"),
    Look("note-deleted", f"people/{ODILE}/notes", deleted),
    Look("note", f"people/{ODILE}/notes", lambda page: page.get_by_role("link", name="Edit").first.click()),
    Look("saved", f"people/{ODILE}/projects"),
    Look("projects", "projects"),
    Look("projects-refused", "projects", partial(sent_empty, "has no name yet", "Create")),
    Look("project", "project"),
    Look("project-renaming", "project", renaming),
    Look("project-removed", "project", removed),
    Look("inbox", "inmail"),
    Look("inbox-none", "inmail?q=zeppelin"),
    Look("conversation", "answered"),
    Look("conversation-declined", "declined"),
    Look("exports", "exports"),
    Look("not-possible", "inmail/424242"),
    Look("not-there", "people/424242"),
    Look("choose", "member/choose"),
    Look("member-inbox", "member/inbox"),
    Look("member-inbox-none", "member/inbox", as_=PIM),
    Look("member-asked", "asked", as_=PAVEL),
    Look("member-privacy", "member/privacy"),
    Look("member-close", "member/close"),
    Look("member-known", "member/known"),
    Look("applications", "operator/applications"),
    Look("applications-secret", "operator/applications", secret),
    Look("integrations", "operator/integrations?company=70001"),
    Look("integrations-before", "operator/integrations?company=70001", before_switching),
    Look("integrations-switched", "operator/integrations?company=70001", switched),
    Look("integrations-none", "operator/integrations?company=70002"),
    Look("companies", "operator/companies"),
    Look("operator-seats", "operator/seats?company=70001"),
    Look("operator-seats-none", "operator/seats?company=70001&q=zeppelin"),
    Look("operator-seat", f"operator/seats/{ROSA}"),
    Look("operator-seat-parked", f"operator/seats/{ROSA}", parked),
    Look("posted", "operator/jobs?company=70001"),
    Look("posted-slots", "operator/jobs?company=70001", changing_slots),
    Look("view-as", "operator/view-as?company=70001"),
    Look(
        "view-as-person", f"operator/view-as?company=70001&seat={ROSA}&seat=55505&seat={HANS}&member={PAVEL}"
    ),
    Look("view-as-two", f"operator/view-as?company=70001&seat={ROSA}&seat=55507&member={ODILE}"),
    Look("view-as-found", f"operator/view-as?company=70001&seat={ROSA}&find_seat=o&find_person=a&find_job=e"),
    Look("view-as-not-there", "operator/view-as?seat=7"),
    Look("company-id", "operator/company-id?company=70001"),
    Look("company-id-before", "operator/company-id?company=70001&new=70999"),
    Look("company-id-wrong", "operator/company-id?company=70001&new=rosa"),
    Look("company-id-after", "operator/company-id?company=70001&was=70999"),
    Look("overview", "operator/overview"),
    Look("journal", "operator/journal"),
    Look("journal-filters", "operator/journal?rule=1&status=teapot"),
    Look("journal-none", "operator/journal?text=zeppelin"),
    Look("exchange", "operator/journal", lambda page: page.locator("tbody a").first.click()),
    Look("limits", "operator/limits"),
    Look("limits-refused", "operator/limits", partial(mistyped, "Calls a day", "many", "Set the limits of")),
    Look("faults", "operator/faults?preset=stored"),
    Look(
        "faults-refused", "operator/faults?preset=once", partial(mistyped, "Status", "200", "Add this fault")
    ),
    Look("clock", "operator/clock"),
    Look("transitions", "operator/transitions"),
    Look("switches", "operator/switches"),
    Look("snapshots", "operator/snapshots", snapshot),
    Look("restoring", "operator/snapshots", restoring),
    Look("anew", "operator/anew"),
    Look("coverage", "operator/coverage?q=candidates"),
    Look("coverage-rules", "operator/coverage?part=rules"),
]


def go(page: Page, scene: Scene, look: Look) -> None:
    page.goto(f"{scene.url}/recruiter/{scene.places.get(look.path, look.path)}")
    if look.then:
        look.then(page)


def sign_in(page: Page, scene: Scene, *, member: int, seat: int = ROSA) -> None:
    """In the seat, and as the member."""
    page.goto(f"{scene.url}/recruiter/sign-in")
    page.locator("form", has=page.locator(f'input[value="{seat}"]')).get_by_role("button").click()
    page.context.request.post(
        f"{scene.url}/recruiter/member/choose",
        form={"member": str(member)},
        headers={"X-CSRFToken": _token(page)},
        max_redirects=0,
    )


def _token(page: Page) -> str:
    return next(str(one["value"]) for one in page.context.cookies() if one["name"] == "sandbox_csrf")
