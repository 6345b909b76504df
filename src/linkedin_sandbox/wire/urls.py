"""Which addresses are LinkedIn's own? Consent and tokens, files, and both generations of the API."""

from __future__ import annotations

from django.urls import path, re_path

from linkedin_sandbox.wire.consent import authorization
from linkedin_sandbox.wire.door import enter
from linkedin_sandbox.wire.media import media
from linkedin_sandbox.wire.tokens import access_token
from linkedin_sandbox.wire.uploads import upload

urlpatterns = [
    path("oauth/v2/accessToken", access_token),
    path("oauth/v2/authorization", authorization),
    re_path(r"^ambry/", media),
    re_path(r"^dms-uploads/(?P<media_id>.*)$", upload),
    re_path(r"^(?P<generation>v2|rest)/(?P<path>.*)$", enter),
]
