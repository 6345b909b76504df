"""Which site is asked, which positions does it show, and what did applicants send?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.base.errors import NotFound
from recruit.base.paging import COUNT_LIMIT, Page, id_of, page_of
from recruit.base.tenancy import Door, door
from recruit.careers.models import CareersSite, Question, Submission, TrackedLink
from recruit.company.models import Teammate
from recruit.people.models import Person
from recruit.positions.enums import PositionStatus
from recruit.positions.models import Position

_MOST_CHOICES = 200
_MOST_SUBMISSIONS = 50


def site_with_slug(*, slug: str) -> CareersSite:
    """Through the door that shows sites and nothing else, read-only. Refuses with ``NotFound``, also what is off."""
    with door(Door.CAREERS):
        site = CareersSite.objects.filter(slug=slug, is_on=True).first()
    if site is None:
        raise NotFound(_("There is no careers site at this address."))
    return site


def site_of(*, company_id: int) -> CareersSite | None:
    return CareersSite.objects.filter(company_id=company_id).first()


@dataclass(frozen=True)
class Wanted:
    """What a visitor looks for; empty: anything."""

    query: str = ""
    department: str = ""
    city: str = ""
    workplace_type: str = ""

    @property
    def is_anything(self) -> bool:
        return not any((self.query, self.department, self.city, self.workplace_type))


def published_positions(*, company_id: int) -> QuerySet[Position]:
    """Open and published; discretion is about teammates and hides nothing here (``domain/recruit.md`` 2.2)."""
    return Position.objects.filter(company_id=company_id, is_published=True, status=PositionStatus.OPEN)


def published_position_ids(*, company_id: int) -> list[int]:
    """All of them."""
    return list(published_positions(company_id=company_id).order_by("id").values_list("id", flat=True))


def published_page(
    *, company_id: int, wanted: Wanted, after: str | None = None, limit: int = 25
) -> Page[Position]:
    """Newest first. Every word of the query occurs in the title or the description."""
    positions = published_positions(company_id=company_id)
    for word in wanted.query.split()[:10]:
        shown = Q(public_name__icontains=word) | Q(public_name__isnull=True, name__icontains=word)
        positions = positions.filter(shown | Q(description__icontains=word))
    for field in ("department", "city", "workplace_type"):
        if value := getattr(wanted, field):
            positions = positions.filter(**{field: value})
    count = positions.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        positions = positions.filter(id__lt=id_of(after))
    rows = list(positions.order_by("-id")[: limit + 1])
    return page_of(rows, limit=limit, key=lambda row: (row.pk,), count=count)


@dataclass(frozen=True)
class Choices:
    departments: list[str]
    cities: list[str]


def choices_of(*, company_id: int) -> Choices:
    """What the published positions can be narrowed down by; two queries."""
    positions = published_positions(company_id=company_id)

    def distinct(field: str) -> list[str]:
        values = positions.exclude(**{field: ""}).order_by(field).values_list(field, flat=True).distinct()
        return list(values[:_MOST_CHOICES])

    return Choices(distinct("department"), distinct("city"))


def shown_position(*, company_id: int, public_id: str) -> Position:
    """Published, open or not any more: the page says which. Refuses with ``NotFound``."""
    position = Position.objects.filter(company_id=company_id, public_id=public_id, is_published=True).first()
    if position is None:
        raise NotFound(_("There is no such position on this careers site. Look at those that are open."))
    return position


def questions_of(*, position: Position) -> list[Question]:
    """In their order."""
    rows = Question.objects.filter(company_id=position.company_id, position=position)
    return list(rows.order_by("order", "id"))


def questions_of_positions(*, company_id: int, position_ids: Collection[int]) -> dict[int, list[Question]]:
    """The same of many positions, in one query; of a position without any there is no entry."""
    found: dict[int, list[Question]] = {}
    rows = Question.objects.filter(company_id=company_id, position_id__in=position_ids)
    for question in rows.order_by("position_id", "order", "id"):
        found.setdefault(question.position_id, []).append(question)
    return found


def question_of(*, position: Position, public_id: str) -> Question | None:
    rows = Question.objects.filter(company_id=position.company_id, position=position)
    return rows.filter(public_id=public_id).first()


def links_page(*, company_id: int, after: str | None = None, limit: int = 25) -> Page[TrackedLink]:
    """The newest first."""
    rows = TrackedLink.objects.filter(company_id=company_id)
    count = rows.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.select_related("source", "source_contact").order_by("-id")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.pk,), count=count)


_MOST_LINKS = 200


def links_of_source(*, company_id: int, source_id: int) -> list[TrackedLink]:
    """The newest first, two hundred of them; with whom it is a referral of."""
    rows = TrackedLink.objects.filter(company_id=company_id, source_id=source_id)
    return list(rows.select_related("source_contact").order_by("-id")[:_MOST_LINKS])


def referral_link_of(*, teammate: Teammate, source_name: str) -> TrackedLink | None:
    """The teammate's own link to that source, if they have made one."""
    return TrackedLink.objects.filter(
        company_id=teammate.company_id, source__name=source_name, source_contact__teammate=teammate
    ).first()


def link_with_token(*, company_id: int, token: str) -> TrackedLink | None:
    return TrackedLink.objects.filter(company_id=company_id, token=token).first()


def submissions_of(*, person: Person, position_ids: set[int] | None = None) -> list[Submission]:
    """The newest first; ``position_ids``: of these positions only."""
    rows = Submission.objects.filter(company_id=person.company_id, person=person)
    if position_ids is not None:
        rows = rows.filter(position_id__in=position_ids)
    return list(rows.select_related("position").order_by("-submitted_at", "-id")[:_MOST_SUBMISSIONS])


def submission_counts(*, company_id: int, person_id: int) -> dict[str, int]:
    """How many applications are kept as they were sent."""
    return {
        gettext_noop("applications"): Submission.objects.filter(
            company_id=company_id, person_id=person_id
        ).count()
    }
