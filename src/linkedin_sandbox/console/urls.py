"""Which addresses has the console? All stand below /recruiter/."""

from __future__ import annotations

from django.urls import path

from linkedin_sandbox.console import assets, exporting, exports, operating, people, photos, reading, sign_in

app_name = "console"

urlpatterns = [
    path("", sign_in.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("people", people.search, name="people"),
    path("people/badges", people.badges, name="badges"),
    path("people/<int:member_id>", people.profile, name="profile"),
    path("people/<int:member_id>/indicator", people.indicator, name="indicator"),
    path("people/<int:member_id>/indicator/body", people.indicator_body, name="indicator_body"),
    path("people/<int:member_id>/export", exporting.export, name="export"),
    path("people/<int:member_id>/export/jobs", exporting.export_jobs, name="export_jobs"),
    path("exports", exports.exports, name="exports"),
    path("exports/list", exports.exports_list, name="exports_list"),
    path("exports/<str:request_id>/toast", exports.toast, name="toast"),
    path("operator/applications", operating.applications, name="applications"),
    path(
        "operator/applications/<int:application_id>/<str:act>",
        operating.switch_integrations,
        name="switch_integrations",
    ),
    path("operator/journal", reading.journal, name="journal"),
    path("operator/journal/<int:entry_id>", reading.exchange, name="exchange"),
    path("operator/switches", operating.switches, name="switches"),
    path("operator/switches/<str:name>", operating.turn_switch, name="turn_switch"),
    path("operator/limits", operating.set_limit, name="set_limit"),
    path("operator/seats", operating.seats, name="seats"),
    path("photos/<str:slug>.svg", photos.photo, name="photo"),
    path("static/<path:path>", assets.asset, name="asset"),
]
