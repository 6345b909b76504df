"""What does a teammate note about a person, how do they change it, and how do they take it back?"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.activity import services as activity
from recruit.activity.rules import Mentionable
from recruit.activity.selectors import own_note
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit_web import slots
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest
from recruit_web.screens.person.forms import ChangeNoteForm, NoteForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recruit.activity.selectors import NoteRecord
    from recruit.hiring.models import HiringProcess
    from recruit.people.models import Person


_OFFERED = 8


def note_context(
    request: SignedInRequest, found: Person, processes: Sequence[HiringProcess], form: NoteForm | None = None
) -> dict[str, Any]:
    """The form for a new note, and what happens to notes elsewhere."""
    return {
        "person": found,
        "note_form": form or NoteForm(processes=_choices(processes)),
        "note_words": slots.rendered(slots.Place.NOTE_WORDS, request, found),
    }


def _choices(processes: Sequence[HiringProcess]) -> list[tuple[str, str]]:
    return [(process.public_id, process.position.name) for process in processes]


@require_POST
def add_note(request: SignedInRequest, person_id: str) -> HttpResponse:
    """Whoever may see a person may leave a note on them, and on those of their processes that they see."""
    found = hiring.visible_person(teammate=request.user, public_id=person_id)
    processes = hiring.visible_processes_of_person(teammate=request.user, person=found)
    form = NoteForm(request.POST, processes=_choices(processes))
    if not form.is_valid():
        context = note_context(request, found, processes, form)
        return render(request, "recruit_web/note_form.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    about = next((each for each in processes if each.public_id == form.cleaned_data["about"]), None)
    activity.add_note(
        company_id=found.company_id,
        person_id=found.id,
        process_id=about.pk if about else None,
        position_id=about.position_id if about else None,
        position_name=about.position.name if about else "",
        text=form.cleaned_data["text"],
        is_private=form.cleaned_data["is_private"],
        mentionable=_mentionable(request, found, about.position_id if about else None),
        actor=actor_of(request.user),
    )
    return _told(request, found, _("Your note is saved."))


@require_http_methods(["GET", "HEAD", "POST"])
def change_note(request: SignedInRequest, person_id: str, note_id: str) -> HttpResponse:
    found = hiring.visible_person(teammate=request.user, public_id=person_id)
    note = _own(request, found, note_id)
    now = {"text": note.text, "is_private": note.is_private}
    # Names of its own: the form for a new note stands on the page behind.
    form = ChangeNoteForm(request.POST or None, initial=now, auto_id="change_note_%s")
    if form.is_valid():
        activity.change_note(
            company_id=found.company_id,
            public_id=note.public_id,
            mentionable=_mentionable(request, found, note.position_id),
            actor=actor_of(request.user),
            **form.cleaned_data,
        )
        return _told(request, found, _("Your note is changed."))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    processes = hiring.visible_processes_of_person(teammate=request.user, person=found)
    about = next((each.public_id for each in processes if each.pk == note.process_id), "")
    context = {"person": found, "note": note, "form": form, "about": about}
    return render(request, "recruit_web/note_dialog.html", context, status=status)


@require_POST
def delete_note(request: SignedInRequest, person_id: str, note_id: str) -> HttpResponse:
    found = hiring.visible_person(teammate=request.user, public_id=person_id)
    note = _own(request, found, note_id)
    activity.delete_note(company_id=found.company_id, public_id=note.public_id, actor=actor_of(request.user))
    return _told(request, found, _("Your note is deleted."))


@require_safe
def mentionable(request: SignedInRequest, person_id: str) -> HttpResponse:
    """Who may be mentioned in a note about this person, or about one of their processes: options of a list."""
    found = hiring.visible_person(teammate=request.user, public_id=person_id)
    processes = hiring.visible_processes_of_person(teammate=request.user, person=found)
    about = next((each for each in processes if each.public_id == request.GET.get("about", "")), None)
    asked = request.GET.get("q", "").strip().casefold()[:100]
    readers = hiring.note_readers(
        company_id=found.company_id,
        person_id=found.pk,
        position_id=about.position_id if about else None,
    )
    those = [each for each in readers if each != request.user and _answers_to(each.full_name, asked)]
    return render(request, "recruit_web/mention_options.html", {"teammates": those[:_OFFERED]})


def _answers_to(name: str, asked: str) -> bool:
    """At the beginning of the name, or of a later word of it."""
    return f" {name.casefold()}".find(f" {asked}") != -1


def _mentionable(request: SignedInRequest, found: Person, position_id: int | None) -> list[Mentionable]:
    """Whom somebody chose from the list comes before others of the same name."""
    known = hiring.note_readers(company_id=found.company_id, person_id=found.pk, position_id=position_id)
    chosen = request.POST.getlist("mention")
    known.sort(key=lambda each: each.public_id not in chosen)
    return [Mentionable(each.pk, each.full_name) for each in known]


def _own(request: SignedInRequest, found: Person, note_id: str) -> NoteRecord:
    return own_note(
        company_id=found.company_id, teammate_id=request.user.pk, person_id=found.pk, public_id=note_id
    )


def _told(request: SignedInRequest, found: Person, sentence: str) -> HttpResponse:
    return done(request, sentence, topics=[f"person:{found.public_id}"])
