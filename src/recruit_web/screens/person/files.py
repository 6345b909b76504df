"""How does a teammate add a file to a person, get it, change it, and take it off? A browser opens no download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.base import files, media
from recruit.base.errors import Refusal
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.people import services
from recruit.people.enums import KIND_WORDS, FileKind, Provenance
from recruit_web.answers import done
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.person.forms import AddFilesForm, ChangeFileForm

if TYPE_CHECKING:
    from recruit.hiring.models import HiringProcess
    from recruit.people.models import Person

#: Whatever is in the file, it runs nothing and is shown in nobody's frame.
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "private, no-store",
}


@require_safe
def download(request: SignedInRequest, person_id: str, file_id: str) -> FileResponse:
    """Only for whoever may view the person, and the position that the file is about."""
    person = hiring.visible_person(teammate=request.user, public_id=person_id)
    file = hiring.file_of_visible_person(teammate=request.user, person=person, public_id=file_id)
    services.note_opened(person=person, file=file)
    return FileResponse(
        files.opened(company_id=person.company_id, digest=file.sha256),
        as_attachment=True,
        filename=file.name,
        content_type=file.media_type,
        headers=_HEADERS,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, person_id: str) -> HttpResponse:
    """Several at once. The page's script sends them one after the other and asks for each answer as JSON."""
    found = hiring.editable_person(teammate=request.user, public_id=person_id)
    processes = hiring.visible_processes_of_person(teammate=request.user, person=found)
    given = request.POST if request.method == "POST" else None
    form = AddFilesForm(given, processes=_choices(processes))
    uploads = request.FILES.getlist("files")
    if not form.is_valid():
        return _add_dialog(request, found, form)
    about = _about(processes, form.cleaned_data["about"])
    taken = [_taken(request, found, each, form.cleaned_data["kind"], about) for each in uploads]
    if request.accepts("application/json") and not request.accepts("text/html"):
        status = HTTPStatus.CREATED if all(one.is_added for one in taken) else HTTPStatus.UNPROCESSABLE_ENTITY
        return JsonResponse({"sentence": " ".join(one.sentence for one in taken)}, status=status)
    refused = [one.sentence for one in taken if not one.is_added]
    if not taken:
        refused = [_("Choose at least one file.")]
    if refused:
        return _add_dialog(request, found, form, refused, [one for one in taken if one.is_added])
    for one in taken:
        messages.success(request, one.sentence)
    return HttpResponseRedirect(reverse("person", args=[found.public_id]))


@dataclass(frozen=True)
class _Taken:
    """What became of one upload, in words that name it."""

    is_added: bool
    sentence: str


def _taken(
    request: SignedInRequest,
    found: Person,
    upload: UploadedFile[bytes],
    kind: str,
    about: services.About | None,
) -> _Taken:
    name = media.clean_name(upload.name or "")
    try:
        # One byte more than is taken is enough to know that it is too large.
        file = services.add_file(
            person=found,
            kind=kind,
            name=name,
            content=upload.read(media.MOST_BYTES + 1),
            provenance=Provenance.MANUAL,
            actor=actor_of(request.user),
            about=about,
        )
    except media.FileNotTaken as refusal:
        return _Taken(is_added=False, sentence=f"{name}: {refusal.sentence}")
    sentence = _("{name} is added: {kind}.").format(name=file.name, kind=KIND_WORDS[FileKind(file.kind)])
    return _Taken(is_added=True, sentence=sentence)


def _add_dialog(
    request: SignedInRequest,
    found: Person,
    form: AddFilesForm,
    refused: Sequence[str] = (),
    kept: Sequence[_Taken] = (),
) -> HttpResponse:
    context = {
        "person": found,
        "form": form,
        "refused": refused,
        "kept": kept,
        "most_bytes": media.MOST_BYTES,
        "taken": media.listed(media.EVERYTHING),
        "accept": ",".join(sorted(media.EVERYTHING)),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused or form.errors else HTTPStatus.OK
    return dialog(request, "recruit_web/add_files_dialog.html", context, title=_("Add files"), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, person_id: str, file_id: str) -> HttpResponse:
    """Its name, its kind, and which process it is about."""
    found = hiring.editable_person(teammate=request.user, public_id=person_id)
    file = hiring.file_of_visible_person(teammate=request.user, person=found, public_id=file_id)
    processes = hiring.visible_processes_of_person(teammate=request.user, person=found)
    about = next((each.public_id for each in processes if each.pk == file.process_id), "")
    now = {"name": file.name, "kind": file.kind, "about": about}
    form = ChangeFileForm(request.POST or None, initial=now, processes=_choices(processes))
    if form.is_valid():
        said: dict[str, Any] = form.cleaned_data | {"about": _about(processes, form.cleaned_data["about"])}
        try:
            services.change_file(person=found, public_id=file_id, actor=actor_of(request.user), **said)
        except Refusal as refusal:
            form.add_error("kind", refusal.sentence)
        else:
            return done(request, _("The file is changed."), topics=[f"person:{found.public_id}"])
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"person": found, "file": file, "form": form}
    return dialog(
        request, "recruit_web/change_file_dialog.html", context, title=_("Change a file"), status=status
    )


@require_POST
def remove(request: SignedInRequest, person_id: str, file_id: str) -> HttpResponse:
    """Only for whoever may edit the person. It can be put back for a day, at once from the message."""
    found = hiring.editable_person(teammate=request.user, public_id=person_id)
    hiring.file_of_visible_person(teammate=request.user, person=found, public_id=file_id)
    file = services.remove_file(person=found, public_id=file_id, actor=actor_of(request.user))
    back = reverse("put_file_back", args=[found.public_id, file_id])
    sentence = _("{name} is removed.").format(name=file.name)
    return done(request, sentence, topics=[f"person:{found.public_id}"], again=(back, {}))


@require_POST
def put_back(request: SignedInRequest, person_id: str, file_id: str) -> HttpResponse:
    found = hiring.editable_person(teammate=request.user, public_id=person_id)
    file = services.put_file_back(person=found, public_id=file_id, actor=actor_of(request.user))
    return done(request, _("{name} is back.").format(name=file.name), topics=[f"person:{found.public_id}"])


def _choices(processes: Sequence[HiringProcess]) -> list[tuple[str, str]]:
    return [(process.public_id, process.position.name) for process in processes]


def _about(processes: Sequence[HiringProcess], public_id: str) -> services.About | None:
    chosen = next((each for each in processes if each.public_id == public_id), None)
    return services.About(chosen.pk, chosen.position_id, chosen.position.name) if chosen else None
