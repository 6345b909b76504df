"""Which file did the ATS send about somebody? Handed to whoever sees it in the indicator's panel, as a download."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from linkedin_sandbox.console.people import member_or_404
from linkedin_sandbox.console.persona import as_recruiter
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.recruiting import visibility
from linkedin_sandbox.world.synced.media import content_of, kept_files


@as_recruiter
def download(_request: HttpRequest, seat: Seat, member_id: int, media_id: str) -> HttpResponse:
    """Never shown in the browser's window: what it holds is the ATS's, not ours."""
    shown = visibility.indicator(seat, member_or_404(member_id)).file(media_id)
    media = kept_files([media_id]).get(media_id) if shown else None
    if shown is None or media is None:
        raise Http404
    disposition = content_disposition_header(True, shown.name or media.file_name)
    return HttpResponse(
        content_of(media),
        content_type=media.content_type,
        headers={"Content-Disposition": disposition or "attachment"},
    )
