"""How does a program get into the API? Somebody asks for it, somebody approves it, and its token is shown once."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.company import selectors
from recruit.company.enums import AppReach, AppScope, AppState, Capability
from recruit.company.events import ApiAppChanged
from recruit.company.models import ApiApp
from recruit.company.rules import TOKEN_BEGINS, TOKEN_START, missing_scopes, token_digest

_USE_NOTED_EVERY: Final = timedelta(minutes=1)
_LONGEST_NAME: Final = 100


class ApiAppRefused(Refusal):
    """Evidence: ``field``, what of the form is meant."""

    code = "api_app_refused"


@transaction.atomic
def add_api_app(*, company_id: int, name: str, purpose: str, scopes: Collection[str], actor: Actor) -> ApiApp:
    """It can do nothing until it is approved. Refuses ``ApiAppRefused`` and ``CompanyRoleTooSmall``."""
    _require(company_id, actor)
    name, wanted = " ".join(name.split()), set(scopes)
    if not name or len(name) > _LONGEST_NAME:
        raise ApiAppRefused(
            _("Give the app a name of at most {number} characters.").format(number=_LONGEST_NAME),
            field="name",
        )
    if not wanted or wanted - set(AppScope):
        raise ApiAppRefused(_("Choose at least one of the things that the app may do."), field="scopes")
    for meaning in missing_scopes(wanted):
        raise ApiAppRefused(
            _("An app that may {what} also needs {scope}.").format(
                what=_(meaning.title), scope=meaning.needs
            ),
            field="scopes",
        )
    app = ApiApp.objects.create(
        company_id=company_id,
        name=name,
        purpose=purpose.strip(),
        scopes=sorted(wanted),
        asked_by_name=actor.name,
    )
    _tell(app, "asked for", actor)
    return app


class ApiAppNotWaiting(Refusal):
    code = "api_app_not_waiting"


@transaction.atomic
def approve_api_app(*, company_id: int, public_id: str, reach: str, actor: Actor) -> tuple[ApiApp, str]:
    """The app with all that it asks for, and its token: whoever gets it from here must keep it, nobody else has it."""
    _require(company_id, actor)
    app = _locked(company_id, public_id)
    if app.state != AppState.WAITING:
        raise ApiAppNotWaiting(_already(app))
    token = TOKEN_BEGINS + secrets.token_hex(30)
    app.state, app.reach = AppState.APPROVED, AppReach(reach)
    app.token_start, app.token_digest = token[:TOKEN_START], token_digest(token)
    app.approved_by_name, app.approved_at = actor.name, clock.now()
    app.save()
    _tell(app, "approved", actor)
    return app, token


@transaction.atomic
def revoke_api_app(*, company_id: int, public_id: str, actor: Actor) -> ApiApp:
    """Its token is worth nothing from now on. Idempotent."""
    _require(company_id, actor)
    app = _locked(company_id, public_id)
    if app.state == AppState.REVOKED:
        return app
    app.state, app.revoked_at = AppState.REVOKED, clock.now()
    app.token_start = app.token_digest = ""
    app.save()
    _tell(app, "revoked", actor)
    return app


def _already(app: ApiApp) -> str:
    sentence = {
        AppState.APPROVED: _("{name} is approved already."),
        AppState.REVOKED: _("{name} is revoked already."),
    }[AppState(app.state)]
    return sentence.format(name=app.name)


def note_api_app_used(*, app: ApiApp) -> None:
    """Once a minute at most, so that a busy app costs no write a call."""
    now = clock.now()
    if app.last_used_at is None or now - app.last_used_at >= _USE_NOTED_EVERY:
        ApiApp.objects.filter(company_id=app.company_id, pk=app.pk).update(last_used_at=now)


def _require(company_id: int, actor: Actor) -> None:
    selectors.require_capability(company_id=company_id, actor=actor, capability=Capability.APPROVE_APPS)


def _locked(company_id: int, public_id: str) -> ApiApp:
    found = ApiApp.objects.select_for_update(no_key=True).filter(company_id=company_id, public_id=public_id)
    app = found.first()
    if app is None:
        raise NotFound(_("There is no such API app in your company."))
    return app


def _tell(app: ApiApp, what: str, actor: Actor) -> None:
    events.publish(ApiAppChanged(app.company_id, app.name, what, actor))
    live.touch(app.company_id, ["settings"])
