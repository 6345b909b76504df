"""How does a webhook come about, change and end, and how is something sent to it once more?"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, live
from recruit.base.actors import Actor, ActorKind, system_actor
from recruit.base.errors import NotFound, Refusal
from recruit.base.locks import lock_in_transaction
from recruit.company.enums import AppScope, AppState, Capability
from recruit.company.selectors import AppScopeTooSmall, reader_behind, require_capability
from recruit_webhooks.addresses import AddressRefused, target_of
from recruit_webhooks.enums import TEST, DeliveryState, EventType, OffReason, PayloadForm, WebhookState
from recruit_webhooks.forgetting import forget_deliveries
from recruit_webhooks.models import Delivery, Webhook
from recruit_webhooks.recording import Subject, defer_sending, put_on_their_way
from recruit_webhooks.rules import FORMER_SECRET_FOR, SECRET_BYTES, needed_scopes, written_secret

if TYPE_CHECKING:
    from recruit.company.models import ApiApp

#: In one company; each event is a row for each of them.
MOST: Final = 20
#: The topic of open pages.
TOPIC: Final = "webhooks"
_LONGEST_NAME: Final = 100
_OFF_WORDS: Final = gettext_noop("The webhook was switched off before it could be sent.")


class WebhookRefused(Refusal):
    """Evidence: ``field``, what of the form is meant."""

    code = "webhook_refused"


class TooManyWebhooks(Refusal):
    code = "too_many_webhooks"


@transaction.atomic
def add_webhook(
    *,
    company_id: int,
    app: ApiApp,
    name: str,
    url: str,
    events: Collection[str],
    form: str = PayloadForm.IDS,
    actor: Actor,
) -> tuple[Webhook, str]:
    """The webhook and its secret: whoever gets it from here must keep it, for it is not shown again."""
    _require(company_id, actor, app)
    lock_in_transaction("webhooks", company_id)
    if Webhook.objects.filter(company_id=company_id).count() >= MOST:
        raise TooManyWebhooks(_("A company has {most} webhooks at most. Remove one first.").format(most=MOST))
    if app.state != AppState.APPROVED:
        raise WebhookRefused(
            _("{app} is not approved. Choose another app, or approve it first.").format(app=app.name),
            field="app",
        )
    secret = written_secret(secrets.token_bytes(SECRET_BYTES))
    webhook = Webhook.objects.create(
        company_id=company_id,
        app=app,
        name=_named(name),
        url=_looked_at(url),
        event_types=_chosen(events, app),
        form=PayloadForm(form),
        secret=secret,
        made_by_name=actor.name,
    )
    _tell(webhook, gettext_noop("added"), actor)
    return webhook, secret


@transaction.atomic
def change_webhook(
    *,
    webhook: Webhook,
    name: str | None = None,
    url: str | None = None,
    events: Collection[str] | None = None,
    form: str | None = None,
    actor: Actor,
) -> Webhook:
    """What is None stays. What is on its way already goes to the new address."""
    fresh = _locked(webhook, actor)
    before = (fresh.name, fresh.url, fresh.event_types, fresh.form)
    fresh.name = fresh.name if name is None else _named(name)
    fresh.url = fresh.url if url is None else _looked_at(url)
    fresh.event_types = fresh.event_types if events is None else _chosen(events, fresh.app)
    fresh.form = fresh.form if form is None else PayloadForm(form)
    if before == (fresh.name, fresh.url, fresh.event_types, fresh.form):
        return fresh
    fresh.updated_at = clock.now()
    fresh.save(update_fields=["name", "url", "event_types", "form", "updated_at"])
    _tell(fresh, gettext_noop("changed"), actor)
    return fresh


@transaction.atomic
def rotate_secret(*, webhook: Webhook, actor: Actor) -> tuple[Webhook, str]:
    """A new secret; the present one signs as well for a day. One that was rotated before is good no more."""
    fresh, now = _locked(webhook, actor), clock.now()
    secret = written_secret(secrets.token_bytes(SECRET_BYTES))
    fresh.former_secret, fresh.former_until = fresh.secret, now + FORMER_SECRET_FOR
    fresh.secret, fresh.updated_at = secret, now
    fresh.save(update_fields=["secret", "former_secret", "former_until", "updated_at"])
    _tell(fresh, gettext_noop("gave a new secret to"), actor)
    return fresh, secret


@transaction.atomic
def switch_webhook(*, webhook: Webhook, is_on: bool, actor: Actor) -> Webhook:
    """Idempotent. While it is off nothing is written down for it; what waits fails, and can be sent again later."""
    fresh = _locked(webhook, actor)
    if fresh.is_on == is_on:
        return fresh
    if not is_on:
        return switch_off(webhook=fresh, because=OffReason.ASKED, actor=actor)
    fresh.state, fresh.off_because, fresh.off_at = WebhookState.ON, "", None
    fresh.failures, fresh.failing_since, fresh.rests_until = 0, None, None
    fresh.updated_at = clock.now()
    fresh.save()
    _tell(fresh, gettext_noop("switched on"), actor)
    return fresh


def switch_off(*, webhook: Webhook, because: OffReason, actor: Actor | None = None) -> Webhook:
    """In the transaction of whoever holds the row."""
    now = clock.now()
    webhook.state, webhook.off_because, webhook.off_at = WebhookState.OFF, because, now
    webhook.updated_at = now
    webhook.save(update_fields=["state", "off_because", "off_at", "updated_at"])
    Delivery.objects.filter(webhook=webhook, state=DeliveryState.WAITING).update(
        state=DeliveryState.FAILED, is_open=False, trouble=_OFF_WORDS, settled_at=now
    )
    _tell(webhook, gettext_noop("switched off"), actor or system_actor("Recruit"))
    return webhook


@transaction.atomic
def remove_webhook(*, webhook: Webhook, actor: Actor) -> None:
    """With all that is known of its deliveries."""
    fresh = _locked(webhook, actor)
    _tell(fresh, gettext_noop("removed"), actor)
    forget_deliveries(webhook=fresh)
    fresh.delete()


class WebhookIsOff(Refusal):
    code = "webhook_is_off"


@transaction.atomic
def send_test(*, webhook: Webhook, actor: Actor) -> Delivery:
    """A ``webhook.test`` on its way like any event."""
    fresh = _sending(webhook, actor)
    subject = Subject(data={"webhook": fresh.public_id, "asked_by": actor.name})
    put_on_their_way(company_id=fresh.company_id, event_type=TEST, subjects=[subject], webhooks=[fresh])
    live.touch(fresh.company_id, [TOPIC])
    return Delivery.objects.filter(webhook=fresh, type=TEST).latest("id")


class NotKeptAnyMore(Refusal):
    code = "not_kept_any_more"


@transaction.atomic
def replay(*, webhook: Webhook, delivery: Delivery, actor: Actor) -> Delivery:
    """Send it once more, under the same message id. One that waits already is sent now."""
    fresh = _sending(webhook, actor)
    one = Delivery.objects.select_for_update().filter(webhook=fresh, pk=delivery.pk).first()
    if one is None:
        raise NotFound(_("There is no such delivery; they are kept for thirty days."))
    if one.type == EventType.PERSON_ERASED and not one.data:
        raise NotKeptAnyMore(_("It has told of somebody who is erased, and whom is not kept any more."))
    _begin_again(fresh, [one.pk])
    defer_sending(company_id=fresh.company_id, webhook_id=fresh.pk)
    live.touch(fresh.company_id, [TOPIC])
    one.refresh_from_db()
    return one


@transaction.atomic
def replay_failed(*, webhook: Webhook, since: datetime, actor: Actor) -> int:
    """Send all once more that happened since then and failed, in their order. How many they are."""
    fresh = _sending(webhook, actor)
    failed = Delivery.objects.filter(webhook=fresh, state=DeliveryState.FAILED, occurred_at__gte=since)
    keys = list(failed.order_by("id").values_list("pk", flat=True))
    if keys:
        _begin_again(fresh, keys)
        defer_sending(company_id=fresh.company_id, webhook_id=fresh.pk)
        live.touch(fresh.company_id, [TOPIC])
    return len(keys)


def _begin_again(webhook: Webhook, keys: Collection[int]) -> None:
    """Whoever asks for it has mended something: the receiver is not left alone any longer."""
    Webhook.objects.filter(pk=webhook.pk).update(rests_until=None)
    Delivery.objects.filter(pk__in=keys).update(
        state=DeliveryState.WAITING, is_open=False, attempts=0, due_at=clock.now(), settled_at=None
    )


def _sending(webhook: Webhook, actor: Actor) -> Webhook:
    fresh = _locked(webhook, actor)
    if not fresh.is_on:
        raise WebhookIsOff(_("{name} is switched off. Switch it on first.").format(name=fresh.name))
    return fresh


def _locked(webhook: Webhook, actor: Actor) -> Webhook:
    _require(webhook.company_id, actor, webhook.app)
    rows = Webhook.objects.select_for_update(no_key=True, of=("self",)).select_related("app")
    fresh = rows.filter(company_id=webhook.company_id, pk=webhook.pk).first()
    if fresh is None:
        raise NotFound(_("There is no such webhook in your company."))
    return fresh


def _require(company_id: int, actor: Actor, app: ApiApp) -> None:
    """People by their role; an app for itself, by its scope."""
    if actor.kind != ActorKind.APP:
        require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
        return
    reader_behind(company_id=company_id, actor=actor)
    if actor.app_id != app.pk:
        raise NotFound(_("There is no such webhook in your company."))
    if not app.holds(AppScope.WRITE_WEBHOOKS):
        raise AppScopeTooSmall(
            _("The API app {app} may not do this.").format(app=app.name), scope=AppScope.WRITE_WEBHOOKS
        )


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME:
        raise WebhookRefused(
            _("Give the webhook a name of at most {most} characters.").format(most=_LONGEST_NAME),
            field="name",
        )
    return name


def _looked_at(url: str) -> str:
    url = url.strip()
    try:
        target_of(url, named=settings.WEBHOOK_PRIVATE_HOSTS)
    except AddressRefused as refused:
        raise WebhookRefused(str(refused), field="url") from refused
    return url


def _chosen(events: Collection[str], app: ApiApp) -> list[str]:
    wanted = set(events)
    if not wanted or wanted - set(EventType.values):
        raise WebhookRefused(_("Choose at least one of the events."), field="events")
    chosen = [each for each in EventType.values if each in wanted]
    for scope in needed_scopes(chosen):
        if not app.holds(scope):
            raise WebhookRefused(
                _("{app} lacks the scope {scope}, without which it cannot hear of this.").format(
                    app=app.name, scope=scope
                ),
                field="events",
            )
    return chosen


def _tell(webhook: Webhook, what: str, actor: Actor) -> None:
    """The host alone: the rest of an address may be a secret of the receiver's."""
    said: dict[str, Any] = {"webhook": webhook.name, "host": urlsplit(webhook.url).hostname or ""}
    record(company_id=webhook.company_id, verb=Verb.WEBHOOK_CHANGED, actor=actor, what=what, **said)
    live.touch(webhook.company_id, [TOPIC])
