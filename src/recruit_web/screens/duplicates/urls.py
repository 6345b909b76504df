"""At which addresses are possible duplicates looked through and decided?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.duplicates import views

urlpatterns = [
    path("duplicates", views.cases, name="duplicates"),
    path("duplicates/look", views.look, name="look_for_duplicates"),
    path("duplicates/pause", views.pause, name="pause_looking_for_duplicates"),
    path("duplicates/resume", views.resume, name="resume_looking_for_duplicates"),
    path("duplicates/<str:case_id>/different", views.different, name="different_people"),
]
