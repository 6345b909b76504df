from __future__ import annotations

from django.apps import AppConfig


class CompanyConfig(AppConfig):
    name = "recruit.company"
    label = "company"
