"""Which addresses does LinkedIn call? One per company, with one below it for applications; a part tells whose it is."""

from __future__ import annotations

from django.urls import path

from linkedin_sync.inbox.endpoint import applications, callback

urlpatterns = [
    path("linkedin/callback/<str:token>", callback, name="linkedin_callback"),
    path("linkedin/callback/<str:token>/applications", applications, name="linkedin_applications_callback"),
]
