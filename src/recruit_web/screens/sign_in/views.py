"""Who is there? E-mail and password; the answer never tells which of the two was wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, TypedDict

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from recruit_web.answers import go_to, safe_address
from recruit_web.screens.sign_in.attempts import TRY_LATER, Attempts
from recruit_web.screens.sign_in.forms import SignInForm


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
            return _page(request, form, status=HTTPStatus.TOO_MANY_REQUESTS)
        teammate = authenticate(request, **form.cleaned_data)
        if teammate is not None:
            attempts.forget()
            login(request, teammate)
            return redirect(onward)
        attempts.count_failure()
        form.add_error(
            None, "This e-mail and password do not belong together, or the account is deactivated."
        )
    return _page(request, form)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("sign_in")


def _page(request: HttpRequest, form: SignInForm, *, status: int | None = None) -> HttpResponse:
    demo: list[DemoSignIn] = getattr(settings, "DEMO_SIGN_INS", [])
    context: dict[str, Any] = {"form": form, "demo": demo}
    usual = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "recruit_web/sign_in.html", context, status=status or usual)
