"""Which address belongs to whom? The product's packages, and how well it is."""

from __future__ import annotations

from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("linkedin_sync.urls")),
    path("", include("linkedin_web.urls")),
    path("", include("recruit_api.urls")),
    path("", include("recruit_webhooks.urls")),
    path("", include("recruit_web.urls")),
]
