"""At which addresses are possible duplicates looked through, decided, merged and taken apart again?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.duplicates import deciding, merged, views

urlpatterns = [
    path("duplicates", views.cases, name="duplicates"),
    path("duplicates/look", views.look, name="look_for_duplicates"),
    path("duplicates/pause", views.pause, name="pause_looking_for_duplicates"),
    path("duplicates/resume", views.resume, name="resume_looking_for_duplicates"),
    path("duplicates/merged", merged.merges, name="merges"),
    path("duplicates/merged/<str:merge_id>", merged.merge, name="merge"),
    path("duplicates/merged/<str:merge_id>/undo", merged.unmerge, name="unmerge_persons"),
    path("duplicates/merged/<str:merge_id>/parts/<int:part_id>", merged.assign, name="assign_part"),
    path("duplicates/<str:case_id>", deciding.case, name="duplicate"),
    path("duplicates/<str:case_id>/preview", deciding.preview, name="preview_merge"),
    path("duplicates/<str:case_id>/merge", deciding.merge, name="merge_persons"),
    path("duplicates/<str:case_id>/different", views.different, name="different_people"),
]
