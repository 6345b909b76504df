"""How do I set up a second factor, and take it off? An app that shows codes, and codes on paper."""

from __future__ import annotations

from http import HTTPStatus

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from recruit.access import services
from recruit.company.selectors import actor_of
from recruit_web.answers import go_to
from recruit_web.coming_in import FACTOR_OVERDUE, asks_again
from recruit_web.requests import SignedInRequest
from recruit_web.screens.account.forms import FirstCodeForm
from recruit_web.shell import show


@sensitive_variables("address", "codes")
@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def authenticator(request: SignedInRequest) -> HttpResponse:
    """The picture to scan, then the first code, then the recovery codes, which are shown this once."""
    form = FirstCodeForm(request.POST or None)
    if form.is_valid():
        try:
            codes = services.confirm_authenticator(teammate=request.user, code=form.cleaned_data["code"])
        except services.CodeNotRight as refusal:
            form.add_error("code", refusal.sentence)
        else:
            request.session.pop(FACTOR_OVERDUE, None)
            return show(request, "recruit_web/recovery_codes.html", {"codes": codes, "is_new": True})
    address = services.begin_authenticator(teammate=request.user)
    secret = address.partition("secret=")[2].partition("&")[0]
    context = {"form": form, "picture": _picture(address), "secret": secret}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return show(request, "recruit_web/authenticator.html", context, status=status)


@never_cache
@require_POST
@asks_again
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    codes = services.renew_recovery_codes(teammate=request.user)
    return show(request, "recruit_web/recovery_codes.html", {"codes": codes, "is_new": False})


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def remove_authenticator(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        services.remove_authenticator(teammate=request.user, actor=actor_of(request.user))
        return go_to(request, "/account/security") if request.htmx else redirect("account_security")
    return render(request, "recruit_web/remove_authenticator.html")


def _picture(address: str) -> SafeString:
    """Drawn here and sent in the page: the secret travels to no other service."""
    drawn = segno.make(address, error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308 -- squares of the library; the address is in them as dots, not as text
