"""At which addresses is the API? Everything under ``/api/v1``, with its description and its page for people."""

from __future__ import annotations

from django.urls import path

from recruit_api.description import api
from recruit_api.views import docs, openapi

_patterns, _, _namespace = api.urls
for pattern in _patterns:
    # The gate asks for a token; nobody is sent to the page where people sign in.
    setattr(pattern.callback, "login_required", False)  # noqa: B010 -- Django reads the mark off the function

urlpatterns = [
    path("api/v1/openapi.json", openapi, name="api_description"),
    path("api/v1/docs", docs, name="api_docs"),
    path("api/v1/", (_patterns, "recruit_api", _namespace)),
]
