"""How do deliveries go? A thousand at a time: of a busy webhook there are too many for one statement's memory."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from recruit.base import clock
from recruit_webhooks.models import Attempt, Delivery, Webhook

KEPT: Final = timedelta(days=30)
_AT_ONCE: Final = 1000


def forget_old(*, company_id: int) -> int:
    """How many deliveries of more than thirty days ago are gone now, with their attempts."""
    old = Delivery.objects.filter(company_id=company_id, occurred_at__lt=clock.now() - KEPT)
    return _forget(old.order_by("occurred_at"))


def forget_deliveries(*, webhook: Webhook) -> int:
    """All of its own, before it goes itself."""
    return _forget(Delivery.objects.filter(webhook=webhook).order_by("-id"))


def _forget(rows: QuerySet[Delivery]) -> int:
    gone = 0
    while keys := list(rows.values_list("pk", flat=True)[:_AT_ONCE]):
        with transaction.atomic():
            Attempt.objects.filter(delivery_id__in=keys).delete()
            Delivery.objects.filter(pk__in=keys).delete()
        gone += len(keys)
    return gone
