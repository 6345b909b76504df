"""What does our callback answer to LinkedIn? It stores and answers; it never works while LinkedIn waits.

    200  stored, or known already; also an event of a type that Recruit does not know (a repeat would not help)
    400  no notification
    401  signature wrong, or missing where the company demands one
    404  nobody's address
    413  larger than 64 KB

Everything but the 404 leaves a row. The GET proves that the address is ours. Applications have an address of their own
below it, where what is not taken is told with a code: 401, 404 for a position that is not there, 410 for one that
cannot be applied for any more.
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from linkedin_client import webhooks
from linkedin_sync.connections.selectors import CallbackTarget, callback_target
from linkedin_sync.inbox.receipts import (
    LONGEST_APPLICATION,
    LONGEST_BODY,
    Push,
    receive_application,
    receive_push,
)
from linkedin_sync.inbox.sentences import answer_to
from recruit.base.tenancy import company_context

_LONGEST_CHALLENGE: Final = 200


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def callback(request: HttpRequest, token: str) -> HttpResponse:
    target = callback_target(token=token)
    if target is None:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    if request.method == "GET":
        return _answer_challenge(request, target)
    push = _push(request, longest=LONGEST_BODY)
    if push is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    with company_context(target.company_id):
        status = receive_push(target=target, push=push)
    return HttpResponse(status=status)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def applications(request: HttpRequest, token: str) -> HttpResponse:
    """Members' applications: one push each, with everything in it, signed."""
    target = callback_target(token=token)
    if target is None:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    if request.method == "GET":
        return _answer_challenge(request, target)
    push = _push(request, longest=LONGEST_APPLICATION)
    if push is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    with company_context(target.company_id):
        status, told = answer_to(receive_application(target=target, push=push))
    return JsonResponse(told, status=status)


def _push(request: HttpRequest, *, longest: int) -> Push | None:
    """At most one byte more than is allowed is read of any body; None if it broke off."""
    try:
        body = request.read(longest + 1)
    except (UnreadablePostError, RawPostDataException):
        return None
    return Push(
        body=body[:longest],
        signature=request.headers.get(webhooks.SIGNATURE_HEADER),
        is_cut=len(body) > longest,
    )


def _answer_challenge(request: HttpRequest, target: CallbackTarget) -> HttpResponse:
    code = request.GET.get("challengeCode", "")
    if not code or len(code) > _LONGEST_CHALLENGE or not target.client_secret:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    return JsonResponse(webhooks.challenge_answer(target.client_secret, code))
