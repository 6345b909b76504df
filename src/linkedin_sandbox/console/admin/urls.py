"""Which addresses has the persona Company admin? They stand below /recruiter/operator/."""

from __future__ import annotations

from django.urls import path

from linkedin_sandbox.console.admin import (
    applications,
    companies,
    company_id,
    integrations,
    posted,
    seats,
    view_as,
)

urlpatterns = [
    path("companies", companies.companies, name="companies"),
    path("integrations", integrations.integrations, name="integrations"),
    path("integrations/<number:application_id>/<str:act>", integrations.switch_some, name="switch_some"),
    path("applications", applications.applications, name="applications"),
    path("applications/<number:application_id>/<str:act>", applications.switch_all, name="switch_all"),
    path("jobs", posted.posted, name="posted"),
    path("jobs/<number:application_id>/again", posted.ask_again, name="ask_again"),
    path("slots/<number:contract_id>", posted.set_slots_of, name="set_slots"),
    path("seats", seats.seats, name="seats"),
    path("seats/<number:seat_id>", seats.one_seat, name="seat"),
    path("view-as", view_as.view_as, name="view_as"),
    path("company-id", company_id.company_id, name="company_id"),
]
