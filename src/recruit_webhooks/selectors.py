"""Which webhooks are there, what is on its way to them, and what became of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from recruit.base.errors import NotFound
from recruit.base.paging import Page, id_of, page_of
from recruit_webhooks.enums import OffReason, WebhookState
from recruit_webhooks.models import Attempt, Delivery, Webhook

if TYPE_CHECKING:
    from recruit.company.models import ApiApp

_MOST_ATTEMPTS_SHOWN = 50


def webhooks_of(*, company_id: int, app: ApiApp | None = None) -> list[Webhook]:
    """Newest first, with their apps; of one app alone if it is named. A company has twenty at most."""
    rows = Webhook.objects.filter(company_id=company_id)
    if app is not None:
        rows = rows.filter(app=app)
    return list(rows.select_related("app").order_by("-id"))


def webhook_by_public_id(*, company_id: int, public_id: str, app: ApiApp | None = None) -> Webhook:
    """Refuses with ``NotFound``; another app's is not there for an app."""
    rows = Webhook.objects.filter(company_id=company_id, public_id=public_id)
    if app is not None:
        rows = rows.filter(app=app)
    webhook = rows.select_related("app").first()
    if webhook is None:
        raise NotFound(_("There is no such webhook in your company."))
    return webhook


def deliveries_page(
    *, webhook: Webhook, state: str = "", after: str | None = None, limit: int = 50
) -> Page[Delivery]:
    """Newest first. They are not counted: of a busy webhook there are very many."""
    rows = Delivery.objects.filter(webhook=webhook)
    if state:
        rows = rows.filter(state=state)
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.order_by("-id")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.pk,), count=len(found))


def delivery_of(*, webhook: Webhook, public_id: str) -> Delivery:
    """Refuses with ``NotFound``."""
    delivery = Delivery.objects.filter(webhook=webhook, public_id=public_id).first()
    if delivery is None:
        raise NotFound(_("There is no such delivery; they are kept for thirty days."))
    return delivery


def attempts_of(*, delivery: Delivery) -> list[Attempt]:
    """The latest first."""
    return list(Attempt.objects.filter(delivery=delivery).order_by("-id")[:_MOST_ATTEMPTS_SHOWN])


def failing_count(*, company_id: int) -> int:
    """How many webhooks we have switched off because nothing arrived, or nothing was wanted."""
    rows = Webhook.objects.filter(company_id=company_id, state=WebhookState.OFF)
    return rows.filter(off_because__in=(OffReason.GONE, OffReason.FAILING)).count()
