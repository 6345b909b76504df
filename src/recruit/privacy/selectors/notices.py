"""Who was told what is kept of them, who could not be, and how would the mail read?"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from recruit.base import clock
from recruit.base.paging import COUNT_LIMIT, Page, id_of, page_of
from recruit.company.models import Teammate
from recruit.company.selectors import company_of
from recruit.hiring.selectors import visible_persons
from recruit.people.models import Person
from recruit.privacy.enums import NoticeState
from recruit.privacy.models import Notice
from recruit.privacy.rules import FIRST_SUBJECT, FIRST_TEXT, filled
from recruit.privacy.selectors.consents import settings_of
from recruit.privacy.selectors.retention import require_configure


@dataclass(frozen=True)
class Words:
    subject: str
    text: str


def notice_words(*, company_id: int) -> Words:
    """The company's own, or those that it begins with."""
    found = settings_of(company_id=company_id)
    return Words(found.notice_subject or FIRST_SUBJECT, found.notice_text or FIRST_TEXT)


def values_of_notice(*, person: Person, company: str) -> dict[str, str]:
    """What is filled in; names of ``rules.PLACES``."""
    return {
        "first_name": person.first_name or person.full_name,
        "name": person.full_name,
        "company": company,
        "came_through": person.imported_via,
        "added_on": f"{person.created_at:%-d %B %Y}",
    }


def notice_preview(*, company_id: int, words: Words) -> Words:
    """As an invented candidate would read it."""
    invented = Person(
        company_id=company_id, first_name="Mia", last_name="Example", imported_via=_("a connected tool")
    )
    invented.created_at = clock.now()
    values = values_of_notice(person=invented, company=company_of(company_id=company_id).name)
    return Words(filled(words.subject, values), filled(words.text, values))


@dataclass(frozen=True)
class NoticeRow:
    """``person``: None where the teammate may not see them."""

    notice: Notice
    person: Person | None


def notices_page(
    *, teammate: Teammate, only_failed: bool = False, after: str | None = None, limit: int = 50
) -> Page[NoticeRow]:
    """The newest first. Refuses with ``CompanyRoleTooSmall``."""
    require_configure(teammate=teammate)
    rows = Notice.objects.filter(company_id=teammate.company_id)
    if only_failed:
        rows = rows.filter(state=NoticeState.FAILED)
    count = rows.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.order_by("-id")[: limit + 1])
    persons = visible_persons(teammate=teammate).filter(pk__among=[row.person_id for row in found])
    seen = {person.pk: person for person in persons}
    shown = [NoticeRow(row, seen.get(row.person_id)) for row in found]
    return page_of(shown, limit=limit, key=lambda each: (each.notice.pk,), count=count)
