"""What became of an export? LinkedIn is never told: it is read from what the ATS fetched and sent back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from linkedin_sandbox.console.filters import number_of
from linkedin_sandbox.console.people import digest_of
from linkedin_sandbox.console.persona import as_recruiter, page
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.recruiting.exports import ExportRow, export_meter, export_of, exports_of
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock

PAGE_SIZE = 25


@dataclass(frozen=True, kw_only=True)
class Story:
    """A state as it is told: a label, a sentence, colours; a final one is not asked for again."""

    state: str
    label: str
    sentence: str
    pill: str = ""
    tone: str = ""
    is_final: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    row: ExportRow
    story: Story


_NO_ANSWER = "LinkedIn gets no answer from an ATS: this is what can be seen from here."


def told(row: ExportRow) -> Story:
    """The story of one export, in the words of the person who made it."""
    if row.state == "sending":
        return _told_while_sending(row)
    if row.state == "sent":
        return Story(state="sent", label="Sent", sentence="Not fetched by the ATS yet.")
    if row.state == "fetched":
        sentence = "The ATS has fetched it. Waiting for it to show there."
        return Story(state="fetched", label="Fetched", sentence=sentence, pill="pill-accent")
    if row.state == "seen":
        sentence = "In the ATS, considered for this position."
        return Story(
            state="seen",
            label="In the ATS",
            sentence=sentence,
            pill="pill-good",
            tone="toast-good",
            is_final=True,
        )
    return _told_in_vain(row)


def _told_while_sending(row: ExportRow) -> Story:
    if row.push.attempts:
        return Story(
            state="retrying",
            label="Sending again",
            sentence="The ATS did not answer the notification as it should. It is sent again for a day.",
            pill="pill-warn",
        )
    return Story(state="sending", label="Sending", sentence="On its way to the ATS.")


def _told_in_vain(row: ExportRow) -> Story:
    if row.state == "expired":
        sentence = "The ATS did not fetch it within a day. Export again."
        return Story(
            state="expired",
            label="Expired",
            sentence=sentence,
            pill="pill-bad",
            tone="toast-bad",
            is_final=True,
        )
    reason = (
        "The ATS did not take it up: already under consideration."
        if row.was_in_process
        else "The ATS did not take it up. Its own list of failed exports says why."
    )
    return Story(
        state="refused",
        label="Not taken up",
        sentence=f"{reason} {_NO_ANSWER}",
        pill="pill-bad",
        tone="toast-bad",
        is_final=True,
    )


@as_recruiter
def exports(request: HttpRequest, seat: Seat) -> HttpResponse:
    """With the seat's meter above the list."""
    return _list(request, seat, template="exports")


@as_recruiter
def exports_list(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What the open page asks for again while something may still change."""
    return _list(request, seat, template="exports_list")


def _list(request: HttpRequest, seat: Seat, *, template: str) -> HttpResponse:
    before = number_of(request.GET.get("before", ""))
    rows = exports_of(seat, before=before, limit=PAGE_SIZE + 1)
    lines = [Line(row=row, story=told(row)) for row in rows[:PAGE_SIZE]]
    digest = digest_of(*((line.row.event.request_id, line.story) for line in lines))
    if digest == request.GET.get("seen"):
        return HttpResponse(status=204)
    return page(
        request,
        template,
        seat=seat,
        lines=lines,
        before=before,
        next_before=lines[-1].row.event.created_at if len(rows) > PAGE_SIZE else None,
        # A refusal that is only derived can still turn out to have been slowness, so it is looked at again.
        is_live=any(line.story.state not in ("seen", "expired") for line in lines),
        seen=digest,
        meter=export_meter(seat, now=clock.now_ms()),
    )


@as_recruiter
def toast(request: HttpRequest, seat: Seat, request_id: str) -> HttpResponse:
    """The message about one export; asked for again until its state is final."""
    try:
        row = export_of(seat, request_id)
    except SandboxRefusal as gone:
        raise Http404 from gone
    story = told(row)
    if story.state == request.GET.get("seen"):
        return HttpResponse(status=204)
    return page(request, "toast", seat=seat, row=row, story=story)
