"""At which addresses is one person: the page, its parts, and its changes?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.person import (
    changes,
    consent,
    considering,
    erasing,
    files,
    notes,
    reading,
    views,
)

urlpatterns = [
    path("candidates/<str:person_id>", views.person, name="person"),
    path("candidates/<str:person_id>/rest", views.rest, name="person_rest"),
    path("candidates/<str:person_id>/parts", views.parts, name="person_parts"),
    path("candidates/<str:person_id>/timeline", views.timeline, name="person_timeline"),
    path("candidates/<str:person_id>/files/<str:file_id>", files.download, name="person_file"),
    path("candidates/<str:person_id>/files", files.add, name="add_files"),
    path("candidates/<str:person_id>/files/<str:file_id>/view", reading.view, name="person_file_view"),
    path(
        "candidates/<str:person_id>/files/<str:file_id>/content", reading.content, name="person_file_content"
    ),
    path("candidates/<str:person_id>/files/<str:file_id>/change", files.change, name="change_file"),
    path("candidates/<str:person_id>/files/<str:file_id>/back", files.put_back, name="put_file_back"),
    path("candidates/<str:person_id>/files/<str:file_id>/remove", files.remove, name="remove_file"),
    path("candidates/<str:person_id>/mentionable", notes.mentionable, name="mentionable"),
    path("candidates/<str:person_id>/notes", notes.add_note, name="add_note"),
    path("candidates/<str:person_id>/notes/<str:note_id>", notes.change_note, name="change_note"),
    path("candidates/<str:person_id>/notes/<str:note_id>/delete", notes.delete_note, name="delete_note"),
    path("candidates/<str:person_id>/tags", changes.tag, name="tag_person"),
    path("candidates/<str:person_id>/tags/remove", changes.untag, name="untag_person"),
    path("candidates/<str:person_id>/contact-points", changes.add_contact_point, name="add_contact_point"),
    path("candidates/<str:person_id>/edit", changes.edit, name="edit_person"),
    path("candidates/<str:person_id>/erase", erasing.erase, name="erase_person"),
    path("candidates/<str:person_id>/consent", consent.record, name="record_consent"),
    path("candidates/<str:person_id>/consent/withdraw", consent.withdraw, name="withdraw_consent"),
    path("candidates/<str:person_id>/positions", considering.consider, name="consider_person"),
]
