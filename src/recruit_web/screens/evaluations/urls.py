"""At which addresses is a candidate met and evaluated?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.evaluations import views

_STEP = "processes/<str:process_id>/steps/<str:step_id>"

urlpatterns = [
    path(f"{_STEP}/evaluation", views.evaluate, name="evaluate"),
    path(f"{_STEP}/interview", views.schedule, name="schedule_interview"),
    path(f"{_STEP}/interview/cancel", views.cancel, name="cancel_interview"),
]
