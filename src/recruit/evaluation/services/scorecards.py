"""What is looked at for one position? Its traits; evaluations that were given keep the ones they had."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.selectors import teammate_behind
from recruit.evaluation.models import Scorecard
from recruit.evaluation.rules import DEFAULT_TRAITS, scorecard_hindrance
from recruit.evaluation.selectors import scorecard_of
from recruit.positions.enums import PositionCapability
from recruit.positions.models import Position
from recruit.positions.selectors import require_position


class ScorecardRefused(Refusal):
    code = "scorecard_refused"


def begin_scorecard(*, position: Position, traits: Sequence[str]) -> None:
    """Of a position that has just been opened, by whoever may open it; inside their transaction."""
    if traits and list(traits) != list(DEFAULT_TRAITS):
        Scorecard.objects.create(company_id=position.company_id, position=position, traits=list(traits))


@transaction.atomic
def change_scorecard(*, position: Position, traits: Sequence[str], actor: Actor) -> list[str]:
    """The traits as they are from now on. Nothing is recorded when nothing differs."""
    teammate = teammate_behind(company_id=position.company_id, actor=actor)
    if teammate is not None:
        require_position(teammate=teammate, position=position, capability=PositionCapability.EDIT_SCORECARD)
    clean = [" ".join(trait.split()) for trait in traits if trait.strip()]
    hindrance = scorecard_hindrance(clean)
    if hindrance is not None:
        raise ScorecardRefused(hindrance)
    if clean == scorecard_of(position=position):
        return clean
    own = Scorecard.objects.filter(company_id=position.company_id, position=position)
    if clean == list(DEFAULT_TRAITS):
        own.delete()
    elif not own.update(traits=clean):
        Scorecard.objects.create(company_id=position.company_id, position=position, traits=clean)
    record(
        company_id=position.company_id,
        verb=Verb.SCORECARD_CHANGED,
        actor=actor,
        position_id=position.pk,
        position=position.name,
        traits=", ".join(clean),
    )
    live.touch(position.company_id, [f"position:{position.public_id}"])
    return clean
