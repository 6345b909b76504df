"""At which addresses are kept searches changed, made the default and deleted?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.searches import views

urlpatterns = [
    path("searches/<str:search_id>", views.change, name="change_search"),
    path("searches/<str:search_id>/default", views.default, name="default_search"),
    path("searches/<str:search_id>/delete", views.forget, name="forget_search"),
]
