"""How does a second factor come, prove itself and go? An app that counts, and codes for when it is lost."""

from __future__ import annotations

import secrets
from typing import Final

import pyotp
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from recruit.access.events import SecondFactorChanged
from recruit.access.models import Authenticator, RecoveryCode
from recruit.base import clock, events
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.tenancy import company_context
from recruit.company.enums import Capability
from recruit.company.models import Company, Teammate
from recruit.company.selectors import actor_of, require_capability

_PERIOD: Final = 30
#: A clock may be wrong by one period in either direction (RFC 6238, 5.2).
_TOLERANCE: Final = 1
_CODES: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def begin_authenticator(*, teammate: Teammate) -> str:
    """A new secret that counts for nothing yet; answers the address that an app reads (``otpauth://…``)."""
    row, _made = Authenticator.objects.get_or_create(
        teammate=teammate, defaults={"company_id": teammate.company_id, "secret": pyotp.random_base32()}
    )
    if row.confirmed_at is not None:
        raise AuthenticatorIsThere(
            _("You have an authenticator app already. Take it off before you set up another.")
        )
    company = Company.objects.get(pk=teammate.company_id)
    return pyotp.TOTP(row.secret).provisioning_uri(name=teammate.email, issuer_name=f"Recruit {company.name}")


class AuthenticatorIsThere(Refusal):
    code = "authenticator_is_there"


class CodeNotRight(Refusal):
    code = "code_not_right"


@transaction.atomic
def confirm_authenticator(*, teammate: Teammate, code: str) -> list[str]:
    """From the first right code on, the app counts. Answers the recovery codes, which are shown this once."""
    row = Authenticator.objects.select_for_update().filter(teammate=teammate, confirmed_at=None).first()
    if row is None or not _take(row, code):
        raise CodeNotRight(
            _(
                "This is not the code that the app should show now. Wait for the next one; if it fails again, "
                "look whether the clock of your phone is right."
            )
        )
    row.confirmed_at = clock.now()
    row.save(update_fields=["confirmed_at"])
    codes = _new_codes(teammate)
    _tell(teammate, "set up an authenticator app", actor_of(teammate))
    return codes


@transaction.atomic
def renew_recovery_codes(*, teammate: Teammate) -> list[str]:
    """The older ones are worthless from now on."""
    codes = _new_codes(teammate)
    _tell(teammate, "made new recovery codes", actor_of(teammate))
    return codes


@transaction.atomic
def remove_authenticator(*, teammate: Teammate, actor: Actor) -> None:
    """One's own, or, for somebody who lost phone and codes, anybody's by those who manage teammates."""
    if actor.teammate_id != teammate.pk:
        require_capability(
            company_id=teammate.company_id, actor=actor, capability=Capability.MANAGE_TEAMMATES
        )
    gone, _ = Authenticator.objects.filter(company_id=teammate.company_id, teammate=teammate).delete()
    RecoveryCode.objects.filter(company_id=teammate.company_id, teammate=teammate).delete()
    if gone:
        _tell(teammate, "took the authenticator app off", actor)


def check_second_factor(*, teammate: Teammate, code: str) -> bool:
    """Is this the app's present code or an unused recovery code? Each is taken once, also by two at the same time."""
    cleaned = code.replace(" ", "").replace("-", "").lower()
    with company_context(teammate.company_id), transaction.atomic():
        row = (
            Authenticator.objects.select_for_update()
            .filter(teammate=teammate, confirmed_at__isnull=False)
            .first()
        )
        if row is None:
            return False
        if _take(row, cleaned):
            return True
        unused = RecoveryCode.objects.filter(teammate=teammate, digest=_digest(cleaned), used_at=None)
        return bool(unused.update(used_at=clock.now()))


def _take(row: Authenticator, code: str) -> bool:
    """Right, and of a later period than the last one taken: who watches a code being typed cannot use it as well."""
    counter = pyotp.TOTP(row.secret)
    now = int(clock.now().timestamp()) // _PERIOD
    for period in range(now - _TOLERANCE, now + _TOLERANCE + 1):
        if period > row.last_period and secrets.compare_digest(
            counter.generate_otp(period).encode(), code.strip().encode()
        ):
            row.last_period = period
            row.save(update_fields=["last_period"])
            return True
    return False


def _new_codes(teammate: Teammate) -> list[str]:
    RecoveryCode.objects.filter(company_id=teammate.company_id, teammate=teammate).delete()
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(company_id=teammate.company_id, teammate=teammate, digest=_digest(code))
        for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _digest(code: str) -> str:
    """Keyed with the installation's key: who reads the table cannot try codes at home."""
    return salted_hmac("recruit.access.recovery", code, algorithm="sha256").hexdigest()


def _tell(teammate: Teammate, what: str, actor: Actor) -> None:
    events.publish(SecondFactorChanged(teammate.company_id, teammate.pk, what, actor))
