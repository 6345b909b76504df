"""How is a meeting with a candidate fixed, moved and called off? Whoever takes part reads of it by mail."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.base import clock, queue
from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed, Refusal
from recruit.evaluation.enums import MeetingType
from recruit.evaluation.models import Interview, InterviewParticipant
from recruit.evaluation.services.ground import may_there, step_for, tell
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.selectors import takes_part
from recruit.positions.enums import PositionCapability
from recruit.positions.services import require_on_team

SEND_INVITATION = "recruit.send_interview_invitation"
_SHORTEST, _LONGEST = 5, 24 * 60


class SchedulingNotYours(NotAllowed):
    code = "scheduling_not_yours"


class MeetingRefused(Refusal):
    code = "meeting_refused"


@transaction.atomic
def schedule_interview(
    *,
    process: HiringProcess,
    step_public_id: str,
    starts_at: datetime,
    minutes: int,
    meeting_type: str,
    place: str = "",
    participants: Collection[int],
    actor: Actor,
) -> Interview:
    """The meeting of this step, new or moved. ``participants`` are teammates' ids, all of the hiring team."""
    step = step_for(process, step_public_id, asks_active=True)
    require_scheduler(process, step, actor)
    if not _SHORTEST <= minutes <= _LONGEST:
        raise MeetingRefused(
            _("A meeting lasts between {shortest} minutes and a day. Change its duration.").format(
                shortest=_SHORTEST
            )
        )
    if not participants:
        raise MeetingRefused(_("Somebody has to meet the candidate. Choose who takes part."))
    require_on_team(process.position, participants)
    meeting = _standing(step)
    before = set(meeting.participants.values_list("teammate_id", flat=True)) if meeting else set()
    if meeting is None:
        meeting = Interview(company_id=process.company_id, process=process, step=step)
    else:
        meeting.sequence += 1
    meeting.starts_at, meeting.minutes = starts_at, minutes
    meeting.meeting_type, meeting.place = MeetingType(meeting_type), place.strip()
    meeting.scheduled_by_name = actor.name
    meeting.save()
    wanted = set(participants)
    meeting.participants.exclude(teammate_id__in=wanted).delete()
    InterviewParticipant.objects.bulk_create(
        InterviewParticipant(company_id=process.company_id, interview=meeting, teammate_id=teammate_id)
        for teammate_id in sorted(wanted - before)
    )
    when = f"{starts_at:%-d %B %Y, %H:%M} UTC"
    tell(process, verb=Verb.INTERVIEW_SCHEDULED, actor=actor, step=step.name, when=when)
    _invite(meeting, gone=sorted(before - wanted))
    return meeting


@transaction.atomic
def cancel_interview(*, process: HiringProcess, step_public_id: str, actor: Actor) -> None:
    """Idempotent. Whoever was invited reads that it does not take place."""
    step = step_for(process, step_public_id)
    require_scheduler(process, step, actor)
    meeting = _standing(step)
    if meeting is None:
        return
    meeting.cancelled_at = clock.now()
    meeting.sequence += 1
    meeting.save(update_fields=["cancelled_at", "sequence"])
    tell(process, verb=Verb.INTERVIEW_CANCELLED, actor=actor, step=step.name)
    _invite(meeting, gone=[])


def _standing(step: ProcessStep) -> Interview | None:
    rows = Interview.objects.filter(company_id=step.company_id, step=step, cancelled_at__isnull=True)
    return rows.select_for_update().first()


def require_scheduler(process: HiringProcess, step: ProcessStep, actor: Actor) -> None:
    """A role that opens scheduling, or taking part in the step: interviewers fix their own meetings."""
    teammate, schedules = may_there(actor, process, PositionCapability.SCHEDULE_INTERVIEWS)
    if schedules or (teammate is not None and takes_part(teammate=teammate, step=step)):
        return
    raise SchedulingNotYours(
        _(
            "Meetings for “{step}” are fixed by those who take part in it, or by the recruiting team of {position}."
        ).format(step=step.name, position=process.position.name)
    )


def _invite(meeting: Interview, *, gone: Collection[int]) -> None:
    queue.defer(
        SEND_INVITATION,
        company_id=meeting.company_id,
        interview_id=meeting.pk,
        sequence=meeting.sequence,
        gone=list(gone),
    )
