"""What does the profile plugin show beside a candidate of the ATS? The member behind it, as Recruiter knows them.

Until LinkedIn knows who that is: why not, and how to say it by hand. The ATS is told by the page's two functions.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/profile-plugin
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpResponse

from linkedin_sandbox.widgets import recruiting
from linkedin_sandbox.widgets.frames import Frame, framed, seated
from linkedin_sandbox.world.access.integrations import find_integration
from linkedin_sandbox.world.models import Member
from linkedin_sandbox.world.people.people import Seat, member_by_id, search_members
from linkedin_sandbox.world.people.person_urns import person_urn
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.synced.candidate_links import (
    MATCHED,
    UNKNOWN,
    Identity,
    identity_of,
    link_member,
    unlink_member,
)

_CANDIDATE, _CONTEXT = "ats-candidate-id", "integration-context"
_NEEDED = {"widget-type": "ATS", _CANDIDATE: "your id of the candidate", _CONTEXT: "urn:li:organization:…"}
_MOST_FOUND = 10


@framed
@seated
def widget(frame: Frame, seat: Seat) -> HttpResponse:
    missing = [name for name in _NEEDED if not frame.attribute(name)]
    if missing:
        return frame.show("misplaced", missing=[(name, _NEEDED[name]) for name in missing])
    if seat.organization.urn != frame.attribute(_CONTEXT) or seat.holder.state != "ACTIVE":
        return frame.show("profile_no_licence", is_another=seat.organization.urn != frame.attribute(_CONTEXT))
    integration = find_integration(
        frame.application, context=frame.attribute(_CONTEXT), type_="PROFILE_PLUGIN", tenant="RECRUITER"
    )
    if integration is None or integration.status != "ENABLED":
        return frame.show("profile_off", integration=integration)
    identity = _identity(frame)
    if identity.candidate is None:
        return frame.show("profile_unknown", candidate_id=frame.attribute(_CANDIDATE))
    act = _ACTS.get(frame.act)
    return act(frame, seat, identity) if act else _show(frame, seat, identity)


def _identity(frame: Frame) -> Identity:
    return identity_of(
        frame.application,
        context=frame.attribute(_CONTEXT),
        candidate_id=frame.attribute(_CANDIDATE),
        now=clock.now_ms(),
    )


def _show(frame: Frame, seat: Seat, identity: Identity, *, problem: str = "") -> HttpResponse:
    if identity.member is None:
        response = _choose(frame, identity, problem=problem)
    else:
        response = recruiting.show_member(frame, seat, identity.member, problem=problem)
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return response


def _choose(frame: Frame, identity: Identity, *, problem: str) -> HttpResponse:
    """Nobody, or several: a person of the ATS finds out who it is."""
    record = identity.candidate.record if identity.candidate else {}
    name = " ".join(str(record.get(part) or "") for part in ("firstName", "lastName")).strip()
    asked = frame.request.GET.get("q")
    query = name if asked is None else asked.strip()
    found = search_members(query, limit=_MOST_FOUND).members if query and asked is not None else []
    return frame.show(
        "profile_choose",
        state=identity.state,
        candidate_name=name,
        members=identity.members,
        query=query,
        was_asked=asked is not None,
        found=found,
        problem=problem,
    )


def _link(frame: Frame, seat: Seat, identity: Identity) -> HttpResponse:
    assert identity.candidate is not None
    try:
        member = member_by_id(frame.number("member"))
        link_member(candidate=identity.candidate, member=member, now=clock.now_ms())
    except SandboxRefusal as refusal:
        return _show(frame, seat, identity, problem=refusal.sentence)
    frame.call("onlink", _person(frame, member))
    return _show(frame, seat, Identity(MATCHED, identity.candidate, (member,)))


def _unlink(frame: Frame, seat: Seat, identity: Identity) -> HttpResponse:
    if not frame.is_on("show-unlink-url") or identity.candidate is None or identity.member is None:
        return _show(frame, seat, identity)
    if frame.is_on("confirm-unlink") and frame.posted("sure") != "yes":
        return frame.show("profile_unlink", member=identity.member)
    unlink_member(candidate=identity.candidate, member=identity.member, now=clock.now_ms())
    frame.call("onunlink", _person(frame, identity.member))
    after = _identity(frame)
    return frame.show("profile_unknown") if after.state == UNKNOWN else _show(frame, seat, after)


def _person(frame: Frame, member: Member) -> str:
    return person_urn(member.id, frame.application.client_id)


def _on_member(act: Callable[[Frame, Seat, Member], HttpResponse]) -> Callable[..., HttpResponse]:
    """What Recruiter itself offers; its refusals stand above the profile."""

    def done(frame: Frame, seat: Seat, identity: Identity) -> HttpResponse:
        if identity.member is None:
            return _show(frame, seat, identity)
        try:
            return act(frame, seat, identity.member)
        except SandboxRefusal as refusal:
            return _show(frame, seat, identity, problem=refusal.sentence)

    return done


_ACTS: dict[str, Callable[[Frame, Seat, Identity], HttpResponse]] = {
    "link": _link,
    "unlink": _unlink,
    "save": _on_member(recruiting.save_to_project),
    "write": _on_member(recruiting.send_inmail),
    "note": _on_member(recruiting.write_note),
}
