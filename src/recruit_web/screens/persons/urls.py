"""At which addresses are the persons, and the form for another?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.persons import views

urlpatterns = [
    path("candidates", views.persons, name="persons"),
    path("candidates/new", views.add_person, name="add_person"),
]
