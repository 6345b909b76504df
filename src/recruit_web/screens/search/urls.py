"""At which address is everything found?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.search import views

urlpatterns = [
    path("search", views.search, name="search"),
    path("palette", views.palette, name="palette"),
]
