"""Which addresses does the browser face have? Each screen brings its own."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

_SCREENS = (
    "sign_in", "positions", "position", "processes", "evaluations", "tasks", "persons", "person", "duplicates",
    "sources", "reports", "settings", "transfer", "account", "search", "searches", "shortcuts", "live", "careers",
    "your_data",
)  # fmt: skip

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="positions"), name="home"),
    *(path("", include(f"recruit_web.screens.{screen}.urls")) for screen in _SCREENS),
]
