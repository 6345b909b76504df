"""At which address are the keys explained?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.shortcuts import views

urlpatterns = [path("shortcuts", views.shortcuts, name="shortcuts")]
