"""At which addresses is one's own account?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.account import factors, passkeys, views

urlpatterns = [
    path("account", views.account, name="account"),
    path("account/appearance", views.appearance, name="account_appearance"),
    path("account/security", views.security, name="account_security"),
    path("account/password", views.password, name="account_password"),
    path("account/confirm", views.confirm_password, name="confirm_password"),
    path("account/authenticator", factors.authenticator, name="authenticator"),
    path("account/authenticator/remove", factors.remove_authenticator, name="remove_authenticator"),
    path("account/recovery-codes", factors.recovery_codes, name="recovery_codes"),
    path("account/passkeys/options", passkeys.options, name="passkey_options"),
    path("account/passkeys", passkeys.add, name="add_passkey"),
    path("account/passkeys/<str:passkey_id>/rename", passkeys.rename, name="rename_passkey"),
    path("account/passkeys/<str:passkey_id>/remove", passkeys.remove, name="remove_passkey"),
    path("account/sessions", views.sessions, name="account_sessions"),
    path("account/sessions/end-others", views.end_other_sessions, name="end_other_sessions"),
    path("account/sessions/<str:session_id>/end", views.end_session, name="end_session"),
]
