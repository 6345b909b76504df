"""How do webhooks get into the product? They hear its facts, have their place in the API and in the settings."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class RecruitWebhooksConfig(AppConfig):
    name = "recruit_webhooks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from recruit.duplicates.services import Follower, let_follow  # noqa: PLC0415 -- apps must be loaded first

        import_module("recruit_webhooks.tasks")
        import_module("recruit_webhooks.subscribers")
        import_module("recruit_webhooks.described")
        import_module("recruit_webhooks.places")
        let_follow(Follower("recruit_webhooks_delivery"))
