"""Who is considered for what, how far did they come, and what changed?

The present step and the board's column are kept on the process as well, so that a board of a hundred thousand
processes is read from one index. Only the services write them, together with the steps.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from recruit.base import clock, ids
from recruit.base.actors import ActorKind
from recruit.base.rows import CompanyRow
from recruit.hiring.enums import ChangeKind, ManyKind, ManyState, ProcessStatus, SearchedList, StepState
from recruit.hiring.rules import ACTIVE
from recruit.positions.enums import StepType


def new_process_id() -> str:
    return ids.new_id("prc")


def new_step_id() -> str:
    return ids.new_id("stp")


def new_change_id() -> str:
    return ids.new_id("chg")


def new_search_id() -> str:
    return ids.new_id("sch")


class HiringProcess(CompanyRow):
    """A person considered for one position; of one pair at most one is active."""

    public_id = models.CharField(max_length=24, unique=True, default=new_process_id, editable=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="processes"
    )
    position = models.ForeignKey(
        "positions.Position", on_delete=models.PROTECT, db_index=False, related_name="processes"
    )
    status = models.CharField(max_length=20, choices=ProcessStatus.choices, default=ProcessStatus.IN_PROGRESS)
    source = models.ForeignKey(
        "sources.Source", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    source_contact = models.ForeignKey(
        "sources.SourceContact", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)
    held_by_position = models.BooleanField(default=False)
    #: Where the board shows it: the place of its present step in the position's workflow, or of the step before that.
    current_step_order = models.PositiveIntegerField(null=True)
    #: The present step; several at once are joined by " + " in their order.
    current_step_name = models.CharField(max_length=1000, blank=True)
    #: Its steps are its own and follow the position's workflow no more.
    is_unlocked = models.BooleanField(default=False, db_default=False)
    #: The version of the position's workflow that its steps have followed last.
    workflow_version = models.PositiveIntegerField(default=1, db_default=1)
    opening = models.ForeignKey(
        "positions.Opening", null=True, blank=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    applied_date = models.DateField(null=True, blank=True)
    first_day_date = models.DateField(null=True, blank=True)
    board_column = models.CharField(max_length=20, db_collation="C")
    started_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    status_changed_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    imported_via = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "position"],
                condition=Q(status__in=sorted(ACTIVE)),
                name="one_active_process",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "position", "company"], name="processes_of_person"),
            # What rides along lets counts and lists be read from the index alone, the wall's company included.
            models.Index(
                fields=["position", "board_column", "-id"], include=["company"], name="processes_of_column"
            ),
            models.Index(
                fields=["position", "-id"], include=["person", "company"], name="processes_of_position"
            ),
            models.Index(fields=["company", "id"], name="processes_of_company"),
            # The list's filters: whose processes stand so, at that step, came from there.
            models.Index(
                fields=["company", "status", "person"], include=["position"], name="persons_by_status"
            ),
            models.Index(
                fields=["company", "current_step_name", "person"],
                include=["position"],
                condition=~Q(current_step_name=""),
                name="persons_by_step",
            ),
            models.Index(
                fields=["source", "person"], include=["position", "company"], name="persons_by_source"
            ),
            models.Index(
                fields=["company", "started_at"], include=["person", "position"], name="persons_by_start"
            ),
            models.Index(
                fields=["position"], condition=Q(held_by_position=True), name="processes_held_by_position"
            ),
            models.Index(fields=["opening"], condition=Q(opening__isnull=False), name="processes_by_opening"),
        ]


class ProcessStep(CompanyRow):
    """One step of one process, copied from the position's workflow when the process started."""

    public_id = models.CharField(max_length=24, unique=True, default=new_step_id, editable=False)
    process = models.ForeignKey(HiringProcess, on_delete=models.CASCADE, db_index=False, related_name="steps")
    definition = models.ForeignKey(
        "positions.StepDefinition", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=20, choices=StepType.choices)
    order = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.FUTURE)
    entered_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    completed_by_name = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=50, blank=True)
    beside_previous = models.BooleanField(default=False, db_default=False)
    #: Only of a step of one's own; the others say what the workflow's step says.
    instructions = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["process", "order"],
                name="one_process_step_per_place",
                deferrable=models.Deferrable.IMMEDIATE,
            )
        ]
        indexes = [
            models.Index(
                fields=["definition", "-id"],
                include=["process", "company"],
                condition=Q(state=StepState.CURRENT),
                name="current_steps_of_definition",
            )
        ]


class ProcessStepParticipant(CompanyRow):
    """One teammate who takes part in a step of one process only: of an unlocked one, or a step that was asked for."""

    step = models.ForeignKey(
        ProcessStep, on_delete=models.CASCADE, db_index=False, related_name="participants"
    )
    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.PROTECT, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "teammate"], name="a_participant_once_per_process_step")
        ]
        indexes = [models.Index(fields=["teammate", "-step"], name="process_steps_of_participant")]


class ProcessChange(CompanyRow):
    """One change of one process with the state before and after; a trigger lets nothing but ``undone_at`` change."""

    public_id = models.CharField(max_length=24, unique=True, default=new_change_id, editable=False)
    process = models.ForeignKey(HiringProcess, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=clock.now)
    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    before = models.JSONField()
    after = models.JSONField()
    actor_kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ActorKind])
    actor_name = models.CharField(max_length=200)
    actor_teammate = models.ForeignKey(
        "company.Teammate", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)


class SavedSearch(CompanyRow):
    """A search of a list under a name, of one teammate alone or for the whole company; ``query`` is its address."""

    public_id = models.CharField(max_length=24, unique=True, default=new_search_id, editable=False)
    owner = models.ForeignKey("company.Teammate", on_delete=models.PROTECT, db_index=False, related_name="+")
    name = models.CharField(max_length=100)
    of = models.CharField(
        max_length=10,
        choices=SearchedList.choices,
        default=SearchedList.PERSONS,
        db_default=SearchedList.PERSONS.value,
    )
    query = models.CharField(max_length=2000)
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "owner", "of", "name"], name="a_search_once_per_name")
        ]
        indexes = [
            models.Index(fields=["company", "name"], condition=Q(is_shared=True), name="searches_shared")
        ]


def new_run_id() -> str:
    return ids.new_id("run")


class ManyRun(CompanyRow):
    """What one teammate does to everybody whom a search found when they pressed; a worker takes it slice by slice."""

    public_id = models.CharField(max_length=24, unique=True, default=new_run_id, editable=False)
    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=ManyKind.choices)
    state = models.CharField(max_length=10, choices=ManyState.choices, default=ManyState.RUNNING)
    #: The tag, or the reason of a rejection.
    words = models.TextField(blank=True, default="")
    position_public_id = models.CharField(max_length=24, blank=True, default="")
    #: In the order of the search; the first ``done`` of them have had their turn.
    person_ids = models.JSONField()
    done = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    #: What can be taken back: public ids of changes, or of those who got the tag newly.
    changes = models.JSONField(default=list)
    taken_back = models.PositiveIntegerField(default=0)
    kept_standing = models.PositiveIntegerField(default=0)
    #: ``{"person": id, "why": sentence}`` of each who was left as they are.
    refused = models.JSONField(default=list)
    created_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["company", "created_at"], name="many_runs_by_age")]


class DefaultSearch(CompanyRow):
    """With which search one list opens for one teammate, when its address asks for nothing."""

    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    of = models.CharField(max_length=10, choices=SearchedList.choices)
    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["teammate", "of"], name="one_default_search_per_list")]


class ListColumns(CompanyRow):
    """Which columns of the list of candidates one teammate wants to see; without a row, the usual ones."""

    teammate = models.OneToOneField("company.Teammate", on_delete=models.CASCADE, related_name="+")
    columns = models.JSONField()
