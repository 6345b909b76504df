"""At which addresses is one position: its board, its list, itself, and its changes?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.position import (
    as_template,
    changes,
    openings,
    questions,
    scorecard,
    team,
    views,
    workflow,
)

urlpatterns = [
    path("positions/<str:position_id>", views.position, name="position"),
    path("positions/<str:position_id>/board", views.board, name="position_board"),
    path("positions/<str:position_id>/column", views.column, name="position_column"),
    path("positions/<str:position_id>/list", views.listed, name="position_list"),
    path("positions/<str:position_id>/about", views.about, name="position_about"),
    path("positions/<str:position_id>/openings", openings.openings, name="position_openings"),
    path("positions/<str:position_id>/openings/add", openings.add, name="add_opening"),
    path("positions/<str:position_id>/openings/<str:opening_id>", openings.edit, name="edit_opening"),
    path(
        "positions/<str:position_id>/openings/<str:opening_id>/<str:wanted>",
        openings.change,
        name="change_opening",
    ),
    path("positions/<str:position_id>/scorecard", scorecard.scorecard, name="position_scorecard"),
    path("positions/<str:position_id>/workflow", workflow.workflow, name="position_workflow"),
    path("positions/<str:position_id>/workflow/row", workflow.row, name="workflow_row"),
    path("positions/<str:position_id>/edit", changes.edit, name="edit_position"),
    path("positions/<str:position_id>/status/<str:wanted>", changes.status, name="position_status"),
    path("positions/<str:position_id>/discretion", changes.discretion, name="position_discretion"),
    path("positions/<str:position_id>/template", as_template.save, name="save_position_template"),
    path("positions/<str:position_id>/questions", questions.questions, name="position_questions"),
    path("positions/<str:position_id>/questions/add", questions.add, name="add_question"),
    path("positions/<str:position_id>/questions/<str:question_id>", questions.change, name="change_question"),
    path(
        "positions/<str:position_id>/questions/<str:question_id>/remove",
        questions.remove,
        name="remove_question",
    ),
    path(
        "positions/<str:position_id>/questions/<str:question_id>/<str:direction>",
        questions.move,
        name="move_question",
    ),
    path("positions/<str:position_id>/team", team.add, name="add_to_hiring_team"),
    path("positions/<str:position_id>/team/remove", team.remove, name="remove_from_hiring_team"),
]
