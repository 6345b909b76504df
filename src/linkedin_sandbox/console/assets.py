"""Where do the console's own files come from? Through Django's finders, since nothing else stands in front."""

from __future__ import annotations

from django.contrib.staticfiles.views import serve
from django.http import HttpRequest, HttpResponseBase


def asset(request: HttpRequest, path: str) -> HttpResponseBase:
    response = serve(request, path, insecure=True)
    response.headers["Cache-Control"] = "public, max-age=60"
    return response
