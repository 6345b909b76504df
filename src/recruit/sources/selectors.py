"""Which sources are there, and who is behind them?"""

from __future__ import annotations

from collections.abc import Collection

from recruit.base.errors import NotFound
from recruit.base.paging import COUNT_LIMIT, Page, id_of, page_of
from recruit.company.rules import normalise_sign_in_email
from recruit.sources.models import Source, SourceContact


def sources_of(*, company_id: int) -> list[Source]:
    """All sources by name."""
    return list(Source.objects.filter(company_id=company_id).order_by("name"))


def sources_page(*, company_id: int, after: str | None = None, limit: int = 50) -> Page[Source]:
    """Newest first."""
    rows = Source.objects.filter(company_id=company_id)
    count = rows.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.order_by("-id")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.pk,), count=count)


def source_by_id(*, company_id: int, source_id: int) -> Source:
    """Refuses with ``NotFound``."""
    source = Source.objects.filter(company_id=company_id, pk=source_id).first()
    if source is None:
        raise NotFound("There is no such source in your company.")
    return source


def source_by_public_id(*, company_id: int, public_id: str) -> Source:
    """Refuses with ``NotFound``."""
    source = Source.objects.filter(company_id=company_id, public_id=public_id).first()
    if source is None:
        raise NotFound("There is no such source in your company.")
    return source


def source_ids(*, company_id: int, public_id: str = "", type: str = "") -> list[int]:  # noqa: A002 -- the field's name
    """Those with that public id, or of that type, or both."""
    sources = Source.objects.filter(company_id=company_id)
    if public_id:
        sources = sources.filter(public_id=public_id)
    if type:
        sources = sources.filter(type=type)
    return list(sources.order_by("id").values_list("id", flat=True))


def source_names(*, company_id: int, ids: Collection[int]) -> dict[int, str]:
    return dict(Source.objects.filter(company_id=company_id, pk__in=ids).values_list("id", "name"))


def contacts_of(*, company_id: int, source_id: int) -> list[SourceContact]:
    contacts = SourceContact.objects.filter(company_id=company_id, source_id=source_id)
    return list(contacts.order_by("last_name", "first_name", "id"))


def contact_with_email(*, company_id: int, email: str) -> SourceContact | None:
    key = normalise_sign_in_email(email)
    found = SourceContact.objects.filter(company_id=company_id, email_normalized=key)
    return found.select_related("source").first()
