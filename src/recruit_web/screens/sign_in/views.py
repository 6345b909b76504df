"""Who is there? E-mail and password, then a second factor; the answer never tells which of the first two was wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, TypedDict

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from recruit.access import selectors, services
from recruit.access.enums import SignInWay
from recruit.base import clock
from recruit_web.answers import go_to, safe_address
from recruit_web.attempts import TRY_LATER, Attempts
from recruit_web.coming_in import SESSION_ID, come_in
from recruit_web.passkeys import address_with_passkeys
from recruit_web.screens.sign_in.forms import CodeForm, SignInForm

if TYPE_CHECKING:
    from recruit.company.models import Teammate

#: Who has shown the password and not yet the second factor: teammate id, moment, where to go.
_HALFWAY: Final = "signing_in"
_HALFWAY_SECONDS: Final = 600
_ONLY_PASSKEY: Final = gettext_lazy("Your company asks for more than a password. Sign in with your passkey.")


class DemoSignIn(TypedDict):
    name: str
    role: str
    email: str
    password: str


@sensitive_post_parameters("password")
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    onward = safe_address(request, request.GET.get("next", ""), reverse("home"))
    if request.headers.get("HX-Request"):
        # A fragment was asked for after the session had ended: the whole page must come here, and back again.
        here = safe_address(request, request.headers.get("HX-Current-URL", ""), reverse("home"))
        return go_to(request, reverse("sign_in", query={"next": here}))
    if request.user.is_authenticated:
        return redirect(onward)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        attempts = Attempts(request, email=form.cleaned_data["email"])
        if attempts.are_too_many:
            form.add_error(None, TRY_LATER)
            return _page(request, form, onward, status=HTTPStatus.TOO_MANY_REQUESTS)
        teammate: Any = authenticate(request, **form.cleaned_data)
        if teammate is not None:
            attempts.forget()
            return _after_password(request, form, teammate, onward)
        attempts.count_failure()
        form.add_error(
            None, _("This e-mail and password do not belong together, or the account is deactivated.")
        )
    return _page(request, form, onward)


def _after_password(request: HttpRequest, form: SignInForm, teammate: Teammate, onward: str) -> HttpResponse:
    factors = selectors.factors_of(teammate=teammate)
    if not factors.has_authenticator:
        if factors.passkeys and selectors.must_show_factor(teammate=teammate):
            form.add_error(None, _ONLY_PASSKEY)
            return _page(request, form, onward, status=HTTPStatus.FORBIDDEN)
        return come_in(request, teammate, way=SignInWay.PASSWORD, onward=onward)
    request.session[_HALFWAY] = [teammate.pk, clock.now().timestamp(), onward]
    return redirect("second_factor")


@sensitive_post_parameters("code")
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    teammate_id, at, onward = request.session.get(_HALFWAY, [None, 0, ""])
    is_late = clock.now().timestamp() - at > _HALFWAY_SECONDS
    teammate = None if is_late else selectors.teammate_at_the_door(teammate_id=teammate_id)
    if teammate is None:
        request.session.pop(_HALFWAY, None)
        return redirect("sign_in")
    form = CodeForm(request.POST or None)
    status = None
    if form.is_valid():
        attempts = Attempts(request, email=f"code of {teammate.pk}")
        if attempts.are_too_many:
            form.add_error(None, TRY_LATER)
            status = HTTPStatus.TOO_MANY_REQUESTS
        elif services.check_second_factor(teammate=teammate, code=form.cleaned_data["code"]):
            attempts.forget()
            request.session.pop(_HALFWAY, None)
            return come_in(request, teammate, way=SignInWay.PASSWORD_AND_CODE, onward=onward)
        else:
            attempts.count_failure()
            form.add_error("code", _("This code is not right, or was used already. Wait for the next one."))
    usual = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "recruit_web/second_factor.html", {"form": form}, status=status or usual)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        services.forget_session(teammate=request.user, public_id=request.session.get(SESSION_ID, ""))
    logout(request)
    return redirect("sign_in")


def _page(request: HttpRequest, form: SignInForm, onward: str, *, status: int | None = None) -> HttpResponse:
    demo: list[DemoSignIn] = getattr(settings, "DEMO_SIGN_INS", [])
    context: dict[str, Any] = {
        "form": form,
        "demo": demo,
        "onward": onward,
        "elsewhere": address_with_passkeys(request),
    }
    usual = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "recruit_web/sign_in.html", context, status=status or usual)
