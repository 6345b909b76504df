"""What do answers look like? One schema for each kind of record; ids are public ids."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from recruit.base.typed import ValueKind
from recruit.people.enums import ContactKind, FileKind, ProspectStatus
from recruit.positions.enums import OpeningStatus, PositionStatus, StepType, WorkplaceType
from recruit.privacy.enums import CandidateKind, ConsentBasis, ConsentState, ErasureKind, WhenDue, Wish
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


class ConsentWordsOut(Schema):
    number: int = Field(description="Other words of the company's are the next number.")
    text: str


class ConsentOut(Schema):
    id: str
    basis: ConsentBasis
    state: ConsentState
    words: ConsentWordsOut | None = Field(
        description="To which of the company's own words they agreed; null where it was recorded by hand."
    )
    origin: str = Field(description="How it is known, for people.")
    given_at: datetime
    until: datetime | None = Field(description="Null: it has no end.")
    withdrawn_at: datetime | None


class RetentionRuleOut(Schema):
    months: int = Field(description="After the last activity.")
    when_due: WhenDue


class RetentionOut(Schema):
    """When the time is over for which a candidate is kept. ``kind`` is null where no rule was ever about them."""

    person: Named
    kind: CandidateKind | None
    rule: RetentionRuleOut | None = Field(
        description="The company's for candidates of this kind; null: they are kept for good."
    )
    last_active_at: datetime | None
    due_at: datetime | None = Field(description="Null: never, as things stand.")
    is_due: bool
    goes_at: datetime | None = Field(description="When the rule removes them by itself, if it does.")
    kept_until: datetime | None = Field(description="Somebody has decided that they stay so long.")
    kept_because: str
    kept_by: str | None
    wish: Literal[Wish.ERASE, Wish.WITHDREW] | None = Field(
        description="What they have said of their data, which comes before every rule."
    )
    wished_at: datetime | None
    going: ErasureKind | None = Field(description="What is about to be done.")
    trouble: str = Field(description="Why it could not be done.")
    reckoned_at: datetime | None
