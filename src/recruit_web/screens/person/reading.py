"""How is a file read inside Recruit? In a frame without an origin, as a picture, as text; or else it is downloaded.

``docs/decisions/0034`` says why the browser's own viewer shows a PDF, and what the headers are for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from recruit.base import files
from recruit.base.errors import NotFound
from recruit.hiring import selectors as hiring
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest

if TYPE_CHECKING:
    from recruit.people.models import Person, PersonFile

#: What a browser shows itself, and how. Nothing else is ever sent to be shown.
_SHOWN: Final = {"application/pdf": "frame", "image/png": "picture", "image/jpeg": "picture"}
#: Of a longer text the beginning is shown.
_MOST_SHOWN: Final = 200_000
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'self'",
    "Cache-Control": "private, no-store",
}


def with_file_frames(response: HttpResponse) -> HttpResponse:
    """The answer may hold a frame of our own: a dialog on it shows files."""
    response._csp_update = {"frame-src": ["'self'"]}  # type: ignore[attr-defined]  # noqa: SLF001 -- what the library's own decorator sets
    return response


@require_safe
def view(request: SignedInRequest, person_id: str, file_id: str) -> HttpResponse:
    """Over the candidate's page, or as a page of its own; with the files before and after it."""
    person, file = _file(request, person_id, file_id)
    those = hiring.files_of_visible_person(teammate=request.user, person=person)
    at = next((place for place, each in enumerate(those) if each.pk == file.pk), None)
    context = {
        "person": person,
        "file": file,
        "way": "text" if file.media_type == "text/plain" else _SHOWN.get(file.media_type, ""),
        "newer": those[at - 1] if at else None,
        "older": those[at + 1] if at is not None and at + 1 < len(those) else None,
    }
    if context["way"] == "text":
        context["text"], context["is_cut"] = _text(file)
    return with_file_frames(dialog(request, "recruit_web/file_dialog.html", context, title=file.name))


@xframe_options_sameorigin
@require_safe
def content(request: SignedInRequest, person_id: str, file_id: str) -> FileResponse:
    """For the frame or the picture of ``view``."""
    person, file = _file(request, person_id, file_id)
    if file.media_type not in _SHOWN:
        raise NotFound(_("A browser does not show files of this kind. Download it."))
    return FileResponse(
        files.opened(company_id=person.company_id, digest=file.sha256),
        filename=file.name,
        content_type=file.media_type,
        headers=_HEADERS,
    )


def _file(request: SignedInRequest, person_id: str, file_id: str) -> tuple[Person, PersonFile]:
    person = hiring.visible_person(teammate=request.user, public_id=person_id)
    return person, hiring.file_of_visible_person(teammate=request.user, person=person, public_id=file_id)


def _text(file: PersonFile) -> tuple[str, bool]:
    """What it says, and whether there is more."""
    with files.opened(company_id=file.company_id, digest=file.sha256) as opened:
        read = opened.read(_MOST_SHOWN + 1)
    return read[:_MOST_SHOWN].decode("utf-8-sig", "ignore"), len(read) > _MOST_SHOWN
