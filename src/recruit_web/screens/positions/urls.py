"""At which addresses are the positions, and the form for another?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.positions import opening, views

urlpatterns = [
    path("positions", views.positions, name="positions"),
    path("positions/filters", views.filters, name="positions_filters"),
    path("positions/searches", views.save_search, name="save_positions_search"),
    path("positions/new", opening.open_position, name="open_position"),
]
