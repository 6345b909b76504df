"""What does one hire for, who works on it, and by which steps?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.base.typed import ValueKind
from recruit.positions.enums import HiringRole, OpeningStatus, PositionStatus, StepType, WorkplaceType


def new_position_id() -> str:
    return ids.new_id("pos")


def new_opening_id() -> str:
    return ids.new_id("opn")


def new_step_definition_id() -> str:
    return ids.new_id("std")


def new_step_template_id() -> str:
    return ids.new_id("tpl")


def new_field_id() -> str:
    return ids.new_id("fld")


class PositionField(CompanyRow):
    """Something that the company writes down about each of its positions, beside the usual."""

    public_id = models.CharField(max_length=24, unique=True, default=new_field_id, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ValueKind.choices)
    options = models.JSONField(default=list, blank=True)
    order = models.PositiveIntegerField()
    is_required = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "name"], name="one_position_field_per_name")
        ]


class Position(CompanyRow):
    """What one hires for. Insiders know its name; the world sees the public name, when it differs."""

    public_id = models.CharField(max_length=24, unique=True, default=new_position_id, editable=False)
    name = models.CharField(max_length=300)
    public_name = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001 -- null: equals the name
    status = models.CharField(max_length=10, choices=PositionStatus.choices, default=PositionStatus.OPEN)
    is_published = models.BooleanField(default=False)
    is_discreet = models.BooleanField(default=False)
    is_talent_pool = models.BooleanField(default=False)
    department = models.CharField(max_length=200, blank=True)
    employment_type = models.CharField(max_length=100, blank=True)
    seniority = models.CharField(max_length=100, blank=True)
    workplace_type = models.CharField(
        max_length=10, choices=WorkplaceType.choices, blank=True, default=WorkplaceType.UNSAID
    )
    city = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    custom_id = models.CharField(max_length=100, blank=True)
    description = models.TextField(blank=True)
    #: By the public ids of fields, as ``base.typed`` writes them; what says nothing is not there.
    custom_values = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField()), blank=True
    )
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    #: Counts the changes of its workflow: a process that has an older number has not been told of the newest yet.
    workflow_version = models.PositiveIntegerField(default=1, db_default=1)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["company", "-id"], name="positions_newest_first"),
            models.Index(fields=["company", "status", "-id"], name="positions_by_status"),
            models.Index(
                fields=["company", "-id"],
                condition=Q(is_published=True, status="open"),
                name="positions_published",
            ),
        ]

    @property
    def shown_name(self) -> str:
        return self.public_name or self.name


class Opening(CompanyRow):
    """One seat under a position; holding or closing the position ends it, reopening makes a new one."""

    public_id = models.CharField(max_length=24, unique=True, default=new_opening_id, editable=False)
    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="openings")
    name = models.CharField(max_length=300)
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    is_open = models.BooleanField(default=True)
    opened_at = models.DateTimeField(default=clock.now)
    filled_at = models.DateTimeField(null=True, blank=True)
    #: When it ended without a hire; of openings that ended long ago nobody knows it.
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_open=False) | Q(filled_at__isnull=True, closed_at__isnull=True),
                name="an_open_opening_has_not_ended",
            )
        ]

    @property
    def status(self) -> OpeningStatus:
        if self.is_open:
            return OpeningStatus.OPEN
        return OpeningStatus.FILLED if self.filled_at else OpeningStatus.CLOSED


class PositionRole(CompanyRow):
    """One teammate in one role on one position: together, the hiring team."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, db_index=False, related_name="roles")
    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    role = models.CharField(max_length=30, choices=HiringRole.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position", "teammate", "role"], name="a_role_once_per_teammate"),
            models.UniqueConstraint(
                fields=["position"], condition=Q(role=HiringRole.HIRING_MANAGER), name="one_hiring_manager"
            ),
        ]
        indexes = [models.Index(fields=["teammate", "position"], name="positions_of_teammate")]


class StepDefinition(CompanyRow):
    """One step of the position's workflow; processes keep their own copies, which follow it.

    A step that leaves the workflow is retired, not deleted: copies that were completed go on pointing at it, and those
    that were not are found by it. Its place is then beyond all others.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_step_definition_id, editable=False)
    position = models.ForeignKey(Position, on_delete=models.CASCADE, db_index=False, related_name="steps")
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=20, choices=StepType.choices)
    order = models.PositiveIntegerField()
    beside_previous = models.BooleanField(default=False, db_default=False)
    instructions = models.TextField(blank=True, default="", db_default="")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Looked at when a statement ends, not at each of its rows: reordering is one statement.
            models.UniqueConstraint(
                fields=["position", "order"],
                name="one_step_per_place",
                deferrable=models.Deferrable.IMMEDIATE,
            )
        ]


class StepParticipant(CompanyRow):
    """One teammate who takes part in a step of a position's workflow, for every process that follows it."""

    definition = models.ForeignKey(
        StepDefinition, on_delete=models.CASCADE, db_index=False, related_name="participants"
    )
    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.PROTECT, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["definition", "teammate"], name="a_participant_once_per_step")
        ]
        indexes = [models.Index(fields=["teammate", "definition"], name="steps_of_participant")]


class StepTemplate(CompanyRow):
    """A step that the company keeps ready for its workflows; a workflow takes a copy of it."""

    public_id = models.CharField(max_length=24, unique=True, default=new_step_template_id, editable=False)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=20, choices=StepType.choices)
    instructions = models.TextField(blank=True, default="")
    usual_role = models.CharField(max_length=30, choices=HiringRole.choices, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "name"], name="one_step_template_per_name")]
