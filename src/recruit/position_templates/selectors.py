"""Which templates does a company have, and how does a position look that another is to be opened like?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from recruit.base.errors import NotFound
from recruit.careers.selectors import questions_of
from recruit.evaluation.selectors import scorecard_of
from recruit.position_templates.models import PositionTemplate
from recruit.position_templates.rules import (
    FLAGS,
    WORDS,
    Picture,
    PictureStep,
    who_takes_part,
    without_those_asked_for,
)
from recruit.positions.models import Position
from recruit.positions.selectors import participants_of_definitions, steps_of, team_in_order


def templates_of(*, company_id: int) -> list[PositionTemplate]:
    """All, by name: there are ``MOST_TEMPLATES`` at most."""
    return list(PositionTemplate.objects.filter(company_id=company_id).order_by("name"))


def template_with_id(*, company_id: int, public_id: str) -> PositionTemplate:
    found = PositionTemplate.objects.filter(company_id=company_id, public_id=public_id).first()
    if found is None:
        raise NotFound(_("There is no such position template any more."))
    return found


def picture_of(*, position: Position) -> Picture:
    """Five queries. Who may see the position is asked by whoever found it."""
    asked, rest = without_those_asked_for(team_in_order(position=position))
    steps = steps_of(position=position)
    participants = participants_of_definitions(
        company_id=position.company_id, definition_ids=[step.pk for step in steps]
    )
    pictured = []
    for step in steps:
        roles, ids = who_takes_part([each.pk for each in participants.get(step.pk, [])], asked)
        pictured.append(
            PictureStep(
                name=step.name,
                type=step.type,
                beside_previous=step.beside_previous,
                instructions=step.instructions,
                roles=roles,
                participants=ids,
            )
        )
    return Picture(
        words={name: getattr(position, name) or "" for name in WORDS},
        flags={name: getattr(position, name) for name in FLAGS},
        custom_values=dict(position.custom_values),
        steps=tuple(pictured),
        traits=tuple(scorecard_of(position=position)),
        questions=tuple(
            {name: getattr(question, name) for name in ("name", "kind", "options", "is_required")}
            for question in questions_of(position=position)
        ),
        team=tuple(rest),
    )
