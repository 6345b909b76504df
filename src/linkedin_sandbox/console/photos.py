"""Where is a member's picture? At an address of its own, drawn at once and kept by the browser for a day."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import condition

from linkedin_sandbox.world.people.people import photo_seed_of
from linkedin_sandbox.world.people.portraits import portrait


def _etag(_request: HttpRequest, slug: str) -> str | None:
    seed = photo_seed_of(slug)
    return None if seed is None else f'"portrait-{seed}"'


@condition(etag_func=_etag)
def photo(_request: HttpRequest, slug: str) -> HttpResponse:
    """Public, as profile pictures are; nobody's who has closed the account."""
    seed = photo_seed_of(slug)
    if seed is None:
        raise Http404
    return HttpResponse(
        portrait(seed),
        content_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=86400"},
    )
