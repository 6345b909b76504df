"""Which programs use the API? For those who approve them: asking for one, approving it, its token once, revoking it."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.base.errors import Refusal
from recruit.company import selectors, services
from recruit.company.enums import AppState, Capability
from recruit.company.rules import APP_SCOPES
from recruit.company.selectors import actor_of, require_capability
from recruit_web.answers import go_to
from recruit_web.coming_in import ask_again, is_confirmed
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.settings.forms import ApiAppForm, ApproveAppForm
from recruit_web.shell import show

_TITLES = {each.scope.value: each.title for each in APP_SCOPES}


@require_safe
def api_apps(request: SignedInRequest) -> HttpResponse:
    """Newest first; ``?after=`` answers the next rows alone."""
    _require(request)
    after = request.GET.get("after") or None
    page = selectors.api_apps_page(company_id=request.user.company_id, after=after)
    rows = [(app, [_title(scope) for scope in app.scopes]) for app in page.rows]
    context = {"rows": rows, "next_cursor": page.next_cursor, "states": AppState}
    if after:
        return render(request, "recruit_web/api_app_rows.html", context)
    return show(request, "recruit_web/api_apps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    _require(request)
    form = ApiAppForm(request.POST or None)
    if form.is_valid():
        try:
            services.add_api_app(
                company_id=request.user.company_id, actor=actor_of(request.user), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(str(refusal.evidence.get("field") or "") or None, refusal.sentence)
        else:
            return go_to(request, reverse("api_apps"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(
        request, "recruit_web/api_app_dialog.html", {"form": form}, title=_("Add an API app"), status=status
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: SignedInRequest, app_id: str) -> HttpResponse:
    """The answer to the approval is the only place where the token is ever shown."""
    _require(request)
    company_id = request.user.company_id
    app = selectors.api_app_by_public_id(company_id=company_id, public_id=app_id)
    form = ApproveAppForm(request.POST or None)
    if request.method == "POST" and not is_confirmed(request):
        return ask_again(request)
    if form.is_valid():
        approved, token = services.approve_api_app(
            company_id=company_id,
            public_id=app_id,
            reach=form.cleaned_data["reach"],
            actor=actor_of(request.user),
        )
        return show(request, "recruit_web/api_app_token.html", {"app": approved, "token": token})
    context = {
        "form": form,
        "app": app,
        "scopes": [(scope, _title(scope)) for scope in app.scopes],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return show(request, "recruit_web/api_app_approve.html", context, status=status)


@require_POST
def revoke(request: SignedInRequest, app_id: str) -> HttpResponse:
    services.revoke_api_app(
        company_id=request.user.company_id, public_id=app_id, actor=actor_of(request.user)
    )
    return go_to(request, reverse("api_apps"))


def _title(scope: str) -> str:
    return _(_TITLES[scope]) if scope in _TITLES else scope


def _require(request: SignedInRequest) -> None:
    require_capability(
        company_id=request.user.company_id,
        actor=actor_of(request.user),
        capability=Capability.APPROVE_APPS,
    )
