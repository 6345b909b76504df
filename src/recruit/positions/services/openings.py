"""How do openings come, change and end, how does a hire fill one, and how does it become free again?"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.base import clock, events
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.positions.enums import PositionCapability, PositionStatus
from recruit.positions.events import OpeningsChanged
from recruit.positions.models import Opening, Position
from recruit.positions.services.ground import locked_position, record_on_position

_LONGEST = 300


class OpeningRefused(Refusal):
    code = "opening_refused"


@transaction.atomic
def add_opening(*, position: Position, name: str = "", reason: str = "", actor: Actor) -> Opening:
    """One more seat. Without a name it has the position's."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.CHANGE_STATUS)
    _require_open(
        fresh,
        _(
            "{position} is {status}. Reopen the position before an opening is added; reopening brings a new opening."
        ),
    )
    opening = Opening(company_id=fresh.company_id, position=fresh)
    _write(opening, fresh, name=name, reason=reason)
    opening.save(force_insert=True)
    _tell(fresh, opening, actor, "added")
    return opening


@transaction.atomic
def change_opening(
    *,
    position: Position,
    public_id: str,
    name: str | None = None,
    reason: str | None = None,
    actor: Actor,
) -> Opening:
    """Its words, whatever has become of it; None: they stay. Nothing is recorded when nothing differs."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.CHANGE_STATUS)
    opening = _locked(fresh, public_id)
    before = (opening.name, opening.reason)
    _write(
        opening,
        fresh,
        name=opening.name if name is None else name,
        reason=opening.reason if reason is None else reason,
    )
    if (opening.name, opening.reason) != before:
        opening.save(update_fields=["name", "reason"])
        _tell(fresh, opening, actor, "changed")
    return opening


@transaction.atomic
def close_opening(*, position: Position, public_id: str, actor: Actor) -> Opening:
    """Nobody will be hired for it. A filled one ends with its hire and is refused."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.CHANGE_STATUS)
    opening = _locked(fresh, public_id)
    if not opening.is_open:
        raise OpeningRefused(
            _("“{opening}” is {status} already.").format(
                opening=opening.name, status=str(opening.status.label).lower()
            )
        )
    opening.is_open, opening.closed_at = False, clock.now()
    opening.save(update_fields=["is_open", "closed_at"])
    _tell(fresh, opening, actor, "closed")
    return opening


@transaction.atomic
def reopen_opening(*, position: Position, public_id: str, actor: Actor) -> Opening:
    """As if it had not been closed: its clock goes on from the day on which it was opened."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.CHANGE_STATUS)
    opening = _locked(fresh, public_id)
    if opening.is_open:
        raise OpeningRefused(_("“{opening}” is open already.").format(opening=opening.name))
    if opening.filled_at:
        raise OpeningRefused(
            _(
                "“{opening}” is filled. Take back the hire, which sets it free, or add another opening."
            ).format(opening=opening.name)
        )
    _require_open(
        fresh,
        _(
            "{position} is {status}. Reopen the position before an opening of it is reopened; reopening brings a "
            "new opening."
        ),
    )
    opening.is_open, opening.closed_at = True, None
    opening.save(update_fields=["is_open", "closed_at"])
    _tell(fresh, opening, actor, "reopened")
    return opening


def _locked(position: Position, public_id: str) -> Opening:
    rows = Opening.objects.filter(company_id=position.company_id, position=position, public_id=public_id)
    found = rows.select_for_update().first()
    if found is None:
        raise NotFound(_("{position} has no such opening.").format(position=position.name))
    return found


def _require_open(position: Position, why: str) -> None:
    """``why``: the sentence when it is not, to be told of which position and of what it is."""
    if position.status != PositionStatus.OPEN:
        status = position.get_status_display().lower()
        raise OpeningRefused(why.format(position=position.name, status=status))


def _write(opening: Opening, position: Position, *, name: str, reason: str) -> None:
    opening.name = " ".join(name.split())[:_LONGEST] or position.name
    opening.reason = " ".join(reason.split())[:_LONGEST]


def _tell(position: Position, opening: Opening, actor: Actor, what: str) -> None:
    record_on_position(position, verb=Verb.OPENING_CHANGED, actor=actor, what=what, opening=opening.name)
    events.publish(OpeningsChanged(position.company_id, position.pk))


def end_openings(position: Position) -> None:
    """With the position that is put on hold or closed."""
    Opening.objects.filter(position=position, is_open=True).update(is_open=False, closed_at=clock.now())


class OpeningTaken(Refusal):
    """Somebody else was hired for it, or it was closed with its position."""

    code = "opening_taken"


def opening_to_fill(*, position: Position, public_id: str | None) -> Opening | None:
    """The open one of that public id, or the oldest for None; nothing for "". Refuses with ``OpeningTaken``."""
    if public_id == "":
        return None
    rows = Opening.objects.filter(company_id=position.company_id, position=position, is_open=True)
    if public_id is not None:
        rows = rows.filter(public_id=public_id)
    found = rows.select_for_update().order_by("id").first()
    if found is None and public_id is not None:
        raise OpeningTaken(
            _("That opening of {position} is filled or closed already. Choose another one, or none.").format(
                position=position.name
            )
        )
    return found


def settle_opening(*, company_id: int, released: int | None, filled: int | None) -> None:
    """One process let go of an opening, or took one, or both. Refuses with ``OpeningTaken`` what another has taken.

    What is set free while its position is not open is closed: nobody can be hired for it.
    """
    if released == filled:
        return
    now = clock.now()
    if released is not None:
        free = Opening.objects.filter(company_id=company_id, pk=released)
        is_open = free.values_list("position__status", flat=True).first() == PositionStatus.OPEN
        free.update(is_open=is_open, filled_at=None, closed_at=None if is_open else now)
    if filled is not None:
        free = Opening.objects.filter(company_id=company_id, pk=filled, filled_at__isnull=True)
        if not free.update(is_open=False, filled_at=now, closed_at=None):
            raise OpeningTaken(_("Somebody else was hired for that opening meanwhile. Choose another one."))
