"""Which address is whose? LinkedIn's own (API and widgets), the control plane's, and the console's."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", include("linkedin_sandbox.widgets.urls")),
    path("_sandbox/", include("linkedin_sandbox.control.urls")),
    path("recruiter/", include("linkedin_sandbox.console.urls")),
    path("", RedirectView.as_view(url="/recruiter/")),
    path("", include("linkedin_sandbox.wire.urls")),
]
