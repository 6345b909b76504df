"""At which addresses are webhooks set up and looked after?"""

from __future__ import annotations

from django.urls import path

from recruit_webhooks import screens

_ONE = "settings/webhooks/<str:webhook_id>"
_DELIVERY = f"{_ONE}/deliveries/<str:delivery_id>"

urlpatterns = [
    path("settings/webhooks", screens.webhooks, name="webhooks"),
    path("settings/webhooks/add", screens.add, name="add_webhook"),
    path(_ONE, screens.webhook, name="webhook"),
    path(f"{_ONE}/change", screens.change, name="change_webhook"),
    path(f"{_ONE}/test", screens.test, name="test_webhook"),
    path(f"{_ONE}/secret", screens.rotate, name="rotate_webhook_secret"),
    path(f"{_ONE}/switch", screens.switch, name="switch_webhook"),
    path(f"{_ONE}/remove", screens.remove, name="remove_webhook"),
    path(f"{_ONE}/replay", screens.replay_failed, name="replay_failed_deliveries"),
    path(_DELIVERY, screens.delivery, name="webhook_delivery"),
    path(f"{_DELIVERY}/replay", screens.replay, name="replay_delivery"),
]
