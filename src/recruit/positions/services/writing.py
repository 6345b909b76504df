"""How does a position come to be, and how do its words and its discretion change?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.enums import Capability
from recruit.company.models import Teammate
from recruit.company.selectors import require_capability
from recruit.positions.enums import HiringRole, PositionCapability, StepType, WorkplaceType
from recruit.positions.events import DiscretionChanged, PositionOpened, PositionUpdated
from recruit.positions.models import Opening, Position, StepDefinition, StepParticipant
from recruit.positions.rules import DEFAULT_STEPS, USUAL_TEMPLATES
from recruit.positions.services.fields import write_values
from recruit.positions.services.ground import locked_position, record_on_position
from recruit.positions.services.team import put_on_team

_TEXTS = (
    "name", "public_name", "department", "employment_type", "seniority", "workplace_type",
    "city", "region", "country", "custom_id", "description",
)  # fmt: skip
_FLAGS = ("is_published", "is_talent_pool")


@dataclass(frozen=True)
class NewStep:
    """One step of a workflow to come."""

    name: str
    type: str = StepType.GO_NO_GO
    beside_previous: bool = False
    instructions: str = ""
    #: Whoever is hiring manager or recruiter takes part; without a recruiter the hiring manager does.
    roles: tuple[str, ...] = ()
    #: Ids of teammates on the team who take part.
    participants: tuple[int, ...] = ()


class PositionNeedsName(Refusal):
    code = "position_needs_name"


class PositionNeedsSteps(Refusal):
    code = "position_needs_steps"


@transaction.atomic
def open_position(
    *,
    company_id: int,
    name: str,
    public_name: str | None = None,
    workplace_type: str = WorkplaceType.UNSAID,
    city: str = "",
    region: str = "",
    country: str = "",
    custom_id: str = "",
    description: str = "",
    department: str = "",
    employment_type: str = "",
    seniority: str = "",
    is_discreet: bool = False,
    is_published: bool = False,
    is_talent_pool: bool = False,
    hiring_manager: Teammate,
    recruiter: Teammate | None = None,
    steps: Sequence[NewStep] | None = None,
    custom_values: Mapping[str, str] | None = None,
    team: Sequence[tuple[Teammate, HiringRole]] = (),
    opening_reason: str = "",
    like: str = "",
    opened_at: datetime | None = None,
    actor: Actor,
) -> Position:
    """A position with its workflow (six default steps), its first opening, a hiring manager and perhaps a recruiter.

    ``team``: who else is on it. ``like``: what it was opened like, for history.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.OPEN_POSITIONS)
    if steps is not None and not steps:
        raise PositionNeedsSteps(
            _("A position needs at least one step. Add a step, or leave the default ones.")
        )
    at = opened_at or clock.now()
    position = Position(
        company_id=company_id, is_discreet=is_discreet, opened_at=at, created_at=at, updated_at=at
    )
    words = {
        "name": name, "public_name": public_name, "department": department, "employment_type": employment_type,
        "seniority": seniority, "workplace_type": workplace_type, "city": city, "region": region,
        "country": country, "custom_id": custom_id, "description": description,
        "is_published": is_published, "is_talent_pool": is_talent_pool,
    }  # fmt: skip
    _write(position, words)
    write_values(position, custom_values or {}, is_new=True)
    position.save(force_insert=True)
    definitions = _add_workflow(position, steps)
    Opening.objects.create(
        company_id=company_id,
        position=position,
        name=position.name,
        reason=" ".join(opening_reason.split()),
        opened_at=at,
    )
    put_on_team(position, teammate=hiring_manager, role=HiringRole.HIRING_MANAGER)
    if recruiter is not None:
        put_on_team(position, teammate=recruiter, role=HiringRole.RECRUITER)
    for teammate, role in team:
        put_on_team(position, teammate=teammate, role=role)
    if steps is None:
        steps = _usual_steps()
    _add_participants(
        zip(definitions, steps, strict=True), hiring_manager=hiring_manager, recruiter=recruiter
    )
    record_on_position(position, verb=Verb.POSITION_OPENED, actor=actor, like=like)
    events.publish(PositionOpened(company_id, position.pk))
    return position


def _usual_steps() -> list[NewStep]:
    """The default steps are the recruiter's, where there is one, and the hiring manager's."""
    usual = {name: role for name, _, role in USUAL_TEMPLATES}
    return [
        NewStep(
            name,
            step_type,
            roles=(
                HiringRole.RECRUITER if usual[name] == HiringRole.RECRUITER else HiringRole.HIRING_MANAGER,
            ),
        )
        for name, step_type in DEFAULT_STEPS
    ]


def _add_workflow(position: Position, steps: Sequence[NewStep] | None) -> list[StepDefinition]:
    return StepDefinition.objects.bulk_create(
        StepDefinition(
            company_id=position.company_id,
            position=position,
            name=step.name.strip(),
            type=StepType(step.type),
            order=order,
            beside_previous=step.beside_previous and order > 1,
            instructions=step.instructions,
        )
        for order, step in enumerate(steps or _usual_steps(), start=1)
    )


def _add_participants(
    steps: Iterable[tuple[StepDefinition, NewStep]], *, hiring_manager: Teammate, recruiter: Teammate | None
) -> None:
    by_role = {HiringRole.HIRING_MANAGER: hiring_manager, HiringRole.RECRUITER: recruiter or hiring_manager}
    StepParticipant.objects.bulk_create(
        StepParticipant(company_id=definition.company_id, definition=definition, teammate_id=teammate_id)
        for definition, step in steps
        for teammate_id in sorted(
            {*step.participants, *(by_role[HiringRole(role)].pk for role in step.roles)}
        )
    )


class PositionFieldUnknown(Refusal):
    code = "position_field_unknown"


@transaction.atomic
def update_position(*, position: Position, changes: Mapping[str, Any], actor: Actor) -> Position:
    """``changes`` by field: names, place, texts, is_published, is_talent_pool, custom_values. Others stay.

    Status and discretion have verbs of their own. Nothing is recorded when nothing differs.
    """
    words = {name: value for name, value in changes.items() if name != "custom_values"}
    unknown = sorted(set(words) - set(_TEXTS) - set(_FLAGS))
    if unknown:
        raise PositionFieldUnknown(
            _("A position has no {fields} that could be changed here.").format(fields=", ".join(unknown))
        )
    fresh = locked_position(position, actor=actor, capability=PositionCapability.EDIT_POSITION)
    differing = _write(fresh, words)
    differing += write_values(fresh, changes.get("custom_values") or {}, is_new=False)
    if not differing:
        return fresh
    fresh.updated_at = clock.now()
    fresh.save()
    shown = ", ".join(name.replace("_", " ") for name in differing)
    record_on_position(fresh, verb=Verb.POSITION_UPDATED, actor=actor, fields=shown)
    events.publish(PositionUpdated(fresh.company_id, fresh.pk))
    return fresh


def _write(position: Position, changes: Mapping[str, Any]) -> list[str]:
    """Put the clean values on the row; the names of those that differ from before."""
    clean = {name: _clean(name, value) for name, value in changes.items()}
    # A public name that says the same as the name is no public name: renaming must then change both.
    if clean.get("public_name", position.public_name) in ("", clean.get("name", position.name)):
        clean["public_name"] = None
    differing = [
        name for name in (*_TEXTS, *_FLAGS) if name in clean and clean[name] != getattr(position, name)
    ]
    for name in differing:
        setattr(position, name, clean[name])
    if not position.name:
        raise PositionNeedsName(_("A position needs a name. Type the one that your team uses."))
    return differing


def _clean(name: str, value: Any) -> Any:
    if name in _FLAGS:
        return bool(value)
    text = (value or "").strip()
    if name == "workplace_type":
        return WorkplaceType(text)
    if name == "country":
        return _country(text)
    return text


class CountryNotUnderstood(Refusal):
    code = "country_not_understood"


def _country(text: str) -> str:
    if text and not (len(text) == 2 and text.isascii() and text.isalpha()):  # noqa: PLR2004 -- ISO 3166 alpha-2
        raise CountryNotUnderstood(
            _("“{country}” is not a country's two letters. Write DE, FR or US, for example.").format(
                country=text
            )
        )
    return text.upper()


@transaction.atomic
def set_discretion(*, position: Position, is_discreet: bool, actor: Actor) -> Position:
    """Discreet: only the hiring team and the owners know of it."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.EDIT_POSITION)
    if fresh.is_discreet == is_discreet:
        return fresh
    fresh.is_discreet = is_discreet
    fresh.updated_at = clock.now()
    fresh.save(update_fields=["is_discreet", "updated_at"])
    discretion = "discreet" if is_discreet else "visible to all who see positions"
    record_on_position(fresh, verb=Verb.DISCRETION_CHANGED, actor=actor, discretion=discretion)
    live.touch(fresh.company_id, ["persons"])
    events.publish(DiscretionChanged(fresh.company_id, fresh.pk))
    return fresh
