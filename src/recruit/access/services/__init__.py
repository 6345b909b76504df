"""How does a teammate come in? One file per family of verbs."""

from __future__ import annotations

from recruit.access.services.authenticators import (
    AuthenticatorIsThere,
    CodeNotRight,
    begin_authenticator,
    check_second_factor,
    confirm_authenticator,
    remove_authenticator,
    renew_recovery_codes,
)
from recruit.access.services.invitations import (
    AlreadyTeammate,
    InvitationIsOver,
    InvitationNotYours,
    accept_invitation,
    invite_teammate,
    resend_invitation,
    revoke_invitation,
)
from recruit.access.services.passkeys import (
    PasskeyNotRight,
    add_passkey,
    begin_passkey,
    begin_passkey_sign_in,
    remove_passkey,
    rename_passkey,
    teammate_by_passkey,
)
from recruit.access.services.passwords import (
    PasswordNotRight,
    PasswordTooWeak,
    change_own_password,
    choose_new_password,
    send_password_link,
)
from recruit.access.services.sessions import (
    SEEN_EVERY,
    begin_session,
    end_session,
    end_sessions_of,
    forget_session,
    see_session,
)

__all__ = [
    "SEEN_EVERY",
    "AlreadyTeammate",
    "AuthenticatorIsThere",
    "CodeNotRight",
    "InvitationIsOver",
    "InvitationNotYours",
    "PasskeyNotRight",
    "PasswordNotRight",
    "PasswordTooWeak",
    "accept_invitation",
    "add_passkey",
    "begin_authenticator",
    "begin_passkey",
    "begin_passkey_sign_in",
    "begin_session",
    "change_own_password",
    "check_second_factor",
    "choose_new_password",
    "confirm_authenticator",
    "end_session",
    "end_sessions_of",
    "forget_session",
    "invite_teammate",
    "remove_authenticator",
    "remove_passkey",
    "rename_passkey",
    "renew_recovery_codes",
    "resend_invitation",
    "revoke_invitation",
    "see_session",
    "send_password_link",
    "teammate_by_passkey",
]
