"""At which address does a page hear of changes?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.live import views

urlpatterns = [path("live", views.live, name="live")]
