"""When and where does one meet, with whom, and who has yet to say what they think?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from recruit.base import clock
from recruit.base.beside import columns_of, made_row
from recruit.base.paging import Page, id_of, page_of
from recruit.company.models import Teammate
from recruit.evaluation.models import Evaluation, Interview, InterviewParticipant
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.models import ProcessStep
from recruit.hiring.selectors import participants_of_steps
from recruit.people.models import Person
from recruit.positions.selectors import sight_of

#: Nobody works through more; the count stops here.
_MOST = 1000
#: No meeting is longer.
_LONGEST = timedelta(days=1)


@dataclass(frozen=True)
class InterviewShown:
    """A meeting that stands; ``participants`` by name."""

    public_id: str
    step_id: int
    starts_at: datetime
    minutes: int
    meeting_type: str
    meeting_label: str
    place: str
    participants: tuple[Teammate, ...]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def interviews_of_steps(*, company_id: int, step_ids: Collection[int]) -> dict[int, InterviewShown]:
    """By step id. One query. Nobody may be left who takes part: whoever leaves the team leaves its meetings, too."""
    rows = Interview.objects.filter(company_id=company_id, step_id__in=step_ids, cancelled_at__isnull=True)
    of_meeting = columns_of(Interview)
    found = rows.values_list(*of_meeting, *columns_of(Teammate, "participants__teammate__"))
    people: dict[Interview, list[Teammate]] = defaultdict(list)
    for values in found:
        meeting = made_row(Interview, values[: len(of_meeting)])
        teammate = made_row(Teammate, values[len(of_meeting) :])
        people[meeting] += [teammate] if teammate.pk else []
    return {meeting.step_id: _shown(meeting, those) for meeting, those in people.items()}


def _shown(row: Interview, people: Sequence[Teammate]) -> InterviewShown:
    return InterviewShown(
        public_id=row.public_id,
        step_id=row.step_id,
        starts_at=row.starts_at,
        minutes=row.minutes,
        meeting_type=row.meeting_type,
        meeting_label=row.get_meeting_type_display(),
        place=row.place,
        participants=tuple(sorted(people, key=lambda one: (one.last_name, one.first_name, one.pk))),
    )


def evaluators_of(*, step: ProcessStep) -> list[Teammate]:
    """Who is asked what they think: whoever was invited to the meeting, else whoever takes part in the step.

    The step brings its process.
    """
    meeting = interviews_of_steps(company_id=step.company_id, step_ids=[step.pk]).get(step.pk)
    return list(meeting.participants) if meeting else participants_of_steps(steps=[step])[step.pk]


@dataclass(frozen=True)
class InterviewToEvaluate:
    """A meeting of the teammate's about which they have not submitted an evaluation."""

    interview_id: int
    starts_at: datetime
    minutes: int
    meeting_label: str
    place: str
    step_public_id: str
    step_name: str
    process_public_id: str
    person_public_id: str
    person_name: str
    position_name: str
    has_draft: bool


def interviews_to_evaluate(
    *, teammate: Teammate, after: str | None = None, limit: int = 25
) -> Page[InterviewToEvaluate]:
    """The latest scheduled first; of processes that are active, on positions that the teammate may view."""
    own = Evaluation.objects.filter(author=teammate, step_id=OuterRef("interview__step_id"))
    rows = InterviewParticipant.objects.filter(
        company_id=teammate.company_id,
        teammate=teammate,
        interview__cancelled_at__isnull=True,
        interview__process__status__in=[ProcessStatus.IN_PROGRESS, ProcessStatus.AWAITING_DECISION],
    ).annotate(has_draft=Exists(own))
    rows = rows.exclude(Exists(own.filter(submitted_at__isnull=False)))
    sight = sight_of(teammate=teammate)
    rows = rows.filter(sight.leaves_out("interview__process__person_id"))
    if sight.seen is not None:
        rows = rows.filter(interview__process__position_id__among=sight.seen)
    elif sight.hidden:
        rows = rows.exclude(interview__process__position_id__among=sight.hidden)
    count = rows.values("id")[: _MOST + 1].count()
    if after:
        rows = rows.filter(interview_id__lt=id_of(after))
    joined = rows.select_related(
        "interview__step", "interview__process__person", "interview__process__position"
    )
    found = list(joined.order_by("-interview_id")[: limit + 1])
    page = page_of(found, limit=limit, key=lambda row: (row.interview_id,), count=count)
    return Page([_to_evaluate(row) for row in page.rows], page.next_cursor, min(count, _MOST), count <= _MOST)


def _to_evaluate(row: InterviewParticipant) -> InterviewToEvaluate:
    meeting = row.interview
    process = meeting.process
    return InterviewToEvaluate(
        interview_id=meeting.pk,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        meeting_label=meeting.get_meeting_type_display(),
        place=meeting.place,
        step_public_id=meeting.step.public_id,
        step_name=meeting.step.name,
        process_public_id=process.public_id,
        person_public_id=process.person.public_id,
        person_name=process.person.full_name,
        position_name=process.position.name,
        has_draft=bool(getattr(row, "has_draft", False)),
    )


def next_meeting_of(*, person: Person) -> Interview | None:
    """The next one that is not over and not called off, with its step and position."""
    rows = Interview.objects.filter(
        company_id=person.company_id,
        process__person=person,
        cancelled_at=None,
        starts_at__gt=clock.now() - _LONGEST,
    ).select_related("step", "process__position")
    now = clock.now()
    return next(
        (row for row in rows.order_by("starts_at") if row.starts_at + timedelta(minutes=row.minutes) > now),
        None,
    )


def meeting_counts(*, company_id: int, person_id: int) -> dict[str, int]:
    """How many meetings and evaluations are kept of that person."""
    mine = {"company_id": company_id, "process__person_id": person_id}
    return {
        "interviews": Interview.objects.filter(**mine).count(),
        "evaluations": Evaluation.objects.filter(**mine).count(),
    }
