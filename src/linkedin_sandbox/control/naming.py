"""Whom does a call name? An application by its client id, a seat by its number or URN, a member by number or slug.

And a moment by its milliseconds.
"""

from __future__ import annotations

from linkedin_sandbox.control.answers import Body, identity, needed, number
from linkedin_sandbox.world.models import Application, Member
from linkedin_sandbox.world.people import people
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock

_DIGITS = 18


def application_of(body: Body) -> Application:
    (client_id,) = needed(body, "client_id")
    found = Application.objects.filter(client_id=client_id).first()
    if found is None:
        raise SandboxRefusal(f"There is no child application with the client id “{client_id}”.")
    return found


def member_of(body: Body) -> Member:
    """By id or slug."""
    (name,) = needed(body, "member")
    text = str(name)
    found = people.member_by_slug(text)
    if found is None and text.isascii() and text.isdecimal() and len(text) <= _DIGITS:
        found = Member.objects.filter(id=int(text)).first()
    if found is None:
        raise SandboxRefusal(f"There is no member “{name}”.")
    return found


def seat_of(body: Body) -> people.Seat:
    (name,) = needed(body, "seat")
    return people.seat_by_id(identity(name))


def moment_of(body: Body) -> int:
    """When an act took place, as ``at`` says; now, if it does not."""
    return number(body, "at", clock.now_ms())
