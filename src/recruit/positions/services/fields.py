"""Which fields of its own does a company give its positions, and how are their values written?

The values of a position lie in the position's own row, by the public id of their field: a list of positions reads them
with no further query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import live
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.base.locks import lock_in_transaction
from recruit.base.typed import NotOfKind, ValueKind, clean_options, clean_value, exchanged, hindrance
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability
from recruit.positions.models import Position, PositionField
from recruit.positions.selectors import position_field, position_fields_of

MOST_FIELDS = 30


class PositionFieldRefused(Refusal):
    """Evidence: ``field``, the public id of the one that it is about, or ""."""

    code = "position_field_refused"


@transaction.atomic
def save_position_field(
    *,
    company_id: int,
    public_id: str = "",
    name: str,
    kind: str = ValueKind.TEXT,
    options: Sequence[str] = (),
    is_required: bool = False,
    is_public: bool = False,
    actor: Actor,
) -> PositionField:
    """A new field at the end, or the one of that public id changed, which keeps its kind."""
    _begin(company_id, actor)
    field = _field(company_id, public_id) if public_id else _new_field(company_id, kind)
    field.name = " ".join(name.split())
    field.options = clean_options(options) if field.kind == ValueKind.CHOICE else []
    field.is_required, field.is_public = is_required, is_public
    why = hindrance(name=field.name, kind=field.kind, options=field.options)
    if why is not None:
        raise PositionFieldRefused(why, field=public_id)
    try:
        with transaction.atomic():
            field.save()
    except IntegrityError as reason:
        raise PositionFieldRefused(
            _("There is a field “{field}” already. Choose another name.").format(field=field.name),
            field=public_id,
        ) from reason
    _tell(field, actor, "changed" if public_id else "added")
    return field


def _new_field(company_id: int, kind: str) -> PositionField:
    there = position_fields_of(company_id=company_id)
    if len(there) >= MOST_FIELDS:
        raise PositionFieldRefused(
            _("Positions have {most} fields of your own at most. Remove one first.").format(most=MOST_FIELDS),
            field="",
        )
    order = max((field.order for field in there), default=0) + 1
    return PositionField(company_id=company_id, kind=ValueKind(kind), order=order)


@transaction.atomic
def move_position_field(*, company_id: int, public_id: str, by: int, actor: Actor) -> None:
    """One place up (-1) or down (1); at the end of the row nothing happens."""
    _begin(company_id, actor)
    moved = _field(company_id, public_id)
    fields = exchanged(position_fields_of(company_id=company_id), moved, by=by)
    if fields is None:
        return
    for order, field in enumerate(fields, start=1):
        field.order = order
    PositionField.objects.bulk_update(fields, ["order"])
    _tell(moved, actor, "moved")


@transaction.atomic
def remove_position_field(*, company_id: int, public_id: str, actor: Actor) -> int:
    """With its values, on every position; how many had one."""
    _begin(company_id, actor)
    field = _field(company_id, public_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE positions_position SET custom_values = custom_values - %s "
            "WHERE company_id = %s AND custom_values ? %s",
            [public_id, company_id, public_id],
        )
        number: int = cursor.rowcount
    field.delete()
    _tell(field, actor, "removed")
    return number


def write_values(position: Position, given: Mapping[str, str], *, is_new: bool) -> list[str]:
    """Put the values on the row, unsaved; the names of those that differ from before.

    What is not given stays; of a new position everything that is required has to be given.
    """
    if not given and not is_new:
        return []
    fields = {field.public_id: field for field in position_fields_of(company_id=position.company_id)}
    unknown = set(given) - set(fields)
    if unknown:
        raise PositionFieldRefused(
            _("One of the fields is not there any more. Load the page again."), field=min(unknown)
        )
    values = dict(position.custom_values)
    for public_id, field in fields.items():
        if public_id not in given and not is_new:
            continue
        value = _value(field, given.get(public_id, ""), now=values.get(public_id, ""))
        if value:
            values[public_id] = value
        else:
            values.pop(public_id, None)
    differing = [
        field.name
        for public_id, field in fields.items()
        if values.get(public_id) != position.custom_values.get(public_id)
    ]
    position.custom_values = values
    return differing


def _value(field: PositionField, given: str, *, now: str) -> str:
    """A choice that is offered no more may stay where it is."""
    if given.strip() == now and now:
        return now
    try:
        value = clean_value(field.kind, given, options=field.options)
    except NotOfKind as reason:
        raise PositionFieldRefused(
            _("“{field}” {problem}.").format(field=field.name, problem=reason.sentence), field=field.public_id
        ) from reason
    if field.is_required and not value:
        raise PositionFieldRefused(
            _("“{field}” is asked of every position. Fill it in.").format(field=field.name),
            field=field.public_id,
        )
    return value


def _begin(company_id: int, actor: Actor) -> None:
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_COMPANY)
    lock_in_transaction("position fields", company_id)


def _field(company_id: int, public_id: str) -> PositionField:
    found = position_field(company_id=company_id, public_id=public_id)
    if found is None:
        raise NotFound(_("There is no such field any more."))
    return found


def _tell(field: PositionField, actor: Actor, what: str) -> None:
    record(
        company_id=field.company_id,
        verb=Verb.POSITION_FIELD_CHANGED,
        actor=actor,
        what=what,
        field=field.name,
    )
    live.touch(field.company_id, ["settings", "positions"])
