"""How does a teammate get a file that is kept on a person, or remove it? A download is opened by no browser itself."""

from __future__ import annotations

from typing import Final

from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from recruit.base import files
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.people import selectors, services
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest

#: Whatever is in the file, it runs nothing and is shown in nobody's frame.
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "private, no-store",
}


@require_safe
def download(request: SignedInRequest, person_id: str, file_id: str) -> FileResponse:
    """Only for whoever may view the person."""
    person = hiring.visible_person(teammate=request.user, public_id=person_id)
    file = selectors.file_of(person=person, public_id=file_id)
    return FileResponse(
        files.opened(company_id=person.company_id, digest=file.sha256),
        as_attachment=True,
        filename=file.name,
        content_type=file.media_type,
        headers=_HEADERS,
    )


@require_POST
def remove(request: SignedInRequest, person_id: str, file_id: str) -> HttpResponse:
    """Only for whoever may edit the person."""
    person = hiring.editable_person(teammate=request.user, public_id=person_id)
    file = services.remove_file(person=person, public_id=file_id, actor=actor_of(request.user))
    return done(request, f"{file.name} is removed.", topics=[f"person:{person.public_id}"])
