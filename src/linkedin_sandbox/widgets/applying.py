"""How does an applicant give a careers page the LinkedIn profile? By the Apply button: click, consent, callback.

The consent stands inside the frame: a page whose policy severs windows from their openers would never hear of it.
https://learn.microsoft.com/en-us/linkedin/talent/apply-with-linkedin/awli-v2-to-v3
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from linkedin_sandbox.widgets.frames import Frame, framed
from linkedin_sandbox.world.applying import button_applies
from linkedin_sandbox.world.models import Integration, Member
from linkedin_sandbox.world.people.people import members_by_ids, search_members
from linkedin_sandbox.world.people.personas import act_as_member, member_in
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch

_CONTEXT, _JOB, _CALLBACK = "integration-context", "company-job-code", "callback-method"
_NEEDED = {
    _CONTEXT: "urn:li:organization:…",
    _JOB: "your unique code of the job",
    _CALLBACK: "the name of a function of the page",
}
_LONGEST_CODE = 200
SIZES, COLOURS = ("small", "medium", "large"), ("blue", "black", "white")
_MOST_FOUND = 8


@framed
def widget(frame: Frame) -> HttpResponse:
    mode = frame.attribute("mode")
    needed = [name for name in _NEEDED if mode != "CONVERSION" or name != _CALLBACK]
    missing = [(name, _NEEDED[name]) for name in needed if not frame.attribute(name)]
    if mode not in ("BUTTON_DATA", "CONVERSION"):
        missing.append(("mode", "BUTTON_DATA or CONVERSION"))
    if len(frame.attribute(_JOB)) > _LONGEST_CODE:
        missing.append((_JOB, f"at most {_LONGEST_CODE} characters"))
    if missing:
        return frame.show("misplaced", missing=missing)
    if not _is_offered(frame):
        return frame.show("applying_off")
    return _conversion(frame) if mode == "CONVERSION" else _button(frame)


def _is_offered(frame: Frame) -> bool:
    """Whether the button needs its integration to be enabled is not documented: a switch."""
    if not switch("apply_button_needs_integration"):
        return True
    return Integration.objects.filter(
        application_id=frame.application.id,
        context=frame.attribute(_CONTEXT),
        type="APPLY_WITH_LINKEDIN",
        status="ENABLED",
    ).exists()


def _conversion(frame: Frame) -> HttpResponse:
    """The thank-you page says that it is reached. Who that is, the browser's sign-in tells; else nothing counts."""
    member = member_in(frame.request.session)
    if frame.act == "complete" and member is not None:
        button_applies.complete_apply(
            application=frame.application,
            member=member,
            context=frame.attribute(_CONTEXT),
            job_code=frame.attribute(_JOB),
            now=clock.now_ms(),
        )
    return frame.show("applying_conversion", is_told=frame.request.method == "POST")


def _button(frame: Frame) -> HttpResponse:
    if frame.act == "choose":
        _take_member(frame)
    member = member_in(frame.request.session)
    if frame.act == "allow" and member is not None:
        return _allow(frame, member)
    if frame.act in ("open", "choose", "allow"):
        return _consent(frame, member)
    if frame.act == "somebody_else" or "q" in frame.request.GET:
        return _consent(frame, None)
    return _show_button(frame)


def _take_member(frame: Frame) -> None:
    for member in members_by_ids([frame.number("member")]):
        act_as_member(frame.request.session, member)


def _consent(frame: Frame, member: Member | None) -> HttpResponse:
    query = frame.request.GET.get("q", "")
    found = [] if member else search_members(query, limit=_MOST_FOUND).members
    return frame.show("applying_consent", member=member, query=query, found=found)


def _allow(frame: Frame, member: Member) -> HttpResponse:
    job_code = frame.attribute(_JOB)
    profile = button_applies.profile_given(member, frame.application)
    button_applies.start_apply(
        application=frame.application,
        member=member,
        context=frame.attribute(_CONTEXT),
        job_code=job_code,
        now=clock.now_ms(),
    )
    arguments = [profile, _signature(frame, profile)] if switch("apply_signature") else [profile]
    frame.call(_CALLBACK, *arguments)
    return _show_button(frame, given_by=member)


def _signature(frame: Frame, profile: dict[str, Any]) -> str:
    return button_applies.sign(
        profile,
        application=frame.application,
        nonce=frame.attribute("nonce"),
        job_code=frame.attribute(_JOB),
    )


def _show_button(frame: Frame, *, given_by: Member | None = None) -> HttpResponse:
    size, colour = frame.attribute("size"), frame.attribute("color")
    return frame.show(
        "applying",
        size=size if size in SIZES else "medium",
        colour=colour if colour in COLOURS else "blue",
        given_by=given_by,
    )
