"""Which address does LinkedIn call? One per company; its last part tells whose it is."""

from __future__ import annotations

from django.urls import path

from linkedin_sync.inbox.endpoint import callback

urlpatterns = [path("linkedin/callback/<str:token>", callback, name="linkedin_callback")]
