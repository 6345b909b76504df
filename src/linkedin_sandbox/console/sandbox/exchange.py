"""What exactly was said in one exchange? Headers, bodies laid out, the rule that refused it; how to say it again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from linkedin_sandbox.console.persona import page, refused, seat_of
from linkedin_sandbox.console.sandbox.curl import as_curl
from linkedin_sandbox.console.sandbox.journal import names_of
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.journal import log
from linkedin_sandbox.push.replay import reason_against_replay, replay
from linkedin_sandbox.settings import ADDRESS
from linkedin_sandbox.world.refusals import SandboxRefusal


def exchange(request: HttpRequest, entry_id: int) -> HttpResponse:
    entry = _entry_or_404(entry_id)
    newer = log.entries(after=entry.id, limit=log.KEPT)
    older = log.entries(before=entry.id, limit=1)
    return page(
        request,
        "sandbox/exchange",
        seat=seat_of(request),
        entry=entry,
        application=names_of([entry.client_id]).get(entry.client_id, ""),
        curl=as_curl(entry, address=ADDRESS),
        cannot_replay=reason_against_replay(entry),
        longest=log.LONGEST_BODY,
        newer=newer[-1] if newer else None,
        older=older[0] if older else None,
    )


@require_POST
def send_again(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Once more, word for word, to where it went; what the ATS answers is the next page."""
    try:
        replayed = replay(_entry_or_404(entry_id))
    except SandboxRefusal as refusal:
        return refused(request, refusal, seat=seat_of(request))
    called = replayed.called
    if called.status is None:
        say(request, f"Sent again, but not answered: {called.problem}.", tone="toast-bad")
    else:
        say(
            request,
            f"Sent again. The ATS answered {called.status}.",
            tone="toast-good" if called.is_success else "toast-bad",
        )
    return redirect("console:exchange", replayed.entry_id)


def _entry_or_404(entry_id: int) -> log.Entry:
    found = log.entry_of(entry_id)
    if found is None:
        raise Http404
    return found
