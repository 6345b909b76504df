"""What does a recruiter note about a member, and for whom? Notes on the profile, changed by their author only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from linkedin_sandbox.console.people import member_or_404
from linkedin_sandbox.console.persona import again, as_recruiter, page
from linkedin_sandbox.console.profiles import profile_page
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.world.models import ProspectNote
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.recruiting.prospect_notes import (
    LONGEST_NOTE,
    delete_note,
    edit_note,
    note_by_id,
    notes_about,
    restore_note,
    write_note,
)
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock


@require_http_methods(["GET", "POST"])
@as_recruiter
def notes(request: HttpRequest, seat: Seat, member_id: int) -> HttpResponse:
    member = member_or_404(member_id)
    refused = ""
    if request.method == "POST":
        try:
            write_note(
                seat=seat,
                member=member,
                content=request.POST.get("content", ""),
                visibility=request.POST.get("visibility", ""),
                now=clock.now_ms(),
            )
        except SandboxRefusal as refusal:
            refused = refusal.sentence
        else:
            say(request, "Note saved.")
            return redirect("console:notes", member_id)
    found = notes_about(seat=seat, member=member, cursor=request.GET.get("before", ""))
    shown = profile_page(
        request,
        seat,
        member,
        view="notes",
        rows=found.rows,
        next_before=found.next,
        refused=refused,
        typed=request.POST,
        longest=LONGEST_NOTE,
    )
    return again(shown) if refused else shown


@require_http_methods(["GET", "POST"])
@as_recruiter
def edit(request: HttpRequest, seat: Seat, note_id: int) -> HttpResponse:
    note = _own_note(seat, note_id)
    if request.method != "POST":
        return _form(request, seat, note)
    try:
        edit_note(
            seat=seat,
            note=note,
            content=request.POST.get("content", ""),
            visibility=request.POST.get("visibility", ""),
            now=clock.now_ms(),
        )
    except SandboxRefusal as refusal:
        return again(_form(request, seat, note, refused=refusal.sentence))
    say(request, "Note changed.")
    return redirect("console:notes", note.member_id)


def _form(request: HttpRequest, seat: Seat, note: ProspectNote, *, refused: str = "") -> HttpResponse:
    return page(
        request,
        "note",
        seat=seat,
        note=note,
        member=member_or_404(note.member_id),
        content=request.POST.get("content", note.content),
        visibility=request.POST.get("visibility", note.visibility),
        longest=LONGEST_NOTE,
        refused=refused,
    )


@require_POST
@as_recruiter
def delete(request: HttpRequest, seat: Seat, note_id: int) -> HttpResponse:
    note = delete_note(seat=seat, note=_own_note(seat, note_id), now=clock.now_ms())
    say(request, "Note deleted.", undo=reverse("console:restore_note", args=[note.id]))
    return redirect("console:notes", note.member_id)


@require_POST
@as_recruiter
def restore(request: HttpRequest, seat: Seat, note_id: int) -> HttpResponse:
    note = restore_note(seat=seat, note=_own_note(seat, note_id), now=clock.now_ms())
    say(request, "The note is back.")
    return redirect("console:notes", note.member_id)


def _own_note(seat: Seat, note_id: int) -> ProspectNote:
    """Another's note is as little there as none."""
    note = note_by_id(note_id)
    if note.seat_id != seat.holder.id:
        raise SandboxRefusal(f"There is no note {note_id}.")
    return note
