"""Which answers may hold a part of LinkedIn's own? Those that show one of its plugins, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpResponse


def with_frames(response: HttpResponse) -> HttpResponse:
    """LinkedIn's script and frames are let in by this answer's content policy."""
    response._csp_update = {  # type: ignore[attr-defined]  # noqa: SLF001 -- what the library's own decorator sets
        "script-src": [settings.LINKEDIN_PLATFORM_URL],
        "frame-src": [settings.LINKEDIN_PLATFORM_URL, settings.LINKEDIN_AUTH_URL],
    }
    return response
