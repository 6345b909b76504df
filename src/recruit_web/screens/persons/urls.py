"""At which addresses are the persons, what narrows and keeps their list, and the form for another?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.persons import exporting, keeping, listing, many, views, whole

urlpatterns = [
    path("candidates", listing.persons, name="persons"),
    path("candidates/filters", listing.filters, name="persons_filters"),
    path("candidates/positions", listing.offered_positions, name="persons_positions"),
    path("candidates/columns", keeping.columns, name="persons_columns"),
    path("candidates/searches", keeping.save, name="save_search"),
    path("candidates/tag", many.tag, name="tag_persons"),
    path("candidates/untag", many.untag, name="untag_persons"),
    path("candidates/advance", many.advance, name="advance_persons"),
    path("candidates/reject", many.reject, name="reject_persons"),
    path("candidates/undo", many.undo, name="undo_persons"),
    path("candidates/export", exporting.export, name="export_persons"),
    path("candidates/all/<str:kind>", whole.many, name="many_persons"),
    path("candidates/changes/<str:run_id>", whole.run, name="many_run"),
    path("candidates/changes/<str:run_id>/undo", whole.take_back, name="take_many_back"),
    path("candidates/new", views.add_person, name="add_person"),
]
