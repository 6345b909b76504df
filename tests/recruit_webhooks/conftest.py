"""A company with an app that may hear of everything, and a receiver on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.linkedin_sync.jobs import run_jobs
from tests.people import Cast, hiring_company
from tests.recruit_webhooks.receiver import Receiver, listening

from recruit.base import queue
from recruit.base.tenancy import company_context
from recruit.company.enums import AppReach, AppScope
from recruit.company.models import ApiApp
from recruit.company.services import add_api_app, approve_api_app
from recruit_webhooks.delivering import defer_what_waits
from recruit_webhooks.enums import EventType
from recruit_webhooks.models import Delivery, Webhook
from recruit_webhooks.services import add_webhook


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """Everything that follows happens in their company."""
    made = hiring_company()
    with company_context(made.company.pk):
        yield made


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    with listening() as found:
        yield found


@pytest.fixture
def app(cast: Cast) -> Callable[..., ApiApp]:
    """``app()`` may read everything everywhere; scopes and reach can be named."""

    def approved(*, reach: str = AppReach.ALL, scopes: tuple[str, ...] = tuple(AppScope)) -> ApiApp:
        asked = add_api_app(
            company_id=cast.company.pk, name="Payroll", purpose="", scopes=scopes, actor=cast.by_ada
        )
        return approve_api_app(
            company_id=cast.company.pk, public_id=asked.public_id, reach=reach, actor=cast.by_olga
        )[0]

    return approved


@pytest.fixture
def hook(cast: Cast, app: Callable[..., ApiApp], receiver: Receiver) -> Callable[..., tuple[Webhook, str]]:
    """``hook("person.created")``: a webhook to the receiver and its secret; without names it hears of everything."""

    def added(*events: str, of: ApiApp | None = None, **fields: Any) -> tuple[Webhook, str]:
        return add_webhook(
            company_id=cast.company.pk,
            app=of or app(),
            name="Payroll",
            actor=cast.by_ada,
            events=events or EventType.values,
            **{"url": receiver.url, **fields},
        )

    return added


@pytest.fixture
def work(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What the worker would do now, the look of every minute included: a test is one transaction, and has one job.

    Its jobs stay on the test's connection: what they see was not committed.
    """
    monkeypatch.setattr(queue, "close_old_connections", lambda: None)

    def minute() -> None:
        run_jobs()
        defer_what_waits(company_id=cast.company.pk)
        run_jobs()

    return minute


def told() -> list[str]:
    """What is written down, in its order."""
    return list(Delivery.objects.order_by("id").values_list("type", flat=True))
