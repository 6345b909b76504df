"""Is the profile that an Apply button gave really the member's? Only if it is signed with our own secret.

It comes through the applicant's browser, where anything can be written. How LinkedIn signs it is not public; what is
checked here is the form that the sandbox signs in: an HMAC over the profile, the form's number and the job's code. What
does not fit is not refused: it is a claim like any other.
https://learn.microsoft.com/en-us/linkedin/talent/apply-with-linkedin/apply-with-linkedin
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from linkedin_sync.enums import ConnectionState
from linkedin_sync.models import Connection
from recruit.base import clock

_OFFERED_IN: Final = (ConnectionState.ENABLED, ConnectionState.DEGRADED)
_MEMBER: Final = re.compile(r"urn:li:person:[\w-]{1,150}")


@dataclass(frozen=True)
class ApplyButton:
    """What the button's script and placeholder need."""

    api_key: str
    organization_urn: str


def button_of(*, company_id: int) -> ApplyButton | None:
    """None as long as LinkedIn is not connected, or without a company to apply to."""
    connection = Connection.objects.filter(company_id=company_id, state__in=_OFFERED_IN).first()
    if connection is None or not (connection.client_id and connection.organization_urn):
        return None
    return ApplyButton(connection.client_id, connection.organization_urn)


@dataclass(frozen=True)
class VouchedMember:
    urn: str
    profile_url: str


def vouched_member(
    *, company_id: int, profile: Mapping[str, Any], signature: str, nonce: str, job_code: str
) -> VouchedMember | None:
    """Who it is for certain; None if the signature does not fit this form of ours, or names no member."""
    connection = Connection.objects.filter(company_id=company_id).first()
    about = profile.get("x-emulator")
    if connection is None or not nonce or not isinstance(about, dict):
        return None
    urn, url = about.get("memberId"), about.get("publicProfileUrl")
    if not isinstance(urn, str) or not _MEMBER.fullmatch(urn):
        return None
    text = f"{_canonical_json(profile)}.{nonce}.{job_code}".encode()
    if not any(_is_signed(text, signature, secret) for secret in _secrets(connection)):
        return None
    return VouchedMember(urn, url[:500] if isinstance(url, str) else "")


def _secrets(connection: Connection) -> list[str]:
    until = connection.previous_secret_until
    is_known = bool(connection.previous_secret) and until is not None and clock.now() < until
    found = [connection.client_secret, *([connection.previous_secret] if is_known else [])]
    return [secret for secret in found if secret]


def _is_signed(text: bytes, signature: str, secret: str) -> bool:
    wanted = hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted.encode(), signature.encode("utf-8", "replace"))


def _canonical_json(profile: Mapping[str, Any]) -> str:
    """Keys sorted at every depth, no blanks, no escapes but those that JSON demands (the sandbox's own page)."""
    text = json.dumps(profile, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()
