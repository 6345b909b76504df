"""How does a position become a template, how is one opened like another, and how do templates change and go?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.locks import lock_in_transaction
from recruit.careers.services import begin_questions
from recruit.company.enums import Capability
from recruit.company.models import Teammate
from recruit.company.selectors import reader_behind, require_capability
from recruit.evaluation.services import begin_scorecard
from recruit.position_templates.models import PositionTemplate
from recruit.position_templates.rules import MOST_TEMPLATES, Picture, as_data
from recruit.position_templates.selectors import picture_of, template_with_id
from recruit.positions.enums import HiringRole, PositionCapability
from recruit.positions.models import Position
from recruit.positions.rules import can_join_hiring_team
from recruit.positions.selectors import require_position
from recruit.positions.services import NewStep, open_position

_LONGEST = 200


class PositionTemplateRefused(Refusal):
    code = "position_template_refused"


@transaction.atomic
def save_position_template(*, position: Position, name: str, actor: Actor) -> PositionTemplate:
    """A new template that looks like the position does now. Everybody who opens positions can read it from then on."""
    require_capability(company_id=position.company_id, actor=actor, capability=Capability.OPEN_POSITIONS)
    reader = reader_behind(company_id=position.company_id, actor=actor)
    if reader is not None:
        require_position(teammate=reader, position=position, capability=PositionCapability.EDIT_POSITION)
    _require_room(position.company_id)
    template = PositionTemplate(
        company_id=position.company_id,
        picture=as_data(picture_of(position=position)),
        made_from=position.name,
        made_by=actor.name[:_LONGEST],
    )
    _name(template, name)
    _tell(template, actor, "added")
    return template


def _require_room(company_id: int) -> None:
    """Whoever saves one at the same moment waits, and is counted."""
    lock_in_transaction("position templates", company_id)
    if PositionTemplate.objects.filter(company_id=company_id).count() >= MOST_TEMPLATES:
        raise PositionTemplateRefused(
            _(
                "There are {most} templates, as many as there can be. Ask an owner or admin to remove one that "
                "nobody uses."
            ).format(most=MOST_TEMPLATES)
        )


@transaction.atomic
def rename_position_template(*, company_id: int, public_id: str, name: str, actor: Actor) -> PositionTemplate:
    require_keeper(company_id=company_id, actor=actor)
    template = template_with_id(company_id=company_id, public_id=public_id)
    _name(template, name)
    _tell(template, actor, "renamed")
    return template


@transaction.atomic
def remove_position_template(*, company_id: int, public_id: str, actor: Actor) -> None:
    """Positions that were opened like it stay as they are."""
    require_keeper(company_id=company_id, actor=actor)
    template = template_with_id(company_id=company_id, public_id=public_id)
    template.delete()
    _tell(template, actor, "removed")


def require_keeper(*, company_id: int, actor: Actor) -> None:
    """Who configures the company and opens positions: an IT manager does not read what these look like."""
    for capability in (Capability.OPEN_POSITIONS, Capability.CONFIGURE_COMPANY):
        require_capability(company_id=company_id, actor=actor, capability=capability)


def _name(template: PositionTemplate, name: str) -> None:
    template.name = " ".join(name.split())
    if not template.name:
        raise PositionTemplateRefused(_("A template needs a name. Type what your team will look for."))
    if len(template.name) > _LONGEST:
        raise PositionTemplateRefused(
            _("A template's name has at most {most} characters.").format(most=_LONGEST)
        )
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as reason:
        raise PositionTemplateRefused(
            _("There is a template “{template}” already. Choose another name.").format(template=template.name)
        ) from reason


def _tell(template: PositionTemplate, actor: Actor, what: str) -> None:
    record(
        company_id=template.company_id,
        verb=Verb.POSITION_TEMPLATE_CHANGED,
        actor=actor,
        what=what,
        template=template.name,
    )
    live.touch(template.company_id, ["settings"])


@dataclass(frozen=True)
class OpenedLike:
    """``left_out``: names of those who were on the other team and cannot be on this one."""

    position: Position
    left_out: tuple[str, ...]


@transaction.atomic
def open_position_like(
    *,
    company_id: int,
    picture: Picture,
    like: str,
    hiring_manager: Teammate,
    recruiter: Teammate | None,
    actor: Actor,
    **words: Any,
) -> OpenedLike:
    """With the picture's workflow, scorecard and team; ``words`` are what ``open_position`` takes.

    ``like``: the name of the template or position, for history. Who may not be on the new team any more is left out,
    also of the steps.
    """
    team, left_out = _team_of(company_id, picture)
    there = {teammate.pk for teammate, _ in team}
    position = open_position(
        company_id=company_id,
        hiring_manager=hiring_manager,
        recruiter=recruiter,
        steps=[
            NewStep(
                name=step.name,
                type=step.type,
                beside_previous=step.beside_previous,
                instructions=step.instructions,
                roles=step.roles,
                participants=tuple(each for each in step.participants if each in there),
            )
            for step in picture.steps
        ],
        team=team,
        like=like,
        actor=actor,
        **words,
    )
    begin_scorecard(position=position, traits=picture.traits)
    begin_questions(position=position, like=picture.questions)
    return OpenedLike(position, left_out)


def _team_of(company_id: int, picture: Picture) -> tuple[list[tuple[Teammate, HiringRole]], tuple[str, ...]]:
    """Who of the picture can be on a team today, and the names of the others."""
    known = Teammate.objects.filter(company_id=company_id).in_bulk([each for each, _ in picture.team])
    team: list[tuple[Teammate, HiringRole]] = []
    left_out: dict[str, None] = {}
    for teammate_id, role in picture.team:
        teammate = known.get(teammate_id)
        if teammate is None:
            continue
        if can_join_hiring_team(is_active=teammate.is_active, company_role=teammate.company_role, role=role):
            left_out[teammate.full_name] = None
        else:
            team.append((teammate, HiringRole(role)))
    return team, tuple(left_out)
