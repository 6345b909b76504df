"""At which addresses does one come and go?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.sign_in import links, passkeys, views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-in/code", views.second_factor, name="second_factor"),
    path("sign-in/passkey/options", passkeys.options, name="passkey_sign_in_options"),
    path("sign-in/passkey", passkeys.sign_in, name="passkey_sign_in"),
    path("sign-in/forgotten", links.forgotten, name="forgotten_password"),
    path("password/<str:token>", links.new_password, name="new_password"),
    path("invitation/<str:token>", links.invitation, name="invitation"),
    path("sign-out", views.sign_out, name="sign_out"),
]
