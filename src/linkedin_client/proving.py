"""Would LinkedIn be content with a callback address? Asked as LinkedIn asks: by a challenge.

From where one stands oneself, which is not LinkedIn's place: a firewall that only the outside meets is not seen.
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum

import httpx2

from linkedin_client.webhooks import challenge_response

#: LinkedIn waits for so many seconds.
CHALLENGE_SECONDS = 3.0
_OK = 200


class CallbackProblem(StrEnum):
    """Why LinkedIn would not take the address."""

    NONE = "none"
    UNREACHABLE = "unreachable"  # nobody answers there
    TOO_SLOW = "too_slow"
    REFUSED = "refused"  # somebody answers, and not with 200
    NOT_OURS = "not_ours"  # an answer without the challenge's proof: another page, or another secret


@dataclass(frozen=True, slots=True)
class CallbackProof:
    """`status` is 0 when nobody answered; `detail` is what happened, for people who run servers."""

    problem: CallbackProblem
    status: int = 0
    detail: str = ""


def prove_callback(
    url: str,
    secret: str,
    *,
    timeout: float = CHALLENGE_SECONDS,
    transport: httpx2.BaseTransport | None = None,
) -> CallbackProof:
    """Send a challenge to the address and look at the answer; redirects are not followed, as LinkedIn follows none."""
    code = secrets.token_urlsafe(12)
    try:
        with httpx2.Client(transport=transport, timeout=timeout, follow_redirects=False) as http:
            response = http.get(url, params={"challengeCode": code})
    except httpx2.TimeoutException:
        return CallbackProof(CallbackProblem.TOO_SLOW, detail=f"no answer within {timeout:.0f} seconds")
    except (httpx2.RequestError, httpx2.InvalidURL) as error:
        return CallbackProof(CallbackProblem.UNREACHABLE, detail=str(error) or type(error).__name__)
    if response.status_code != _OK:
        return CallbackProof(
            CallbackProblem.REFUSED, response.status_code, f"the answer was {response.status_code}"
        )
    if _proof_in(response) != challenge_response(secret, code):
        return CallbackProof(
            CallbackProblem.NOT_OURS, response.status_code, "the answer does not prove the secret"
        )
    return CallbackProof(CallbackProblem.NONE, response.status_code)


def _proof_in(response: httpx2.Response) -> object:
    try:
        told = response.json()
    except ValueError:
        return None
    return told.get("challengeResponse") if isinstance(told, dict) else None
