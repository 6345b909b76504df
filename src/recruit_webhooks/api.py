"""How does a program have itself told of what happens, and look what became of it? Of its own webhooks only."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status
from pydantic import AwareDatetime, StringConstraints

from recruit.company.enums import AppScope
from recruit.company.selectors import actor_of_app
from recruit_api.endpoints import ListOf as Page
from recruit_api.endpoints import Paging, endpoint, etag_of, listed, require_unchanged
from recruit_api.requests import ApiRequest
from recruit_webhooks import selectors, services
from recruit_webhooks.enums import DeliveryState, EventType, OffReason, PayloadForm, WebhookState

if TYPE_CHECKING:
    from recruit_webhooks.models import Delivery, Webhook

router = Router(tags=["Webhooks"])
_Name = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00]*\S[^\x00]*$")]
_Url = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00]*$")]
_Events = Annotated[list[EventType], Field(min_length=1, max_length=len(EventType))]


class WebhookOut(Schema):
    id: str
    name: str
    url: str
    events: list[EventType]
    form: PayloadForm
    state: WebhookState
    off_because: OffReason | None
    failing_since: datetime | None = Field(description="Every attempt since then was in vain.")  # English
    latest_success_at: datetime | None
    created_at: datetime
    updated_at: datetime


class WebhookWithSecret(WebhookOut):
    secret: str = Field(
        description="It is told this once. Empty where the call is repeated under its "  # English
        "idempotency key: rotate it then."
    )


class WebhookWords(Schema, extra="forbid"):
    """What of a webhook can be changed; what is not named stays."""

    name: _Name | None = None
    url: _Url | None = None
    events: _Events | None = None
    form: PayloadForm | None = None
    state: WebhookState | None = None


class NewWebhook(Schema, extra="forbid"):
    """``form``: ids only, or the record as this app reads it."""

    name: _Name
    url: _Url
    events: _Events
    form: PayloadForm = PayloadForm.IDS


class DeliveryOut(Schema):
    id: str = Field(description="The message's id, as it stands in the header webhook-id.")  # English
    type: str
    object: str | None = Field(description="The id of the record, as soon as it was sent.")  # English
    occurred_at: datetime
    state: DeliveryState
    attempts: int
    due_at: datetime | None = Field(description="When it is sent next, if it waits.")  # English
    status: int | None = Field(description="Of the latest answer.")  # English
    trouble: str = Field(description="Why there was no answer, or why nothing was sent.")  # English


class DeliveriesAsked(Paging):
    state: DeliveryState | None = None


class FailedAsked(Schema, extra="forbid"):
    since: AwareDatetime = Field(description="When the earliest of them happened.")  # English


class Replayed(Schema):
    count: int


def shown(webhook: Webhook) -> dict[str, Any]:
    plain = ("name", "url", "form", "state", "failing_since", "latest_success_at", "created_at", "updated_at")
    return {
        "id": webhook.public_id,
        "events": webhook.event_types,
        "off_because": webhook.off_because or None,
        **{name: getattr(webhook, name) for name in plain},
    }


def _with_secret(request: ApiRequest, webhook: Webhook, secret: str) -> dict[str, Any]:
    request.shown_once = secret
    return {**shown(webhook), "secret": secret}


def _delivery_shown(delivery: Delivery) -> dict[str, Any]:
    plain = ("type", "occurred_at", "state", "attempts", "status", "trouble")
    return {
        "id": delivery.public_id,
        "object": delivery.object_id or None,
        "due_at": delivery.due_at if delivery.state == DeliveryState.WAITING else None,
        **{name: getattr(delivery, name) for name in plain},
    }


def _found(request: ApiRequest, webhook_id: str) -> Webhook:
    app = request.api_app
    return selectors.webhook_by_public_id(company_id=app.company_id, public_id=webhook_id, app=app)


@endpoint(router, "GET", "", scope=AppScope.READ_WEBHOOKS, answer=Page[WebhookOut])
def list_webhooks(request: ApiRequest, response: HttpResponse) -> Any:
    """Those of this app, newest first; there are twenty in a company at most."""
    app = request.api_app
    found = selectors.webhooks_of(company_id=app.company_id, app=app)
    return listed(request, response, [shown(each) for each in found], None)


@endpoint(router, "POST", "", scope=AppScope.WRITE_WEBHOOKS, answer=WebhookWithSecret, status=201)
def add_webhook(request: ApiRequest, webhook: NewWebhook) -> Any:
    """The answer holds the secret by which what is sent can be verified."""
    app = request.api_app
    made, secret = services.add_webhook(
        company_id=app.company_id, app=app, actor=actor_of_app(app), **webhook.dict()
    )
    return Status(201, _with_secret(request, made, secret))


@endpoint(router, "GET", "/{webhook_id}", scope=AppScope.READ_WEBHOOKS, answer=WebhookOut)
def get_webhook(request: ApiRequest, response: HttpResponse, webhook_id: str) -> Any:
    found = _found(request, webhook_id)
    response["ETag"] = etag_of(found.public_id, found.updated_at)
    return shown(found)


@endpoint(router, "PATCH", "/{webhook_id}", scope=AppScope.WRITE_WEBHOOKS, answer=WebhookOut)
def update_webhook(
    request: ApiRequest, response: HttpResponse, webhook_id: str, changes: WebhookWords
) -> Any:
    """While it is off nothing is written down for it, and what waits fails."""
    found, actor = _found(request, webhook_id), actor_of_app(request.api_app)
    require_unchanged(request, etag_of(found.public_id, found.updated_at))
    given = {name: value for name, value in changes.dict(exclude_unset=True).items() if value is not None}
    state = given.pop("state", None)
    changed = services.change_webhook(webhook=found, actor=actor, **given)
    if state is not None:
        changed = services.switch_webhook(webhook=changed, is_on=state == WebhookState.ON, actor=actor)
    response["ETag"] = etag_of(changed.public_id, changed.updated_at)
    return shown(changed)


@endpoint(router, "DELETE", "/{webhook_id}", scope=AppScope.WRITE_WEBHOOKS, answer=None, status=204)
def remove_webhook(request: ApiRequest, webhook_id: str) -> Any:
    services.remove_webhook(webhook=_found(request, webhook_id), actor=actor_of_app(request.api_app))
    return Status(204, None)


@endpoint(router, "POST", "/{webhook_id}/secret", scope=AppScope.WRITE_WEBHOOKS, answer=WebhookWithSecret)
def rotate_secret(request: ApiRequest, webhook_id: str) -> Any:
    """A new secret; for a day the former one signs as well."""
    rotated, secret = services.rotate_secret(
        webhook=_found(request, webhook_id), actor=actor_of_app(request.api_app)
    )
    return _with_secret(request, rotated, secret)


@endpoint(router, "POST", "/{webhook_id}/test", scope=AppScope.WRITE_WEBHOOKS, answer=DeliveryOut, status=202)
def send_test(request: ApiRequest, webhook_id: str) -> Any:
    """A `webhook.test` is on its way."""
    sent = services.send_test(webhook=_found(request, webhook_id), actor=actor_of_app(request.api_app))
    return Status(202, _delivery_shown(sent))


@endpoint(router, "GET", "/{webhook_id}/deliveries", scope=AppScope.READ_WEBHOOKS, answer=Page[DeliveryOut])
def list_deliveries(
    request: ApiRequest, response: HttpResponse, webhook_id: str, asked: Query[DeliveriesAsked]
) -> Any:
    """Newest first; they are kept for thirty days."""
    page = selectors.deliveries_page(
        webhook=_found(request, webhook_id), state=asked.state or "", after=asked.after, limit=asked.limit
    )
    return listed(request, response, [_delivery_shown(each) for each in page.rows], page.next_cursor)


@endpoint(
    router,
    "POST",
    "/{webhook_id}/deliveries/{delivery_id}/replay",
    scope=AppScope.WRITE_WEBHOOKS,
    answer=DeliveryOut,
    status=202,
)
def replay_delivery(request: ApiRequest, webhook_id: str, delivery_id: str) -> Any:
    """Send it once more, under the same message id."""
    found = _found(request, webhook_id)
    sent = services.replay(
        webhook=found,
        delivery=selectors.delivery_of(webhook=found, public_id=delivery_id),
        actor=actor_of_app(request.api_app),
    )
    return Status(202, _delivery_shown(sent))


@endpoint(router, "POST", "/{webhook_id}/replay", scope=AppScope.WRITE_WEBHOOKS, answer=Replayed, status=202)
def replay_failed(request: ApiRequest, webhook_id: str, failed: FailedAsked) -> Any:
    """Send all once more that happened since then and failed."""
    count = services.replay_failed(
        webhook=_found(request, webhook_id), since=failed.since, actor=actor_of_app(request.api_app)
    )
    return Status(202, {"count": count})
