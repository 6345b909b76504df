"""What may the console's pages load? Only what the sandbox itself serves; no script or style stands in a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

Answer = Callable[[HttpRequest], HttpResponse]


def console_headers(answer: Answer) -> Answer:
    """Middleware: strict headers for the console's addresses; LinkedIn's own are left as they are."""

    def with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if request.path.startswith("/recruiter/"):
            response.headers.setdefault("Content-Security-Policy", POLICY)
            response.headers.setdefault("X-Content-Type-Options", "nosniff")
            response.headers.setdefault("Referrer-Policy", "same-origin")
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return with_headers
