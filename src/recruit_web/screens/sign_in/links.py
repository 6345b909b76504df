"""What do the links in our mails open? An invitation, and the choice of a new password."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from recruit.access import selectors, services
from recruit.access.enums import SignInWay
from recruit.base.errors import Refusal
from recruit.company.enums import CompanyRole, Language
from recruit_web.attempts import TRY_LATER, Attempts
from recruit_web.coming_in import come_in
from recruit_web.screens.sign_in.forms import ForgottenForm, InvitationForm, NewPasswordForm


@sensitive_post_parameters("password")
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever is signed in as somebody else signs out by accepting."""
    try:
        invited = selectors.invitation_behind(token=token)
    except selectors.LinkNotUsable as refusal:
        return _gone(request, refusal.sentence)
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            teammate = services.accept_invitation(
                token=token, language=get_language() or Language.ENGLISH, **form.cleaned_data
            )
        except selectors.LinkNotUsable as refusal:
            return _gone(request, refusal.sentence)
        except services.PasswordTooWeak as refusal:
            form.add_error("password", refusal.sentence)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return come_in(request, teammate, way=SignInWay.INVITATION, onward=reverse("home"))
    context = {"form": form, "invited": invited, "role": CompanyRole(invited.company_role).label}
    return render(request, "recruit_web/invitation.html", context, status=_status(form))


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The answer is the same for every address: it does not tell which ones belong to somebody."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        attempts = Attempts(request, email=f"forgotten {form.cleaned_data['email']}")
        if attempts.are_too_many:
            form.add_error(None, TRY_LATER)
            busy = HTTPStatus.TOO_MANY_REQUESTS
            return render(request, "recruit_web/forgotten.html", {"form": form}, status=busy)
        attempts.count_failure()
        services.send_password_link(email=form.cleaned_data["email"])
        return redirect(reverse("forgotten_password", query={"sent": "1"}))
    context = {"form": form, "is_sent": "sent" in request.GET}
    return render(request, "recruit_web/forgotten.html", context, status=_status(form))


@sensitive_post_parameters("password")
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """After it one signs in as usual, the second factor included: a mail alone opens nothing."""
    try:
        teammate = selectors.teammate_behind_password_token(token=token)
    except selectors.LinkNotUsable as refusal:
        return _gone(request, refusal.sentence)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            services.choose_new_password(token=token, password=form.cleaned_data["password"])
        except services.PasswordTooWeak as refusal:
            form.add_error("password", refusal.sentence)
        except selectors.LinkNotUsable as refusal:
            return _gone(request, refusal.sentence)
        else:
            return redirect(reverse("sign_in", query={"changed": "1"}))
    context = {"form": form, "email": teammate.email}
    return render(request, "recruit_web/new_password.html", context, status=_status(form))


def _gone(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "recruit_web/link_gone.html", {"sentence": sentence}, status=HTTPStatus.GONE)


def _status(form: InvitationForm | ForgottenForm | NewPasswordForm) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
