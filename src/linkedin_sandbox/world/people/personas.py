"""As whom does somebody act in this browser? As a recruiter in a seat, as a member, or as nobody yet.

Console and widgets share the answer: who has taken a seat in the console is signed in inside every widget, as at
LinkedIn. The session holds numbers only.
"""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase

from linkedin_sandbox.world.models import Member
from linkedin_sandbox.world.people.people import Seat, members_by_ids, seat_by_id
from linkedin_sandbox.world.refusals import SandboxRefusal

_SEAT, _MEMBER = "seat", "member"


def act_in_seat(session: SessionBase, seat: Seat) -> None:
    session[_SEAT] = seat.holder.id


def act_as_member(session: SessionBase, member: Member) -> None:
    session[_MEMBER] = member.id


def act_as_nobody(session: SessionBase) -> None:
    session.flush()


def seat_in(session: SessionBase) -> Seat | None:
    """None also when the world was reset and the seat is gone."""
    number = session.get(_SEAT)
    if number is None:
        return None
    try:
        return seat_by_id(int(number))
    except SandboxRefusal:
        return None


def member_in(session: SessionBase) -> Member | None:
    """The member one acts as, who may have closed the account since; else the one in the seat."""
    number = session.get(_MEMBER)
    if number is not None:
        return next(iter(members_by_ids([int(number)])), None)
    seat = seat_in(session)
    return seat.member if seat else None
