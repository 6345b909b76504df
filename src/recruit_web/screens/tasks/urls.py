"""At which address does one see what waits for oneself?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.tasks import views

urlpatterns = [
    path("tasks", views.tasks, name="tasks"),
    path("tasks/mentions/read", views.read_mentions, name="read_mentions"),
]
