"""What becomes of an application? One person, at most one active process, and nothing that was sent is lost.

Whatever a form brings is claimed. Only what an outside service has signed says who somebody is; else the same e-mail
address lately is the same applicant, where the company has decided so (``domain/recruit.md`` 13.1), and everybody else
is new: likeness is looked at by people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, events, live, media, queue
from recruit.base.actors import Actor, system_actor
from recruit.base.errors import Refusal
from recruit.base.locks import lock_in_transaction
from recruit.careers.enums import AppliedVia
from recruit.careers.events import Applied
from recruit.careers.models import CareersSite, Submission
from recruit.careers.rules import Arrival
from recruit.careers.services.attribution import Credit, credit_of
from recruit.careers.services.questions import answers_as_given, answers_to
from recruit.company.enums import AttachesApplicants
from recruit.company.selectors import company_of
from recruit.hiring.models import HiringProcess
from recruit.hiring.rules import is_active
from recruit.hiring.services import (
    AlreadyHired,
    AlreadyUnderConsideration,
    SeveralPositionsNotAllowed,
    start_process,
)
from recruit.people.enums import ContactKind, FileKind, Provenance
from recruit.people.models import Person
from recruit.people.rules import normalise
from recruit.people.selectors import person_with_identity, persons_with_contact_point
from recruit.people.services import (
    ContactPointNotUnderstood,
    add_contact_point,
    add_file,
    add_person,
    lock_external_identity,
    set_external_identity,
)
from recruit.positions.enums import PositionStatus
from recruit.positions.models import Position
from recruit.positions.selectors import status_held_still
from recruit.privacy.services import record_application

#: The task's name; the function lies in ``tasks``, above this.
MAIL_CONFIRMATION: Final = "careers.mail_confirmation"
CAREERS_SITE: Final = system_actor(gettext_noop("Careers site"))


@dataclass(frozen=True)
class OutsideProfile:
    """What another service's profile brought. ``subject`` is only there if the service vouches for it."""

    provider: str
    #: As people know the way, and the source of whoever comes from nowhere else.
    label: str
    source_name: str
    source_type: str
    claims: Mapping[str, Any]
    subject: str = ""
    url: str = ""
    nonce: str = ""
    #: The whole application was filled in there and is signed by that service: no form of ours was seen.
    is_application: bool = False

    @property
    def is_vouched_for(self) -> bool:
        return bool(self.subject)

    def claim(self, name: str) -> str:
        value = self.claims.get(name)
        return value.strip()[:300] if isinstance(value, str) else ""


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """What somebody typed and attached."""

    first_name: str
    last_name: str
    email: str
    phone: str = ""
    links: Sequence[str] = ()
    message: str = ""
    #: By the ids of the position's questions; None for who came another way and was not asked.
    answers: Mapping[str, str] | None = None
    resume: tuple[str, bytes] | None = None
    #: What another service's form asked and took besides: question and answer, name and content.
    other_answers: Sequence[tuple[str, str]] = ()
    other_files: Sequence[tuple[str, bytes]] = ()
    has_consented: bool = False
    profile: OutsideProfile | None = field(default=None)


@dataclass(frozen=True)
class _Way:
    """Who acts, and where values come from: our own form, or another service's."""

    actor: Actor
    provenance: Provenance
    origin: str = ""

    @classmethod
    def of(cls, applicant: Applicant) -> _Way:
        profile = applicant.profile
        if profile is not None and profile.is_application:
            return cls(system_actor(profile.label), Provenance.EXTERNAL, profile.label)
        return cls(CAREERS_SITE, Provenance.CAREERS_FORM)


@dataclass(frozen=True)
class AppliedAs:
    submission: Submission
    person: Person
    process: HiringProcess | None
    is_new_person: bool


class PositionNotShown(Refusal):
    code = "position_not_shown"


class NonceUsed(Refusal):
    code = "nonce_used"


@transaction.atomic
def apply_to_position(
    *, site: CareersSite, position: Position, applicant: Applicant, arrival: Arrival
) -> AppliedAs:
    """Refuses with ``PositionNotShown``, ``QuestionRefused``, ``NonceUsed`` or ``media.FileNotTaken``.

    Of an application that was filled in elsewhere nobody can be asked again: it is refused for its position and for
    having come already, and for nothing else.
    """
    company_id, profile, way = site.company_id, applicant.profile, _Way.of(applicant)
    _require_shown(position)
    answers = _answers(position, applicant)
    lock_in_transaction("applicant", company_id, normalise(ContactKind.EMAIL, applicant.email))
    if profile and profile.is_vouched_for:
        lock_external_identity(company_id=company_id, provider=profile.provider, subject=profile.subject)
    person = _known(company_id, position, applicant)
    is_new = person is None
    if person is None:
        person = add_person(
            company_id=company_id,
            first_name=applicant.first_name,
            last_name=applicant.last_name,
            headline=profile.claim("headline") if profile else "",
            actor=way.actor,
        )
    _take_contact_points(person, applicant, way)
    _take_files(person, position, applicant, way)
    if profile and profile.is_vouched_for:
        set_external_identity(
            person=person,
            provider=profile.provider,
            subject=profile.subject,
            verified=True,
            url=profile.url,
            actor=way.actor,
        )
    credit = credit_of(site=site, arrival=arrival, profile=profile, actor=way.actor)
    process, is_repeated = _considered(person, position, credit, way, is_new=is_new)
    submission = _kept(position, person, process, applicant, answers, is_repeated=is_repeated)
    record_application(
        person=person, has_consented=applicant.has_consented, origin=way.actor.name, actor=way.actor
    )
    _tell(submission, person, process, profile)
    return AppliedAs(submission, person, process, is_new)


def _require_shown(position: Position) -> None:
    status = status_held_still(company_id=position.company_id, position_id=position.pk)
    if status != PositionStatus.OPEN or not position.is_published:
        raise PositionNotShown(
            _("{position} does not take applications any more. Look at the positions that are open.").format(
                position=position.shown_name
            )
        )


def _answers(position: Position, applicant: Applicant) -> list[dict[str, str]]:
    profile = applicant.profile
    if profile is not None and profile.is_application:
        return answers_as_given(position, applicant.answers or {}, applicant.other_answers)
    return [] if applicant.answers is None else answers_to(position, applicant.answers)


def _take_files(person: Person, position: Position, applicant: Applicant, way: _Way) -> None:
    sent = [(FileKind.RESUME, *applicant.resume)] if applicant.resume else []
    sent += [(FileKind.OTHER, *each) for each in applicant.other_files]
    # Who has filled in the form reads a refusal; of the others history tells, in one language whatever the visitor's.
    language = translation.get_language() if way.provenance == Provenance.CAREERS_FORM else "en"
    for kind, name, content in sent:
        try:
            with translation.override(language), transaction.atomic():
                add_file(
                    person=person,
                    kind=kind,
                    name=name,
                    content=content,
                    provenance=way.provenance,
                    actor=way.actor,
                )
        except media.FileNotTaken as refusal:
            if way.provenance == Provenance.CAREERS_FORM:
                raise
            _warn(
                person,
                position,
                f"A file that came with the application was not kept. {refusal.sentence}",  # English
                way,
            )


def _known(company_id: int, position: Position, applicant: Applicant) -> Person | None:
    """Who this is for certain enough: by a signed profile, or by the address lately, as the company has decided."""
    profile = applicant.profile
    if profile and profile.is_vouched_for:
        found = person_with_identity(
            company_id=company_id, provider=profile.provider, subject=profile.subject
        )
        if found is not None:
            return found
    company = company_of(company_id=company_id)
    if company.attaches_applicants == AttachesApplicants.NOBODY or not applicant.email.strip():
        return None
    having = persons_with_contact_point(company_id=company_id, kind=ContactKind.EMAIL, value=applicant.email)
    processes = HiringProcess.objects.filter(
        company_id=company_id,
        person__in=having,
        started_at__gte=clock.now() - timedelta(days=company.attaches_within_days),
    )
    if company.attaches_applicants == AttachesApplicants.SAME_POSITION:
        processes = processes.filter(position=position)
    latest = processes.select_related("person").order_by("-started_at").first() if having else None
    return latest.person if latest else None


def _take_contact_points(person: Person, applicant: Applicant, way: _Way) -> None:
    """Beside what is there; what cannot be a value of its kind stays in what was sent."""
    values = [(ContactKind.EMAIL, applicant.email), (ContactKind.PHONE, applicant.phone)]
    values += [(ContactKind.LINK, link) for link in applicant.links]
    for kind, value in values:
        if not value.strip():
            continue
        try:
            with transaction.atomic():
                add_contact_point(
                    person=person,
                    kind=kind,
                    value=value,
                    provenance=way.provenance,
                    origin=way.origin,
                    actor=way.actor,
                )
        except ContactPointNotUnderstood:
            continue


def _considered(
    person: Person, position: Position, credit: Credit, way: _Way, *, is_new: bool
) -> tuple[HiringProcess | None, bool]:
    """The process, and whether they were considered for the position before this."""
    try:
        # History may keep the refusal, in one language whatever the visitor's.
        with translation.override("en"), transaction.atomic():
            process = start_process(
                person=person,
                position=position,
                source_id=credit.source_id,
                source_contact_id=credit.contact_id,
                actor=way.actor,
            )
    except (AlreadyUnderConsideration, AlreadyHired):
        processes = HiringProcess.objects.filter(
            company_id=person.company_id, person=person, position=position
        )
        rows = sorted(processes, key=lambda row: (is_active(row.status), row.pk))
        return rows[-1], True
    except SeveralPositionsNotAllowed as refusal:
        _warn(person, position, refusal.sentence, way)
        return None, not is_new
    return process, False


def _warn(person: Person, position: Position, sentence: str, way: _Way) -> None:
    record(
        company_id=person.company_id,
        verb=Verb.WARNING,
        actor=way.actor,
        person_id=person.pk,
        position_id=position.pk,
        warning=sentence,
    )


def _kept(
    position: Position,
    person: Person,
    process: HiringProcess | None,
    applicant: Applicant,
    answers: list[dict[str, str]],
    *,
    is_repeated: bool,
) -> Submission:
    profile, now = applicant.profile, clock.now()
    submission = Submission(
        company_id=person.company_id,
        person=person,
        position=position,
        process=process,
        via=_via(profile),
        via_label=profile.label if profile else "",
        is_vouched_for=bool(profile and profile.is_vouched_for),
        is_repeated=is_repeated,
        email=applicant.email.strip(),
        message=applicant.message.strip(),
        answers=answers,
        profile=dict(profile.claims) if profile else {},
        nonce=profile.nonce if profile and profile.is_vouched_for else "",
        consented_at=_when(now, applicant),
        submitted_at=now,
    )
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
    except IntegrityError as reason:
        raise NonceUsed(
            _("This form was sent already. Load the page again if you want to send another one.")
        ) from reason
    return submission


def _via(profile: OutsideProfile | None) -> AppliedVia:
    if profile is None:
        return AppliedVia.FORM
    return AppliedVia.ELSEWHERE if profile.is_application else AppliedVia.OUTSIDE_PROFILE


def _when(now: datetime, applicant: Applicant) -> datetime | None:
    return now if applicant.has_consented else None


def _tell(
    submission: Submission, person: Person, process: HiringProcess | None, profile: OutsideProfile | None
) -> None:
    position: Position = submission.position
    record(
        company_id=person.company_id,
        verb=Verb.APPLIED_AGAIN if submission.is_repeated else Verb.APPLIED,
        actor=_actor_of(person),
        person_id=person.pk,
        position_id=position.pk,
        process_id=process.pk if process else None,
        position=position.name,
        via=submission.via_label or gettext_noop("the careers form"),
    )
    vouched = profile if profile and profile.is_vouched_for else None
    events.publish(
        Applied(
            person.company_id,
            person.pk,
            process.pk if process else None,
            vouched.provider if vouched else "",
            vouched.subject if vouched else "",
        )
    )
    live.touch(person.company_id, [f"person:{person.public_id}", f"position:{position.public_id}", "persons"])
    queue.defer(
        MAIL_CONFIRMATION,
        company_id=person.company_id,
        submission_id=submission.pk,
        language=translation.get_language() or "en",
    )


def _actor_of(person: Person) -> Actor:
    return system_actor(person.full_name)
