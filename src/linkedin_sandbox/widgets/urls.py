"""Which addresses have the scripts that LinkedIn serves, the frames that they put into pages, and its job pages?

Each widget answers at the address of its extension, as the documents and (where it differs) an older sample name it.
"""

from __future__ import annotations

from django.urls import path

from linkedin_sandbox.widgets import applying, configuration, demo, highlights, job_page, loader, profile

app_name = "widgets"

urlpatterns = [
    path("xdoor/scripts/in.js", loader.in_js),
    path("in.js", loader.in_js),
    path("xdoor/scripts/key.js", loader.key_js),
    path("rsc/extensions/onboarding-widget", configuration.widget, name="configuration"),
    path("recruiter/widget/ATSIntegration", configuration.widget),
    path("rsc/extensions/profile-widget", profile.widget, name="profile"),
    path("recruiter/widget/hcm", profile.widget),
    path("talentwidgets/extensions/apply-with-linkedin-widget-v3", applying.widget, name="applying"),
    path("talentwidgets/extensions/applicant-highlights-widget", highlights.applicant_highlights),
    path("talentwidgets/extensions/full-profile-widget", highlights.full_profile),
    path("jobs/", job_page.jobs, name="jobs"),
    path("jobs/view/<int:number>", job_page.job, name="job"),
    path("jobs/view/<int:number>/apply", job_page.apply, name="apply"),
    path("_sandbox/widgets-demo", demo.demo, name="demo"),
]
