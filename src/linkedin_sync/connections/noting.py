"""Who decides that notes, evaluations and résumés go to LinkedIn? An admin, for the whole connection."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from linkedin_client import Generation
from linkedin_sync.connections.client import dialects_of
from linkedin_sync.connections.events import (
    FeedbackOutwardChanged,
    NotesOutwardChanged,
    ResumesOutwardChanged,
)
from linkedin_sync.connections.services import NoConnection
from linkedin_sync.enums import FeedbackOutward, NotesOutward, ResumesOutward
from linkedin_sync.models import Connection
from recruit.base import live
from recruit.base.actors import Actor
from recruit.base.events import Event, publish
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability

#: Of one candidate the newest so many résumés are sent: as many as LinkedIn takes in one call.
MOST_RESUMES: Final = 10


@transaction.atomic
def choose_notes_outward(*, company_id: int, wanted: NotesOutward, actor: Actor) -> Connection:
    """``NO`` also takes away what LinkedIn has of them, ``KEPT`` leaves it there. Refuses with ``NoConnection``."""
    connection = _chosen_by(company_id, actor)
    if connection.notes_outward != wanted:
        connection.notes_outward = wanted
        _keep(connection, "notes_outward", NotesOutwardChanged(company_id, connection.pk))
    return connection


@transaction.atomic
def choose_feedback_outward(*, company_id: int, wanted: FeedbackOutward, actor: Actor) -> Connection:
    """The same of evaluations, which LinkedIn calls interview feedback."""
    connection = _chosen_by(company_id, actor)
    if connection.feedback_outward != wanted:
        connection.feedback_outward = wanted
        _keep(connection, "feedback_outward", FeedbackOutwardChanged(company_id, connection.pk))
    return connection


@transaction.atomic
def choose_resumes_outward(*, company_id: int, wanted: ResumesOutward, actor: Actor) -> Connection:
    """The same of candidates' résumés. Where v2 is spoken of them, ``NO`` leaves there what is there."""
    connection = _chosen_by(company_id, actor)
    if connection.resumes_outward != wanted:
        connection.resumes_outward = wanted
        _keep(connection, "resumes_outward", ResumesOutwardChanged(company_id, connection.pk))
    return connection


def _chosen_by(company_id: int, actor: Actor) -> Connection:
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = Connection.objects.select_for_update().filter(company_id=company_id).first()
    if connection is None:
        raise NoConnection(_("This company is not connected to LinkedIn."))
    return connection


def _keep(connection: Connection, field: str, event: Event) -> None:
    connection.save(update_fields=[field])
    publish(event)
    live.touch(connection.company_id, ["integration", "settings"])


def notes_travel(*, company_id: int) -> bool:
    """Whether a note, written, changed or deleted, may make a record of LinkedIn's differ."""
    return Connection.objects.filter(company_id=company_id).exclude(notes_outward=NotesOutward.NO).exists()


def feedback_travels(*, company_id: int) -> bool:
    """Whether an evaluation, or who may read it, may make a record of LinkedIn's differ."""
    rows = Connection.objects.filter(company_id=company_id)
    return rows.exclude(feedback_outward=FeedbackOutward.NO).exists()


def resumes_travel(*, company_id: int) -> bool:
    """Whether a résumé, added or removed, may make a record of LinkedIn's differ."""
    rows = Connection.objects.filter(company_id=company_id)
    return rows.exclude(resumes_outward=ResumesOutward.NO).exists()


def resumes_can_leave(connection: Connection) -> bool:
    """Whether LinkedIn lets a résumé be deleted by itself: v2 takes it away only with its application."""
    return dialects_of(connection).attachments is Generation.REST
