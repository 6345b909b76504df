"""What can a recruiter read and do in the profile plugin without leaving the ATS?

Profile, and recruiting activities: of an InMail conversation only the first message, its text only for its sender;
notes as far as Recruiter shows them. Saved to a project, written to, noted about: as in Recruiter itself.
"""

from __future__ import annotations

from django.http import HttpResponse

from linkedin_sandbox.widgets.frames import Frame
from linkedin_sandbox.world.models import Member
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.recruiting import mail, projects, prospect_notes
from linkedin_sandbox.world.recruiting.mailbox import first_messages_about
from linkedin_sandbox.world.steering import clock

_MOST = 10
_TABS = ("profile", "activities")
_FORMS = ("save", "write", "note")


def show_member(
    frame: Frame, seat: Seat, member: Member, *, tab: str = "", said: str = "", problem: str = ""
) -> HttpResponse:
    asked = tab or frame.request.GET.get("tab", "")
    # A form that was refused stays open, with what was typed.
    opened = frame.act if problem else frame.request.GET.get("form", "") if not said else ""
    return frame.show(
        "profile",
        member=member,
        tab=asked if asked in _TABS else _TABS[0],
        form=opened if opened in _FORMS else "",
        said=said,
        problem=problem,
        threads=first_messages_about(seat=seat, member=member, limit=_MOST),
        notes=prospect_notes.notes_about(seat=seat, member=member, limit=_MOST).rows,
        within=projects.projects_with(seat=seat, member=member),
        projects=projects.projects_of(seat=seat, limit=_MOST * 5).rows,
    )


def save_to_project(frame: Frame, seat: Seat, member: Member) -> HttpResponse:
    """Into one of the contract's projects, or into a new one."""
    now = clock.now_ms()
    if frame.number("project"):
        project = projects.project_of(seat=seat, project_id=frame.number("project"))
    else:
        project = projects.create_project(seat=seat, name=frame.posted("name"), now=now)
    is_new = projects.add_to_project(seat=seat, project=project, member=member, now=now)
    said = f"Saved to “{project.name}”." if is_new else f"Was in “{project.name}” already."
    return show_member(frame, seat, member, said=said)


def send_inmail(frame: Frame, seat: Seat, member: Member) -> HttpResponse:
    mail.send_inmail(
        seat=seat,
        member=member,
        subject=frame.posted("subject"),
        body=frame.posted("body"),
        now=clock.now_ms(),
    )
    return show_member(
        frame, seat, member, tab="activities", said=f"Your InMail to {member.name} has been sent."
    )


def write_note(frame: Frame, seat: Seat, member: Member) -> HttpResponse:
    prospect_notes.write_note(
        seat=seat,
        member=member,
        content=frame.posted("content"),
        visibility=frame.posted("visibility"),
        now=clock.now_ms(),
    )
    return show_member(frame, seat, member, tab="activities", said="Your note has been kept.")
