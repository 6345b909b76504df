"""Who am I here, and where am I signed in? One's own name, password, preferences and sessions."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.access import selectors, services
from recruit.access.rules import device_said
from recruit.base.errors import Refusal
from recruit.company import services as companies
from recruit_web.answers import done, safe_address
from recruit_web.appearance import Appearance, appearance_of, keep_appearance
from recruit_web.attempts import TRY_LATER, Attempts
from recruit_web.coming_in import FACTOR_OVERDUE, SESSION_ID, asks_again, confirm, keep_session
from recruit_web.passkeys import address_with_passkeys
from recruit_web.requests import SignedInRequest
from recruit_web.screens.account.forms import AccountForm, AppearanceForm, ConfirmForm, PasswordForm
from recruit_web.shell import show


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    now = {name: getattr(request.user, name) for name in AccountForm.base_fields}
    form = AccountForm(request.POST or None, initial=now)
    if form.is_valid():
        try:
            companies.change_own_account(teammate=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(reverse("account", query={"saved": "1"}))
    looks = AppearanceForm(initial={"appearance": appearance_of(request)})
    context = {"form": form, "looks": looks, "saved": "saved" in request.GET, "me": request.user}
    return show(request, "recruit_web/account.html", context, status=_status(form))


@require_POST
def appearance(request: SignedInRequest) -> HttpResponse:
    """Of this browser; a choice that is none is answered by the page that shows what it is."""
    form = AppearanceForm(request.POST)
    if not form.is_valid():
        return redirect("account")
    response = redirect(reverse("account", query={"saved": "1"}))
    keep_appearance(response, request, Appearance(form.cleaned_data["appearance"]))
    return response


@require_safe
def security(request: SignedInRequest) -> HttpResponse:
    factors = selectors.factors_of(teammate=request.user)
    due = selectors.factor_due(teammate=request.user)
    if not due.is_overdue:
        request.session.pop(FACTOR_OVERDUE, None)
    later = safe_address(request, request.GET.get("later", ""), "") if due.is_due else ""
    context = {
        "later": later,
        "factors": factors,
        "due": due,
        "changed": "changed" in request.GET,
        "elsewhere": address_with_passkeys(request),
    }
    return show(request, "recruit_web/account_security.html", context)


@sensitive_post_parameters("present", "new")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: SignedInRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        attempts = Attempts(request, email=f"password of {request.user.pk}")
        if attempts.are_too_many:
            form.add_error(None, TRY_LATER)
            return show(
                request,
                "recruit_web/account_password.html",
                {"form": form},
                status=HTTPStatus.TOO_MANY_REQUESTS,
            )
        try:
            teammate = services.change_own_password(
                teammate=request.user, session_key=request.session.session_key, **form.cleaned_data
            )
        except services.PasswordNotRight as refusal:
            attempts.count_failure()
            form.add_error("present", refusal.sentence)
        except services.PasswordTooWeak as refusal:
            form.add_error("new", refusal.sentence)
        else:
            keep_session(request, teammate)
            confirm(request)
            return redirect(reverse("account_security", query={"changed": "1"}))
    return show(request, "recruit_web/account_password.html", {"form": form}, status=_status(form))


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_password(request: SignedInRequest) -> HttpResponse:
    """Before a sensitive act, when one signed in a while ago."""
    onward = safe_address(request, request.GET.get("next", ""), reverse("account_security"))
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        attempts = Attempts(request, email=f"password of {request.user.pk}")
        if attempts.are_too_many:
            form.add_error(None, TRY_LATER)
        elif request.user.check_password(form.cleaned_data["password"]):
            attempts.forget()
            confirm(request)
            return redirect(onward)
        else:
            attempts.count_failure()
            form.add_error("password", _("This is not your password. Type it as you do when you sign in."))
    return show(request, "recruit_web/confirm_password.html", {"form": form}, status=_status(form))


@require_safe
def sessions(request: SignedInRequest) -> HttpResponse:
    context = {
        "sessions": selectors.sessions_of(teammate=request.user),
        "present": request.session.get(SESSION_ID, ""),
    }
    if request.htmx:
        return render(request, "recruit_web/session_rows.html", context)
    return show(request, "recruit_web/account_sessions.html", context)


@require_POST
def end_session(request: SignedInRequest, session_id: str) -> HttpResponse:
    ended = services.end_session(teammate=request.user, public_id=session_id)
    return done(
        request, _("{device} is signed out.").format(device=device_said(ended.device)), topics=["sessions"]
    )


@require_POST
@asks_again
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    number = services.end_sessions_of(teammate=request.user, but_key=request.session.session_key)
    words = (
        _("No other session was open.")
        if not number
        else _("Signed out elsewhere: {number}.").format(number=number)
    )
    return done(request, words, topics=["sessions"])


def _status(form: AccountForm | PasswordForm | ConfirmForm) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
