"""How do many processes move at one press? Each by its own verb and its own rules; who cannot is told and stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.hiring.models import HiringProcess, ProcessChange
from recruit.hiring.services.change import advance_process, reject_process
from recruit.hiring.services.undo import undo_change

#: So many at one press: each has its own history, events and locks.
MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Refused:
    person_name: str
    sentence: str
    person_id: int | None = None


@dataclass(frozen=True)
class Outcome:
    """``changes`` can be undone, each by itself or all together; ``refused`` stayed as they were."""

    changes: tuple[str, ...]
    refused: tuple[Refused, ...]


class TooManyAtOnce(Refusal):
    code = "too_many_at_once"


@transaction.atomic
def advance_many(*, processes: Sequence[HiringProcess], actor: Actor) -> Outcome:
    """The present step of each is completed."""
    return _each(processes, lambda process: advance_process(process=process, actor=actor))


@transaction.atomic
def reject_many(*, processes: Sequence[HiringProcess], reason: str, actor: Actor) -> Outcome:
    """Each for the same reason."""
    return _each(processes, lambda process: reject_process(process=process, reason=reason, actor=actor))


@transaction.atomic
def undo_many(*, change_public_ids: Sequence[str], company_id: int, actor: Actor) -> Outcome:
    """The last change first; who has moved on since stays where they are."""
    _require_few(change_public_ids)
    undone, refused = [], []
    for public_id in reversed(change_public_ids):
        try:
            with transaction.atomic():
                process = undo_change(change_public_id=public_id, company_id=company_id, actor=actor)
        except Refusal as refusal:
            refused.append(Refused("", refusal.sentence))
        else:
            undone.append(process.public_id)
    return Outcome(tuple(undone), tuple(refused))


def _each(processes: Sequence[HiringProcess], change: Callable[[HiringProcess], ProcessChange]) -> Outcome:
    """In the order of their ids, so that two who press at once wait for each other instead of deadlocking."""
    _require_few(processes)
    changes, refused = [], []
    for process in sorted(processes, key=lambda each: each.pk):
        try:
            with transaction.atomic():
                changes.append(change(process).public_id)
        except Refusal as refusal:
            refused.append(Refused(process.person.full_name, refusal.sentence, process.person_id))
    return Outcome(tuple(changes), tuple(refused))


def _require_few(chosen: Sequence[object]) -> None:
    if len(chosen) > MOST_AT_ONCE:
        raise TooManyAtOnce(
            _("That are {n} at once. Choose {most} at most, then the others.").format(
                n=len(chosen), most=MOST_AT_ONCE
            )
        )
