"""What do answers look like? One schema for each kind of record; ids are public ids."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Field, Schema

from recruit.base.typed import ValueKind
from recruit.people.enums import ContactKind, FileKind, ProspectStatus
from recruit.positions.enums import OpeningStatus, PositionStatus, StepType, WorkplaceType
from recruit.sources.enums import SourceType


class Named(Schema):
    id: str
    name: str


class PositionFieldOut(Schema):
    id: str
    name: str
    kind: ValueKind
    options: list[str]
    is_required: bool
    is_public: bool = Field(description="Shown on the careers site.")


class FieldValueOut(Schema):
    id: str
    name: str
    value: str = Field(
        description="Numbers with a point, days as 2026-03-31, yes or no, choices as they are written."
    )


class PositionOut(Schema):
    id: str
    name: str
    public_name: str | None
    status: PositionStatus
    is_published: bool
    is_discreet: bool
    is_talent_pool: bool
    department: str
    employment_type: str
    seniority: str
    workplace_type: WorkplaceType
    city: str
    region: str
    country: str
    custom_id: str
    description: str
    custom_fields: list[FieldValueOut] = Field(description="The company's own fields that say something.")
    opened_at: datetime
    closed_at: datetime | None
    created_at: datetime
    updated_at: datetime


class StepOut(Schema):
    id: str
    name: str
    type: StepType
    beside_previous: bool


class OpeningOut(Schema):
    id: str
    name: str
    reason: str
    status: OpeningStatus
    is_open: bool
    opened_at: datetime
    filled_at: datetime | None
    closed_at: datetime | None = Field(description="When it ended without a hire, where that is known.")


class MemberOut(Schema):
    id: str
    name: str
    email: str
    roles: list[str]


class PositionDetail(PositionOut):
    steps: list[StepOut]
    openings: list[OpeningOut]
    hiring_team: list[MemberOut] | None = Field(description="Null without the scope hiring-teams:read.")


class ContactPointOut(Schema):
    kind: ContactKind
    value: str
    is_primary: bool


class PersonOut(Schema):
    id: str
    first_name: str
    middle_name: str
    last_name: str
    headline: str
    employer: str
    location: str
    prospect_status: ProspectStatus
    do_not_contact: bool
    tags: list[str]
    contact_points: list[ContactPointOut] | None = Field(description="Null without the scope contacts:read.")
    created_at: datetime
    updated_at: datetime


class NoteOut(Schema):
    id: str
    text: str
    mentions: list[Named] = Field(
        description="Teammates whose name stands after an @ in the text, and who could read the note by then."
    )
    author: str
    created_at: datetime
    updated_at: datetime


class FileOut(Schema):
    id: str
    kind: FileKind
    name: str
    size: int = Field(description="In bytes.")
    media_type: str
    added_by: str
    added_at: datetime


class ProcessStepOut(Schema):
    id: str
    name: str
    type: StepType
    state: str
    entered_at: datetime | None
    completed_at: datetime | None
    completed_by: str
    decision: str


class ProcessOut(Schema):
    id: str
    person: Named
    position: Named
    status: str
    current_step: str = Field(description="Names of present steps, joined by +; empty when there is none.")
    source: Named | None = Field(description="Null without the scope sources:read.")
    reason: str
    started_at: datetime
    updated_at: datetime
    status_changed_at: datetime
    ended_at: datetime | None
    applied_date: date | None
    first_day_date: date | None


class ProcessDetail(ProcessOut):
    steps: list[ProcessStepOut] = Field(
        description="Without the scope future-steps:read, those that were begun."
    )


class SourceOut(Schema):
    id: str
    name: str
    type: SourceType


class TeammateOut(Schema):
    id: str
    first_name: str
    last_name: str
    email: str
    company_role: str
    is_active: bool


class ActivityOut(Schema):
    at: datetime
    verb: str
    sentence: str
    actor_kind: str
    actor_name: str
