"""What does evaluation answer when somebody leaves a hiring team? They meet nobody of that position any more."""

from __future__ import annotations

from recruit.base import clock
from recruit.base.events import subscribe
from recruit.evaluation.models import InterviewParticipant
from recruit.positions.events import HiringTeamChanged
from recruit.positions.selectors import is_on_team


@subscribe(HiringTeamChanged)
def leave_meetings_with_team(event: HiringTeamChanged) -> None:
    """Meetings to come only: who met a candidate stays in history."""
    if is_on_team(position_id=event.position_id, teammate_id=event.teammate_id):
        return
    InterviewParticipant.objects.filter(
        company_id=event.company_id,
        teammate_id=event.teammate_id,
        interview__process__position_id=event.position_id,
        interview__starts_at__gt=clock.now(),
    ).delete()
