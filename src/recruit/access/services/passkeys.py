"""How is a passkey made, used and removed? It proves device and person at once, and takes the place of a password.

The browser signs our challenge with a key that never leaves it, and names the site that it signs for: a page that
pretends to be ours gets a signature that is worth nothing here (W3C Web Authentication, level 3).
"""

from __future__ import annotations

import base64
import json
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from recruit.access.events import SecondFactorChanged
from recruit.access.models import Passkey
from recruit.access.selectors import teammate_at_the_door
from recruit.base import clock, events
from recruit.base.errors import NotFound, Refusal
from recruit.base.tenancy import company_context
from recruit.company.models import Company, Teammate
from recruit.company.selectors import actor_of

_MOST = 20


class PasskeyNotRight(Refusal):
    """The browser's answer does not belong to our question, or to nobody's passkey."""

    code = "passkey_not_right"


def begin_passkey(*, teammate: Teammate) -> tuple[str, str]:
    """What the browser is asked for a new passkey, as JSON, and the challenge that its answer must sign."""
    import webauthn  # noqa: PLC0415 -- loading it takes a third of a second, and few requests need it
    from webauthn.helpers import structs  # noqa: PLC0415 -- see the line above

    company = Company.objects.get(pk=teammate.company_id)
    known = Passkey.objects.filter(company_id=teammate.company_id, teammate=teammate)
    options = webauthn.generate_registration_options(
        rp_id=settings.PASSKEY_HOST,
        rp_name=f"Recruit {company.name}",
        user_id=teammate.public_id.encode(),
        user_name=teammate.email,
        user_display_name=teammate.full_name,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=_bytes(row.credential_id)) for row in known
        ],
    )
    return webauthn.options_to_json(options), _text(options.challenge)


@transaction.atomic
def add_passkey(*, teammate: Teammate, name: str, answer: str, challenge: str) -> Passkey:
    """Refuses ``PasskeyNotRight``."""
    import webauthn  # noqa: PLC0415 -- see ``begin_passkey``
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415 -- see ``begin_passkey``

    if Passkey.objects.filter(company_id=teammate.company_id, teammate=teammate).count() >= _MOST:
        raise PasskeyNotRight(_("You have many passkeys already. Remove one that you no longer use."))
    try:
        verified = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=_bytes(challenge),
            expected_rp_id=settings.PASSKEY_HOST,
            expected_origin=settings.PASSKEY_ORIGINS,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as reason:
        raise PasskeyNotRight(_("The browser's answer could not be verified. Please try again.")) from reason
    row = Passkey.objects.create(
        company_id=teammate.company_id,
        teammate=teammate,
        name=name.strip() or "Passkey",
        credential_id=_text(verified.credential_id),
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
    )
    _tell(teammate, f"added the passkey “{row.name}”")
    return row


def begin_passkey_sign_in() -> tuple[str, str]:
    """What the browser is asked to sign in; nobody is named, the passkey itself says whose it is."""
    import webauthn  # noqa: PLC0415 -- see ``begin_passkey``
    from webauthn.helpers import structs  # noqa: PLC0415 -- see ``begin_passkey``

    options = webauthn.generate_authentication_options(
        rp_id=settings.PASSKEY_HOST, user_verification=structs.UserVerificationRequirement.REQUIRED
    )
    return webauthn.options_to_json(options), _text(options.challenge)


def teammate_by_passkey(*, answer: str, challenge: str) -> Teammate:
    """Who signs in with this answer. Refuses ``PasskeyNotRight`` in the same words whatever is wrong with it."""
    wrong = PasskeyNotRight(
        _(
            "This passkey belongs to no account here, or the account is deactivated. Sign in with your password."
        )
    )
    found = _read(answer)
    teammate = teammate_at_the_door(public_id=_whose(found))
    if teammate is None:
        raise wrong
    with company_context(teammate.company_id), transaction.atomic():
        rows = Passkey.objects.select_for_update().filter(teammate=teammate)
        row = rows.filter(credential_id=str(found.get("id", ""))).first()
        if row is None or not _is_signed(row, answer, challenge):
            raise wrong
    return teammate


def _is_signed(row: Passkey, answer: str, challenge: str) -> bool:
    import webauthn  # noqa: PLC0415 -- see ``begin_passkey``
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415 -- see ``begin_passkey``

    try:
        verified = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=_bytes(challenge),
            expected_rp_id=settings.PASSKEY_HOST,
            expected_origin=settings.PASSKEY_ORIGINS,
            credential_public_key=bytes(row.public_key),
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError):
        return False
    row.sign_count, row.last_used_at = verified.new_sign_count, clock.now()
    row.save(update_fields=["sign_count", "last_used_at"])
    return True


@transaction.atomic
def rename_passkey(*, teammate: Teammate, public_id: str, name: str) -> Passkey:
    """Refuses with ``NotFound``."""
    row = _own(teammate, public_id)
    row.name = name.strip()[:100] or row.name
    row.save(update_fields=["name"])
    return row


@transaction.atomic
def remove_passkey(*, teammate: Teammate, public_id: str) -> Passkey:
    """Refuses with ``NotFound``."""
    row = _own(teammate, public_id)
    row.delete()
    _tell(teammate, f"removed the passkey “{row.name}”")
    return row


def _own(teammate: Teammate, public_id: str) -> Passkey:
    row = Passkey.objects.filter(
        company_id=teammate.company_id, teammate=teammate, public_id=public_id
    ).first()
    if row is None:
        raise NotFound(_("There is no such passkey any more."))
    return row


def _tell(teammate: Teammate, what: str) -> None:
    events.publish(SecondFactorChanged(teammate.company_id, teammate.pk, what, actor_of(teammate)))


def _read(answer: str) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _whose(found: dict[str, Any]) -> str:
    """The public id that we gave the passkey when it was made; the browser hands it back with each signature."""
    response = found.get("response")
    handle = response.get("userHandle") if isinstance(response, dict) else None
    try:
        return _bytes(handle).decode("ascii") if isinstance(handle, str) else ""
    except ValueError:
        return ""


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
