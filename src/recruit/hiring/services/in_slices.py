"""How does one press change more candidates than one request can? In slices, each in a transaction of its own.

Whom a search finds is written down when the button is pressed; a worker takes a slice at a time, acts as the teammate
who pressed, by the same verbs and rules as for one candidate, and writes down who was refused and why. A worker that is
killed goes on where the last slice ended. The whole can be taken back the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from recruit.base import clock, live, queue
from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.company.selectors import actor_of, teammate_behind
from recruit.hiring.enums import ManyKind, ManyState
from recruit.hiring.models import ManyRun
from recruit.hiring.selectors import (
    PersonSearch,
    chosen_processes,
    editable_persons,
    person_ids_of_search,
)
from recruit.hiring.services.many import TooManyAtOnce, advance_many, reject_many, undo_many
from recruit.people.models import Person
from recruit.people.services import tag_persons, untag_persons

#: The task's name; the function lies in ``tasks``, above this.
TAKE_SLICES: Final = "hiring.take_slices"
#: So many at one press, in slices of so many.
MOST_IN_SLICES: Final = 2000
_SLICE: Final = 50
_KEPT: Final = timedelta(days=30)


class NobodyFound(Refusal):
    code = "nobody_found"


class OnlyTeammatesRun(NotAllowed):
    code = "only_teammates_run"


@transaction.atomic
def start_many(
    *,
    company_id: int,
    kind: ManyKind,
    search: PersonSearch,
    words: str = "",
    position_public_id: str = "",
    actor: Actor,
) -> ManyRun:
    """``words``: the tag, or the reason of a rejection. Whoever comes into the search later is not in it.

    Refuses ``TooManyAtOnce`` and ``NobodyFound``.
    """
    teammate = teammate_behind(company_id=company_id, actor=actor)
    if teammate is None:
        raise OnlyTeammatesRun(_("Whole searches are changed by teammates."))
    ids = person_ids_of_search(teammate=teammate, search=search, limit=MOST_IN_SLICES + 1)
    if not ids:
        raise NobodyFound(_("Nobody is in this search any more. Nothing was changed."))
    if len(ids) > MOST_IN_SLICES:
        raise TooManyAtOnce(
            _("This search has more than {most} candidates. Narrow it down, then do it in parts.").format(
                most=number_format(MOST_IN_SLICES, force_grouping=True)
            )
        )
    run = ManyRun.objects.create(
        company_id=company_id,
        teammate=teammate,
        kind=ManyKind(kind),
        words=words.strip(),
        position_public_id=position_public_id,
        person_ids=ids,
    )
    queue.defer(TAKE_SLICES, company_id=company_id, run_id=run.pk)
    return run


class NotToBeUndone(Refusal):
    code = "not_to_be_undone"


@transaction.atomic
def take_many_back(*, company_id: int, public_id: str, actor: Actor) -> ManyRun:
    """By whoever pressed, once it has ended; who has moved on since stays where they are."""
    teammate = teammate_behind(company_id=company_id, actor=actor)
    run = ManyRun.objects.select_for_update().filter(company_id=company_id, public_id=public_id).first()
    if run is None or teammate is None or run.teammate_id != teammate.pk:
        raise NotFound(_("There is no such change of many candidates, or it is somebody else's."))
    if run.state != ManyState.DONE:
        raise NotToBeUndone(_("This cannot be taken back, or is being taken back already."))
    run.state, run.taken_back = ManyState.UNDOING, 0
    run.save(update_fields=["state", "taken_back"])
    queue.defer(TAKE_SLICES, company_id=company_id, run_id=run.pk)
    return run


@transaction.atomic
def take_slice(*, company_id: int, run_id: int) -> bool:
    """One slice; whether there is more to do."""
    run = (
        ManyRun.objects.select_for_update(of=("self",))
        .select_related("teammate")
        .filter(company_id=company_id, pk=run_id)
        .first()
    )
    if run is None or run.state in (ManyState.DONE, ManyState.UNDONE):
        return False
    # Who was refused and why is read by nobody but the teammate who pressed.
    with translation.override(run.teammate.language):
        if run.state == ManyState.UNDOING:
            _undo_slice(run)
        else:
            _do_slice(run)
    run.save()
    live.touch(company_id, [f"many:{run.public_id}"])
    if run.state in (ManyState.DONE, ManyState.UNDONE):
        live.touch(company_id, ["persons", "positions"])
        return False
    return True


def _do_slice(run: ManyRun) -> None:
    ids = run.person_ids[run.done : run.done + _SLICE]
    persons = {person.pk: person for person in Person.objects.filter(company_id=run.company_id, pk__in=ids)}
    if run.teammate.is_active:
        _change(run, list(persons.values()))
    else:
        _refuse(run, ids, _("The teammate who began this is deactivated."))
    run.done += len(ids)
    if run.done >= len(run.person_ids):
        run.state, run.finished_at = ManyState.DONE, clock.now()


def _change(run: ManyRun, persons: Sequence[Person]) -> None:
    """What refuses all of them at once is told of each: a run always comes to its end."""
    before = (run.changes, run.changed, run.refused)
    try:
        with transaction.atomic():
            if run.kind == ManyKind.TAG:
                _tag(run, persons)
            else:
                _move(run, persons)
    except Refusal as refusal:
        run.changes, run.changed, run.refused = before
        _refuse(run, [each.pk for each in persons], refusal.sentence)


def _tag(run: ManyRun, persons: Sequence[Person]) -> None:
    theirs = editable_persons(teammate=run.teammate, public_ids=[each.public_id for each in persons])
    newly = tag_persons(persons=theirs, name=run.words, actor=actor_of(run.teammate))
    run.changes = [*run.changes, *(person.public_id for person in newly)]
    run.changed += len(theirs)
    allowed = {person.pk for person in theirs}
    _refuse(
        run,
        [each.pk for each in persons if each.pk not in allowed],
        _("Your role does not let you change them."),
    )


def _move(run: ManyRun, persons: Sequence[Person]) -> None:
    chosen = chosen_processes(
        teammate=run.teammate,
        person_public_ids=[each.public_id for each in persons],
        position_public_id=run.position_public_id,
    )
    actor = actor_of(run.teammate)
    if run.kind == ManyKind.ADVANCE:
        outcome = advance_many(processes=chosen.processes, actor=actor)
    else:
        outcome = reject_many(processes=chosen.processes, reason=run.words, actor=actor)
    run.changes = [*run.changes, *outcome.changes]
    run.changed += len(outcome.changes)
    for refused in outcome.refused:
        _refuse(run, [refused.person_id] if refused.person_id else [], refused.sentence)
    several = chosen.unclear_ids
    _refuse(
        run,
        sorted(several),
        _("Considered for several positions: filter by a position first."),
    )
    moving = {process.person_id for process in chosen.processes} | several
    standing = [each.pk for each in persons if each.pk not in moving]
    _refuse(run, standing, _("Nothing there to move."))


def _undo_slice(run: ManyRun) -> None:
    """The latest first."""
    end = len(run.changes) - run.taken_back
    changes = run.changes[max(0, end - _SLICE) : end]
    try:
        with transaction.atomic():
            run.kept_standing += _take_back(run, changes)
    except Refusal:
        # Of all of them at once: whoever pressed may do nothing here any more, or the tag became the system's own.
        run.kept_standing += len(changes)
    run.taken_back += len(changes)
    if run.taken_back >= len(run.changes):
        run.state, run.finished_at = ManyState.UNDONE, clock.now()


def _take_back(run: ManyRun, changes: Sequence[str]) -> int:
    """How many stay as they are."""
    actor = actor_of(run.teammate)
    if run.kind == ManyKind.TAG:
        theirs = editable_persons(teammate=run.teammate, public_ids=changes)
        untag_persons(persons=theirs, name=run.words, actor=actor)
        return len(changes) - len(theirs)
    if not changes:
        return 0
    return len(undo_many(change_public_ids=changes, company_id=run.company_id, actor=actor).refused)


@transaction.atomic
def forget_in_runs(*, company_id: int, person: Person) -> None:
    """Somebody is erased: why they stayed as they were goes with them, and that they got a tag."""
    told = Q(refused__contains=[{"person": person.pk}]) | Q(changes__contains=[person.public_id])
    rows = ManyRun.objects.filter(told, company_id=company_id)
    for run in rows.select_for_update().order_by("id"):
        run.refused = [each for each in run.refused if each["person"] != person.pk]
        if person.public_id in run.changes:
            place = run.changes.index(person.public_id)
            # The last ones are those that were taken back already.
            run.taken_back -= place >= len(run.changes) - run.taken_back
            run.changes = [each for each in run.changes if each != person.public_id]
        run.save(update_fields=["refused", "changes", "taken_back"])


def forget_old_runs(*, company_id: int) -> None:
    """After thirty days nobody takes back what they did to a whole search."""
    ManyRun.objects.filter(company_id=company_id, created_at__lt=clock.now() - _KEPT).delete()


def _refuse(run: ManyRun, person_ids: Sequence[int], sentence: str) -> None:
    run.refused = [*run.refused, *({"person": each, "why": sentence} for each in person_ids)]
