"""How does somebody who applied on LinkedIn get into Recruit? By the same verb as on the careers site, once.

The push is signed and holds everything but the files: who the member is, is as sure as in an export. The files are
fetched with our own token. One that cannot be fetched does not keep the application out for longer than a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.utils.translation import gettext_noop

from linkedin_client import JobApplication, MediaFile, errors
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.enums import ApplicationOutcome, ExportReason
from linkedin_sync.inbox.sentences import sentence_of
from linkedin_sync.mapping.applying import Said, said_in
from linkedin_sync.mapping.persons import PROVIDER
from linkedin_sync.models import Connection, OnsiteApplication
from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, live
from recruit.base.actors import system_actor
from recruit.careers.enums import Channel
from recruit.careers.rules import Arrival
from recruit.careers.selectors import questions_of, site_of
from recruit.careers.services import Applicant, AppliedAs, NonceUsed, OutsideProfile, apply_to_position
from recruit.careers.services import PositionNotShown as NotShown
from recruit.positions.selectors import position_by_public_id
from recruit.sources.enums import SourceType

log = structlog.get_logger(__name__)

LABEL: Final = "LinkedIn Apply"  # English
#: What LinkedIn asks partners to attribute such applications to.
SOURCE: Final = "LinkedIn apply"  # English
_RESUME: Final = "resume"
#: So long LinkedIn's files are waited for.
_PATIENCE: Final = timedelta(hours=24)
_ENDINGS: Final = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "image/png": ".png",
    "image/jpeg": ".jpg",
}


@dataclass(frozen=True)
class Fetched:
    """``missing``: how many files the application named that cannot be had any more."""

    resume: tuple[str, bytes] | None = None
    others: tuple[tuple[str, bytes], ...] = ()
    missing: int = 0


def fetched(connection: Connection, application: JobApplication, *, pushed_at: datetime) -> Fetched:
    """The application's files, fetched with our own token and outside of any transaction.

    Raises what LinkedIn's trouble raises while it may pass; after a day the application goes on without.
    """
    found, missing = [], 0
    for file in application.files:
        try:
            media = linkedin_of(connection).media.download(file.url)
        except (ValueError, errors.NotFound, errors.Forbidden) as error:
            # Another's address, or LinkedIn has it no more.
            log.warning("linkedin.file_not_had", application=application.application_urn, error=repr(error))
            missing += 1
        except errors.LinkedInError:
            if clock.now() - pushed_at < _PATIENCE:
                raise
            missing += 1
        else:
            found.append((file.question, media))
    name = f"{application.first_name} {application.last_name}".strip() or "applicant"
    resumes = [_named(f"{name} résumé", media) for question, media in found if question == _RESUME]
    others = [_named(f"{name} {question}", media) for question, media in found if question != _RESUME]
    return Fetched(resumes[0] if resumes else None, tuple(others), missing)


def _named(name: str, media: MediaFile) -> tuple[str, bytes]:
    kind = media.content_type.partition(";")[0].strip().lower()
    return f"{name}{_ENDINGS.get(kind, '.pdf')}", media.content


def take_application(
    *, connection: Connection, application: JobApplication, files: Fetched
) -> OnsiteApplication:
    """Decide on one application and do it. Runs inside the receipt's transaction; once for each that LinkedIn names."""
    known = OnsiteApplication.objects.filter(connection=connection, urn=application.application_urn).first()
    if known is not None:
        return known
    taken = OnsiteApplication(
        company_id=connection.company_id,
        connection=connection,
        urn=application.application_urn,
        member_urn=(application.person_urn or "")[:200],
        first_name=_clean(application.first_name),
        last_name=_clean(application.last_name),
        position_public_id=application.job_posting_id[:100],
        applied_at=application.applied_at,
    )
    _decide(connection, application, files, taken)
    taken.save(force_insert=True)
    live.touch(connection.company_id, ["integration"])
    return taken


def _decide(
    connection: Connection, application: JobApplication, files: Fetched, taken: OnsiteApplication
) -> None:
    company_id = connection.company_id
    site = site_of(company_id=company_id)
    position = position_by_public_id(company_id=company_id, public_id=application.job_posting_id)
    if position is None:
        _refuse(taken, ExportReason.UNKNOWN_POSITION)
        return
    taken.position_name = position.shown_name[:300]
    if not (taken.first_name or taken.last_name):
        _refuse(taken, ExportReason.MALFORMED)
        return
    if site is None:
        _refuse(taken, ExportReason.POSITION_CLOSED)
        return
    said = said_in(application, questions_of(position=position))
    try:
        applied = apply_to_position(
            site=site,
            position=position,
            applicant=_applicant(application, said, files),
            arrival=Arrival(Channel.DIRECT),
        )
    except NotShown as refusal:
        _refuse(taken, ExportReason.POSITION_CLOSED, refusal.sentence)
        return
    except NonceUsed:
        _refuse(taken, ExportReason.ALREADY_UNDER_CONSIDERATION)
        return
    taken.outcome = _outcome(applied)
    taken.person_id = applied.person.pk
    taken.process_id = applied.process.pk if applied.process else None
    if files.missing:
        record(
            company_id=company_id,
            verb=Verb.WARNING,
            actor=system_actor(LABEL),
            person_id=applied.person.pk,
            position_id=position.pk,
            process_id=taken.process_id,
            warning=gettext_noop(
                "LinkedIn did not hand out a file of the application. Ask the candidate for it."
            ),
        )


def _applicant(application: JobApplication, said: Said, files: Fetched) -> Applicant:
    return Applicant(
        first_name=_clean(application.first_name),
        last_name=_clean(application.last_name),
        email=application.email.replace("\x00", "").strip()[:254],
        phone=application.phone.replace("\x00", "")[:50],
        answers=said.answers,
        other_answers=said.others,
        resume=files.resume,
        other_files=files.others,
        has_consented=said.has_consented,
        profile=OutsideProfile(
            provider=PROVIDER,
            label=LABEL,
            source_name=SOURCE,
            source_type=SourceType.SOCIAL_NETWORK,
            claims=said.claims,
            subject=application.person_urn or "",
            nonce=application.application_urn,
            is_application=True,
        ),
    )


def _outcome(applied: AppliedAs) -> ApplicationOutcome:
    if applied.submission.is_repeated:
        return ApplicationOutcome.REPEATED
    return ApplicationOutcome.CREATED if applied.is_new_person else ApplicationOutcome.ATTACHED


def _refuse(taken: OnsiteApplication, reason: ExportReason, sentence: str = "") -> None:
    taken.outcome, taken.reason = ApplicationOutcome.REFUSED, reason
    taken.sentence = sentence or sentence_of("EXPORT_JOB_APPLICATION", reason)


def _clean(text: str) -> str:
    return text.replace("\x00", "").strip()[:200]
