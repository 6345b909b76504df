"""Who is there, by passkey? Neither an address nor a password is typed, and no second factor is asked for."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from recruit.access.enums import SignInWay
from recruit.access.services import PasskeyNotRight, begin_passkey_sign_in, teammate_by_passkey
from recruit_web import passkeys
from recruit_web.answers import safe_address
from recruit_web.attempts import TRY_LATER, Attempts
from recruit_web.coming_in import come_in


@never_cache
@login_not_required
@require_POST
def options(request: HttpRequest) -> HttpResponse:
    return passkeys.asked(request, *begin_passkey_sign_in())


@never_cache
@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    onward = safe_address(request, request.POST.get("next", ""), reverse("home"))
    attempts = Attempts(request, email="passkey")
    if attempts.are_too_many:
        return passkeys.not_right(str(TRY_LATER))
    try:
        teammate = teammate_by_passkey(
            answer=request.POST.get("answer", ""), challenge=passkeys.challenge_of(request)
        )
    except PasskeyNotRight as refusal:
        attempts.count_failure()
        return passkeys.not_right(refusal.sentence)
    answer = come_in(request, teammate, way=SignInWay.PASSKEY, onward=onward)
    return passkeys.led(answer["Location"])
