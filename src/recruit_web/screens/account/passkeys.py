"""How do I add a passkey, name it, and remove it?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from recruit.access import services
from recruit_web import passkeys
from recruit_web.coming_in import FACTOR_OVERDUE, asks_again, is_confirmed
from recruit_web.requests import SignedInRequest


@never_cache
@require_POST
def options(request: SignedInRequest) -> HttpResponse:
    if not is_confirmed(request):
        return passkeys.led(reverse("confirm_password", query={"next": reverse("account_security")}))
    return passkeys.asked(request, *services.begin_passkey(teammate=request.user))


@never_cache
@require_POST
def add(request: SignedInRequest) -> HttpResponse:
    if not is_confirmed(request):
        return passkeys.led(reverse("confirm_password", query={"next": reverse("account_security")}))
    try:
        services.add_passkey(
            teammate=request.user,
            name=request.POST.get("name", "")[:100],
            answer=request.POST.get("answer", ""),
            challenge=passkeys.challenge_of(request),
        )
    except services.PasskeyNotRight as refusal:
        return passkeys.not_right(refusal.sentence)
    request.session.pop(FACTOR_OVERDUE, None)
    return passkeys.led(reverse("account_security"))


@require_POST
def rename(request: SignedInRequest, passkey_id: str) -> HttpResponse:
    services.rename_passkey(teammate=request.user, public_id=passkey_id, name=request.POST.get("name", ""))
    return redirect("account_security")


@require_POST
@asks_again
def remove(request: SignedInRequest, passkey_id: str) -> HttpResponse:
    services.remove_passkey(teammate=request.user, public_id=passkey_id)
    return redirect("account_security")
