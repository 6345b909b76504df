"""Whose data does a request see? The company's of the teammate who is signed in, and nothing without one.

This is the innermost middleware and synchronous on purpose. Under ASGI Django then runs all middleware, the view and
every query of a request in one thread with one database session: one change of thread per request instead of two per
middleware, and one place where the session is told its company.

An asynchronous view is called inside the same context, and what it does through ``sync_to_async`` runs in that same
thread. The *body* of a streaming answer is produced later, outside of the context: a stream must capture what it
needs in its view, and a query from it finds no row.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from recruit.base.asking import for_one_page
from recruit.base.tenancy import company_context
from recruit.company.selectors import company_came_with


class Compressed(GZipMiddleware):
    """Pages go out compressed, with bytes by chance among them that hide how well (BREACH); streams as they are.

    A stream of live updates must not wait for more to compress, and files are mostly compressed by their own format.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        return response if response.streaming else super().process_response(request, response)


_READING = ("GET", "HEAD")


class CompanyContext:
    """Open the company's context around the view of a signed-in request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        teammate = request.user
        if not teammate.is_authenticated:
            return self.get_response(request)
        with (
            company_context(teammate.company_id),
            for_one_page() if request.method in _READING else nullcontext(),
            structlog.contextvars.bound_contextvars(company=teammate.company_id, teammate=teammate.public_id),
        ):
            company_came_with(teammate)
            response = self.get_response(request)
        # What a teammate was shown must not be read from a cache by whoever sits at that machine later.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
