"""How does a password change, and what happens when it is forgotten?"""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from recruit.access import selectors
from recruit.access.events import PasswordChanged
from recruit.access.services.mails import MAIL_PASSWORD_LINK
from recruit.access.services.sessions import end_sessions_of
from recruit.base import events, queue
from recruit.base.errors import Refusal
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.company.selectors import actor_of
from recruit.company.services import set_password


class PasswordTooWeak(Refusal):
    code = "password_too_weak"


def require_good_password(*, password: str, about: Teammate) -> None:
    """Refuses ``PasswordTooWeak`` with what Django's validators say."""
    try:
        validate_password(password, about)
    except ValidationError as error:
        raise PasswordTooWeak(" ".join(error.messages)) from error


class PasswordNotRight(Refusal):
    code = "password_not_right"


@transaction.atomic
def change_own_password(
    *, teammate: Teammate, present: str, new: str, session_key: str | None = None
) -> Teammate:
    """All other sessions end. Refuses ``PasswordNotRight`` and ``PasswordTooWeak``."""
    if not teammate.check_password(present):
        raise PasswordNotRight(_("This is not your present password. Type it as you do when you sign in."))
    return _set(teammate, new, kept_session=session_key)


def send_password_link(*, email: str) -> None:
    """To every active teammate with this address; nothing to others. The caller answers the same in both cases."""
    for teammate in selectors.teammates_with_email(email=email):
        with company_context(teammate.company_id):
            queue.defer(MAIL_PASSWORD_LINK, company_id=teammate.company_id, teammate_id=teammate.pk)


def choose_new_password(*, token: str, password: str) -> Teammate:
    """By the link from the mail; every session ends. Refuses ``LinkNotUsable`` and ``PasswordTooWeak``."""
    teammate = selectors.teammate_behind_password_token(token=token)
    with company_context(teammate.company_id), transaction.atomic():
        return _set(teammate, password, kept_session=None)


def _set(teammate: Teammate, password: str, *, kept_session: str | None) -> Teammate:
    require_good_password(password=password, about=teammate)
    actor = actor_of(teammate)
    set_password(teammate=teammate, password=password, actor=actor)
    end_sessions_of(teammate=teammate, but_key=kept_session)
    events.publish(PasswordChanged(teammate.company_id, teammate.pk, actor))
    teammate.refresh_from_db(fields=["password"])
    return teammate
