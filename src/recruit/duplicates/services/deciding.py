"""What do people say of a suspicion? That the two are different; that they are one is said by merging them."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed, Refusal
from recruit.company.selectors import teammate_behind
from recruit.duplicates.enums import CaseState
from recruit.duplicates.events import DuplicateDecided
from recruit.duplicates.models import DuplicateCase
from recruit.duplicates.rules.comparing import is_strong
from recruit.duplicates.selectors import resolvable_persons, visible_case


class CaseIsDecided(Refusal):
    code = "case_is_decided"


@transaction.atomic
def decide_different(*, company_id: int, public_id: str, reason: str = "", actor: Actor) -> DuplicateCase:
    """The pair is silent until a new strong signal appears. Refuses ``NotFound``, ``NotAllowed``, ``CaseIsDecided``."""
    teammate = teammate_behind(company_id=company_id, actor=actor)
    if teammate is None:
        raise NotAllowed(_("Only a teammate can say who is whose double."))
    seen = visible_case(teammate=teammate, public_id=public_id)
    pair = {seen.first_id, seen.second_id}
    if not pair <= resolvable_persons(teammate=teammate, person_ids=pair):
        raise NotAllowed(
            _(
                "Saying who is whose double is for those who resolve duplicates on a position of either candidate. "
                "Ask one of its recruiters."
            )
        )
    case = DuplicateCase.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    if case.state != CaseState.OPEN:
        raise CaseIsDecided(
            _("{name} has decided this case already: {decision}.").format(
                name=case.decided_by_name or _("Somebody"), decision=case.get_state_display()
            )
        )
    case.state = CaseState.DIFFERENT
    case.known_signals = [each["field"] for each in case.signals if is_strong(each["field"], each["level"])]
    case.decided_by, case.decided_by_name = teammate, actor.name
    case.decided_at, case.reason = clock.now(), reason.strip()
    case.save()
    for person in (seen.first, seen.second):
        record(
            company_id=company_id,
            verb=Verb.DUPLICATE_DECIDED,
            actor=actor,
            person_id=person.pk,
            person=person.full_name,
            decision=gettext_noop("different people"),
            reason=case.reason,
        )
        live.touch(company_id, [f"person:{person.public_id}"])
    live.touch(company_id, ["duplicates"])
    events.publish(DuplicateDecided(company_id, case.pk, case.first_id, case.second_id, case.state))
    return case
