"""At which addresses does one come and go?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.sign_in import views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
]
