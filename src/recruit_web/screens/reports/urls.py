"""At which addresses are the reports?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.reports import keeping, retention, views

urlpatterns = [
    path("reports/sources", views.sources_report, name="sources_report"),
    path("reports/sources.csv", views.sources_csv, name="sources_csv"),
    path("settings/retention", retention.retention_report, name="retention_report"),
    path("settings/retention/export", retention.retention_csv, name="retention_csv"),
    path("settings/retention/keep", keeping.keep, name="keep_longer"),
    path("settings/retention/ask", keeping.ask, name="ask_for_consent"),
    path("settings/retention/go", keeping.let_go, name="let_go"),
]
