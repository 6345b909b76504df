"""Which addresses have the scripts that LinkedIn serves, and the frames that they put into pages?

Each widget answers at the address of its extension, as the documents and (where it differs) an older sample name it.
"""

from __future__ import annotations

from django.urls import path

from linkedin_sandbox.widgets import applying, configuration, demo, loader, profile

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
    path("_sandbox/widgets-demo", demo.demo, name="demo"),
]
