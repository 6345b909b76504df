"""What do owners and admins see of webhooks? The list, one of them with all that was sent, and how it is set up."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.base import clock
from recruit.base.errors import Refusal
from recruit.company.enums import AppState, Capability
from recruit.company.selectors import actor_of, api_app_by_public_id, api_apps_page, require_capability
from recruit_web.answers import done, go_to
from recruit_web.coming_in import ask_again, is_confirmed
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show
from recruit_webhooks import selectors, services
from recruit_webhooks.enums import TEST, DeliveryState, EventType
from recruit_webhooks.forms import NewWebhookForm, SinceForm, WebhookForm
from recruit_webhooks.models import Webhook

_SHOWN = 25
_APPS_OFFERED = 200
_FILTERS = (("", _("All")), *((each.value, each.label) for each in DeliveryState))
_TITLES = {**dict(EventType.choices), TEST: _("A test")}


@require_safe
def webhooks(request: SignedInRequest) -> HttpResponse:
    _require(request)
    context = {
        "webhooks": selectors.webhooks_of(company_id=request.user.company_id),
        "has_apps": bool(_apps(request)),
    }
    template = "recruit_webhooks/rows.html" if request.htmx else ""
    return (
        render(request, template, context)
        if template
        else show(request, "recruit_webhooks/webhooks.html", context)
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """The answer is the only place where the secret is ever shown."""
    _require(request)
    if not is_confirmed(request):
        return ask_again(request)
    form = NewWebhookForm(request.POST or None, apps=_apps(request))
    if form.is_valid():
        company_id, given = request.user.company_id, dict(form.cleaned_data)
        app = api_app_by_public_id(company_id=company_id, public_id=given.pop("app"))
        try:
            made, secret = services.add_webhook(
                company_id=company_id, app=app, actor=actor_of(request.user), **given
            )
        except services.WebhookRefused as refusal:
            _refuse(form, refusal)
        else:
            return _secret_shown(request, made, secret)
    return _form_shown(request, "recruit_webhooks/add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, webhook_id: str) -> HttpResponse:
    """With the password, as adding one: another address would get all that happens from then on."""
    found = _found(request, webhook_id)
    if not is_confirmed(request):
        return ask_again(request)
    initial = {"name": found.name, "url": found.url, "events": found.event_types, "form": found.form}
    form = WebhookForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.change_webhook(webhook=found, actor=actor_of(request.user), **form.cleaned_data)
        except services.WebhookRefused as refusal:
            _refuse(form, refusal)
        else:
            return go_to(request, reverse("webhook", args=[webhook_id]))
    return _form_shown(request, "recruit_webhooks/change.html", {"form": form, "webhook": found})


@require_safe
def webhook(request: SignedInRequest, webhook_id: str) -> HttpResponse:
    """What it is, and what was sent; ``?state=`` narrows, ``?after=`` goes on."""
    found = _found(request, webhook_id)
    state, after = request.GET.get("state", ""), request.GET.get("after") or None
    if state not in DeliveryState.values:
        state = ""
    page = selectors.deliveries_page(webhook=found, state=state, after=after, limit=_SHOWN)
    context = {
        "webhook": found,
        "titles": [(each, _TITLES.get(each, each)) for each in found.event_types],
        "page": page,
        "state": state,
        "after": after,
        "filters": _FILTERS,
        "since": SinceForm(),
        "still_signs": found.former_until is not None and found.former_until > clock.now(),
    }
    if request.htmx:
        return render(request, "recruit_webhooks/state.html", context)
    return show(request, "recruit_webhooks/webhook.html", context)


@require_safe
def delivery(request: SignedInRequest, webhook_id: str, delivery_id: str) -> HttpResponse:
    """Every attempt with its answer."""
    found = _found(request, webhook_id)
    one = selectors.delivery_of(webhook=found, public_id=delivery_id)
    context = {"webhook": found, "delivery": one, "attempts": selectors.attempts_of(delivery=one),
               "title": _TITLES.get(one.type, one.type)}  # fmt: skip
    if request.htmx:
        return render(request, "recruit_webhooks/delivery_state.html", context)
    return show(request, "recruit_webhooks/delivery.html", context)


@require_POST
def test(request: SignedInRequest, webhook_id: str) -> HttpResponse:
    services.send_test(webhook=_found(request, webhook_id), actor=actor_of(request.user))
    return done(request, gettext("A test event is on its way."), topics=[services.TOPIC])


@never_cache
@require_POST
def rotate(request: SignedInRequest, webhook_id: str) -> HttpResponse:
    found = _found(request, webhook_id)
    if not is_confirmed(request):
        return ask_again(request)
    rotated, secret = services.rotate_secret(webhook=found, actor=actor_of(request.user))
    return _secret_shown(request, rotated, secret)


@require_POST
def switch(request: SignedInRequest, webhook_id: str) -> HttpResponse:
    is_on = request.POST.get("wanted") == "on"
    changed = services.switch_webhook(
        webhook=_found(request, webhook_id), is_on=is_on, actor=actor_of(request.user)
    )
    said = gettext("{name} is switched on.") if changed.is_on else gettext("{name} is switched off.")
    return done(request, said.format(name=changed.name), topics=[services.TOPIC])


@require_POST
def remove(request: SignedInRequest, webhook_id: str) -> HttpResponse:
    services.remove_webhook(webhook=_found(request, webhook_id), actor=actor_of(request.user))
    return go_to(request, reverse("webhooks"))


@require_POST
def replay(request: SignedInRequest, webhook_id: str, delivery_id: str) -> HttpResponse:
    found = _found(request, webhook_id)
    one = selectors.delivery_of(webhook=found, public_id=delivery_id)
    services.replay(webhook=found, delivery=one, actor=actor_of(request.user))
    return done(request, gettext("It is on its way once more."), topics=[services.TOPIC])


@require_POST
def replay_failed(request: SignedInRequest, webhook_id: str) -> HttpResponse:
    found, form = _found(request, webhook_id), SinceForm(request.POST)
    hours = int(form.cleaned_data["hours"]) if form.is_valid() else 24
    count = services.replay_failed(
        webhook=found, since=clock.now() - timedelta(hours=hours), actor=actor_of(request.user)
    )
    said = (
        ngettext("Sending {n} event once more.", "Sending {n} events once more.", count).format(n=count)
        if count
        else gettext("Nothing has failed in that time.")
    )
    return done(request, said, topics=[services.TOPIC])


def _require(request: SignedInRequest) -> None:
    require_capability(
        company_id=request.user.company_id,
        actor=actor_of(request.user),
        capability=Capability.CONFIGURE_INTEGRATIONS,
    )


def _found(request: SignedInRequest, webhook_id: str) -> Webhook:
    _require(request)
    return selectors.webhook_by_public_id(company_id=request.user.company_id, public_id=webhook_id)


def _apps(request: SignedInRequest) -> list[tuple[str, str]]:
    """The approved ones."""
    page = api_apps_page(company_id=request.user.company_id, limit=_APPS_OFFERED)
    return [(app.public_id, app.name) for app in page.rows if app.state == AppState.APPROVED]


def _refuse(form: WebhookForm, refusal: Refusal) -> None:
    field = str(refusal.evidence.get("field") or "")
    form.add_error(field if field in form.fields else None, refusal.sentence)


def _form_shown(request: SignedInRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if context["form"].errors else HTTPStatus.OK
    return show(request, template, context, status=status)


def _secret_shown(request: SignedInRequest, found: Webhook, secret: str) -> HttpResponse:
    return show(request, "recruit_webhooks/secret.html", {"webhook": found, "secret": secret})
