"""Which address is whose? LinkedIn's own, the control plane's, and the console's."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("_sandbox/", include("linkedin_sandbox.control.urls")),
    path("recruiter/", include("linkedin_sandbox.console.urls")),
    path("", include("linkedin_sandbox.wire.urls")),
]
