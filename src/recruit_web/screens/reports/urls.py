"""At which addresses are the reports?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.reports import views

urlpatterns = [
    path("reports/sources", views.sources_report, name="sources_report"),
    path("reports/sources.csv", views.sources_csv, name="sources_csv"),
]
