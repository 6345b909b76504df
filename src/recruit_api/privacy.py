"""Why may candidates be kept, until when, and who is due to go? Read, written down, and put off by programs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from recruit.base import clock
from recruit.company.enums import AppScope
from recruit.company.selectors import actor_of_app
from recruit.hiring.selectors import editable_person, visible_person
from recruit.positions.enums import PositionCapability
from recruit.privacy import selectors, services
from recruit.privacy.enums import CandidateKind, ConsentBasis
from recruit.privacy.rules import LONGEST_MONTHS
from recruit_api.endpoints import ListOf as Page
from recruit_api.endpoints import Paging, Said, endpoint, listed
from recruit_api.records import ConsentOut, RetentionOut
from recruit_api.requests import ApiRequest

if TYPE_CHECKING:
    from datetime import datetime

    from recruit.people.models import Person
    from recruit.privacy.models import RetentionClock, RetentionRule
    from recruit.privacy.selectors import ConsentShown

router = Router(tags=["Privacy"])
_CLOCK = (
    "kind", "last_active_at", "due_at", "kept_until", "kept_because", "wished_at", "trouble", "reckoned_at",
)  # fmt: skip


class NewConsent(Schema, extra="forbid"):
    """On which ground a candidate is kept, where that was said outside of Recruit."""

    basis: ConsentBasis
    origin: Said = Field(description="How it is known, for people.", examples=["Signed form of the job fair"])
    given_on: date | None = Field(
        None, description="When they said so; without it, now.", examples=["2026-09-30"]
    )
    until: date | None = Field(
        None,
        description="The last day on which it is good, in UTC. Without one a consent ends as the company's settings "
        "say, and any other ground has no end.",
        examples=["2028-12-31"],
    )


class KeptLonger(Schema, extra="forbid"):
    months: Annotated[int, Field(ge=1, le=LONGEST_MONTHS)] = Field(
        description="For how long, from now on.", examples=[12]
    )
    reason: Said = Field(
        description="It stands in the candidate's history, for whoever asks later.",
        examples=["Wants to hear of positions in spring"],
    )


class DueAsked(Paging):
    within_days: int = Field(
        0, ge=0, le=3650, description="How far to look ahead; 0: those whose time is over."
    )
    kind: CandidateKind | None = None


def consent_shown(shown: ConsentShown) -> dict[str, Any]:
    consent = shown.consent
    plain = ("basis", "origin", "given_at", "until", "withdrawn_at")
    return {
        "id": consent.public_id,
        "state": shown.state,
        "words": {"number": consent.text.number, "text": consent.text.text} if consent.text else None,
        **{name: getattr(consent, name) for name in plain},
    }


def retention_shown(
    person: Person, found: RetentionClock | None, rule: RetentionRule | None, goes_at: datetime | None
) -> dict[str, Any]:
    """``found``: None where no rule was ever about the person."""
    plain = {name: getattr(found, name, None) for name in _CLOCK}
    return {
        "person": {"id": person.public_id, "name": person.full_name},
        "rule": {"months": rule.months, "when_due": rule.when_due} if rule else None,
        "is_due": bool(found and found.due_at and found.due_at <= clock.now()),
        "goes_at": goes_at,
        "kept_by": (found.kept_by_name or None) if found else None,
        "wish": (found.wish or None) if found else None,
        "going": (found.going or None) if found else None,
        **plain,
        "kept_because": plain["kept_because"] or "",
        "trouble": plain["trouble"] or "",
    }


def _seen(request: ApiRequest, person_id: str) -> Person:
    return visible_person(teammate=request.api_app, public_id=person_id)


def _kept(request: ApiRequest, person_id: str) -> Person:
    return editable_person(
        teammate=request.api_app, public_id=person_id, capability=PositionCapability.KEEP_PERSONS
    )


def _retention(person: Person) -> dict[str, Any]:
    kept = selectors.kept_person(person=person)
    return retention_shown(person, kept.clock, kept.rule, kept.goes_at)


@endpoint(
    router, "GET", "/persons/{person_id}/consents", scope=AppScope.READ_PRIVACY, answer=Page[ConsentOut]
)
def list_consents(request: ApiRequest, response: HttpResponse, person_id: str, asked: Query[Paging]) -> Any:
    """The latest first, and that one counts. Other grounds than consent stand here, too."""
    page = selectors.consents_page(person=_seen(request, person_id), after=asked.after, limit=asked.limit)
    return listed(request, response, [consent_shown(each) for each in page.rows], page.next_cursor)


@endpoint(
    router,
    "POST",
    "/persons/{person_id}/consents",
    scope=AppScope.WRITE_PRIVACY,
    answer=ConsentOut,
    status=201,
)
def record_consent(request: ApiRequest, person_id: str, consent: NewConsent) -> Any:
    """Writes down what was said elsewhere. Whoever consents has taken back what they wished before.

    What they withdrew after that day stays withdrawn, and the latest of their consents counts.
    """
    made = services.record_consent(
        person=_kept(request, person_id), actor=actor_of_app(request.api_app), **consent.dict()
    )
    return Status(201, consent_shown(selectors.consent_shown(made)))


@endpoint(
    router,
    "POST",
    "/persons/{person_id}/consents/withdraw",
    scope=AppScope.WRITE_PRIVACY,
    answer=RetentionOut,
)
def withdraw_consent(request: ApiRequest, person_id: str) -> Any:
    """All that they consented to: their time is over at once, and they stand on the list of those who are due."""
    person = _kept(request, person_id)
    services.withdraw_consent(person=person, actor=actor_of_app(request.api_app))
    return _retention(person)


@endpoint(router, "GET", "/persons/{person_id}/retention", scope=AppScope.READ_PRIVACY, answer=RetentionOut)
def get_retention(request: ApiRequest, person_id: str) -> Any:
    """Until when they are kept, and by which of the company's rules."""
    return _retention(_seen(request, person_id))


@endpoint(
    router, "POST", "/persons/{person_id}/retention/keep", scope=AppScope.WRITE_PRIVACY, answer=RetentionOut
)
def keep_longer(request: ApiRequest, person_id: str, keep: KeptLonger) -> Any:
    """They stay so long from now on, at least. Who asked to be erased, or withdrew consent, stays due."""
    app, person = request.api_app, _kept(request, person_id)
    services.keep_longer(
        company_id=app.company_id,
        persons=[person],
        months=keep.months,
        reason=keep.reason,
        actor=actor_of_app(app),
    )
    return _retention(person)


@endpoint(router, "GET", "/retention", scope=AppScope.READ_PRIVACY, answer=Page[RetentionOut])
def list_due(request: ApiRequest, response: HttpResponse, asked: Query[DueAsked]) -> Any:
    """Candidates whose time is over or soon will be, the longest overdue first.

    Where the app reaches few of them, a page may hold fewer than `limit`, or none, and still have a `next`.
    """
    app = request.api_app
    page = selectors.due_page(
        teammate=app, days=asked.within_days, kind=asked.kind or "", after=asked.after, limit=asked.limit
    )
    rules = selectors.rules_of(company_id=app.company_id)
    rows = [
        retention_shown(row.person, row.clock, rule, selectors.goes_at(clock=row.clock, rule=rule))
        for row in page.rows
        for rule in [rules.get(row.clock.kind)]
    ]
    return listed(request, response, rows, page.next_cursor)
