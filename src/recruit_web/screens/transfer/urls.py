"""At which addresses do files come in and archives go out?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.transfer import archives, imports

urlpatterns = [
    path("settings/imports", imports.imports, name="imports"),
    path("settings/imports/<str:import_id>", imports.one, name="import_file"),
    path("settings/imports/<str:import_id>/start", imports.start, name="start_import"),
    path("settings/imports/<str:import_id>/stop", imports.stop, name="stop_import"),
    path("settings/imports/<str:import_id>/discard", imports.discard, name="discard_import"),
    path("settings/imports/<str:import_id>/undo", imports.undo, name="undo_import"),
    path("settings/imports/<str:import_id>/bad-rows.csv", imports.bad_rows, name="import_bad_rows"),
    path("settings/exports", archives.archives, name="archives"),
    path("settings/exports/<str:archive_id>/stop", archives.stop, name="stop_archive"),
    path("settings/exports/<str:archive_id>/delete", archives.delete, name="delete_archive"),
    path("settings/exports/<str:archive_id>/download", archives.download, name="download_archive"),
]
