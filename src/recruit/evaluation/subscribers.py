"""What does evaluation answer when somebody leaves a hiring team? They meet nobody of that position any more."""

from __future__ import annotations

from recruit.base import clock
from recruit.base.events import subscribe
from recruit.evaluation.models import InterviewParticipant
from recruit.positions.events import HiringTeamChanged, WorkHandedOver
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


@subscribe(WorkHandedOver)
def hand_over_meetings(event: WorkHandedOver) -> None:
    """Meetings to come only."""
    rows = InterviewParticipant.objects.filter(
        company_id=event.company_id,
        interview__process__position_id=event.position_id,
        interview__starts_at__gt=clock.now(),
        interview__cancelled_at__isnull=True,
    )
    has_both = rows.filter(teammate_id=event.successor_id).values_list("interview_id", flat=True)
    mine = rows.filter(teammate_id=event.teammate_id)
    mine.exclude(interview_id__in=list(has_both)).update(teammate_id=event.successor_id)
    mine.delete()
