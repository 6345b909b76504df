"""How do rows become positions? One by one, by the services of a person's hand: they are hundreds, not millions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.base.actors import Actor, system_actor
from recruit.base.errors import Refusal
from recruit.company.models import Teammate
from recruit.company.selectors import teammate_behind, teammate_with_email
from recruit.positions.enums import PositionStatus
from recruit.positions.services import close_position, hold_position, open_position
from recruit.transfer.enums import FROM_FILE, ImportKind
from recruit.transfer.models import FileId
from recruit.transfer.rules.fields import own_values
from recruit.transfer.services.making import Wanted

_TEXTS: Final = (
    "name", "public_name", "workplace_type", "city", "region", "country", "custom_id", "description", "department",
    "employment_type", "seniority", "is_discreet", "is_published", "is_talent_pool", "opened_at",
)  # fmt: skip
_BY_FILE: Final = system_actor(FROM_FILE)


def make_positions(
    *,
    company_id: int,
    wanted: Sequence[Wanted],
    mapping: Mapping[str, str],
    actor: Actor,
    now: datetime,  # noqa: ARG001 -- the makers of the three kinds are called alike
) -> None:
    """With workflow, opening and hiring team. One that cannot be opened says why; the others are."""
    columns = {name: column for column, name in mapping.items() if name}
    for each in wanted:
        known = _known(company_id, each.wish.external_id)
        if known is not None:
            each.became["position_id"] = known
            each.was_there = _("A position with the id {id} is there already.").format(
                id=each.wish.external_id
            )
            continue
        manager = _teammate(company_id, each, "hiring_manager", columns)
        recruiter = _teammate(company_id, each, "recruiter", columns)
        if manager is None and not each.wish.problems:
            manager = teammate_behind(company_id=company_id, actor=actor)
        if manager is None:
            if not each.wish.problems:
                each.wish.refuse(
                    _("A position needs a hiring manager. Fill in a teammate's e-mail address."),
                    columns.get("hiring_manager", ""),
                )
            continue
        _open(company_id, each, manager, recruiter, actor)


def _known(company_id: int, external_id: str) -> int | None:
    if not external_id:
        return None
    rows = FileId.objects.filter(company_id=company_id, kind=ImportKind.POSITIONS, external_id=external_id)
    return rows.values_list("position_id", flat=True).first()


def _teammate(company_id: int, each: Wanted, name: str, columns: Mapping[str, str]) -> Teammate | None:
    email = each.values.get(name, "")
    found = teammate_with_email(company_id=company_id, email=email) if email else None
    if email and (found is None or not found.is_active):
        each.wish.refuse(
            _("No active teammate has the address {email}. Invite them first, or name somebody else.").format(
                email=email
            ),
            columns.get(name, ""),
        )
        return None
    return found


def _open(company_id: int, each: Wanted, manager: Teammate, recruiter: Teammate | None, actor: Actor) -> None:
    said: dict[str, Any] = {name: each.values[name] for name in _TEXTS if name in each.values}
    try:
        with transaction.atomic():
            position = open_position(
                company_id=company_id,
                hiring_manager=manager,
                recruiter=recruiter,
                custom_values=own_values(each.values),
                actor=actor,
                **said,
            )
            # As what it was in the file's own system: whoever may open it need not be on its team for that.
            if each.values.get("status") == PositionStatus.ON_HOLD:
                hold_position(position=position, actor=_BY_FILE)
            elif each.values.get("status") == PositionStatus.CLOSED:
                close_position(position=position, actor=_BY_FILE)
            if each.wish.external_id:
                FileId.objects.create(
                    company_id=company_id,
                    kind=ImportKind.POSITIONS,
                    external_id=each.wish.external_id,
                    position=position,
                )
    except Refusal as refusal:
        each.wish.refuse(refusal.sentence)
    else:
        each.became["position_id"] = position.pk
