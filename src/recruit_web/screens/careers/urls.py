"""At which addresses is the careers site, and where is it set up?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.careers import applying, settings, views

urlpatterns = [
    path("careers/<slug:slug>/", views.positions, name="careers"),
    path("careers/<slug:slug>/remember", views.remember, name="careers_remember"),
    path("careers/<slug:slug>/thanks", applying.thanks, name="careers_thanks"),
    path("careers/<slug:slug>/positions/<str:position_id>", applying.position, name="careers_position"),
    path("settings/careers", settings.careers_settings, name="careers_settings"),
    path("settings/careers/links", settings.add_link, name="careers_add_link"),
]
