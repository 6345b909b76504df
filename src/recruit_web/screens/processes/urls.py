"""At which addresses does a process move?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.processes import steps, views

urlpatterns = [
    path("processes/<str:process_id>/advance", views.advance, name="advance_process"),
    path("processes/<str:process_id>/hold", views.hold, name="hold_process"),
    path("processes/<str:process_id>/resume", views.resume, name="resume_process"),
    path("processes/<str:process_id>/hire", views.hire, name="hire_process"),
    path("processes/<str:process_id>/reinstate", views.reinstate, name="reinstate_process"),
    path("processes/<str:process_id>/reject", views.reject, name="reject_process"),
    path("processes/<str:process_id>/withdraw", views.withdraw, name="withdraw_process"),
    path("processes/<str:process_id>/move", steps.move, name="move_process"),
    path("processes/<str:process_id>/steps", steps.own_steps, name="own_steps"),
    path("processes/<str:process_id>/steps/unlock", steps.unlock, name="unlock_process"),
    path("processes/<str:process_id>/steps/follow", steps.follow, name="follow_again"),
    path("processes/<str:process_id>/steps/<str:step_id>", steps.decide, name="decide_step"),
    path("changes/<str:change_id>/undo", views.undo, name="undo_change"),
]
