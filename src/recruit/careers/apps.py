"""The careers site: what visitors see, and what they send."""

from __future__ import annotations

from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "recruit.careers"
    label = "careers"
