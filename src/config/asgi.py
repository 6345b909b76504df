"""What does the web server call? Django, with the addresses already loaded so that the first visitor need not wait."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.urls import get_resolver

from config.bodies import with_limited_bodies
from config.statics import with_static_files

application = with_static_files(
    with_limited_bodies(get_asgi_application()), folder=settings.STATIC_ROOT, url=settings.STATIC_URL
)
get_resolver().url_patterns  # noqa: B018 -- reading it imports every view
