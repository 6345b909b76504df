"""Which sources are there, and who is behind them?"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext as _

from recruit.base.errors import NotFound
from recruit.base.paging import COUNT_LIMIT, Page, id_of, key_and_id_of, page_of
from recruit.company.rules import normalise_sign_in_email
from recruit.sources.models import Source, SourceContact


def sources_of(*, company_id: int, with_retired: bool = False) -> list[Source]:
    """By name; those that are retired are not offered for anything new."""
    rows = Source.objects.filter(company_id=company_id)
    return list((rows if with_retired else rows.filter(retired_at__isnull=True)).order_by("name"))


def sources_by_ids(*, company_id: int, ids: Collection[int]) -> list[Source]:
    """Those of the ids that are there. One query."""
    return list(Source.objects.filter(company_id=company_id, pk__among=ids))


def contacts_by_ids(*, company_id: int, ids: Collection[int]) -> list[SourceContact]:
    """Those of the ids that are there. One query."""
    return list(SourceContact.objects.filter(company_id=company_id, pk__among=ids))


def named_sources_page(
    *,
    company_id: int,
    query: str = "",
    type: str = "",  # noqa: A002 -- the field's name
    is_retired: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> Page[Source]:
    """By name. Every word of the query occurs in the name of the source or of a contact of it."""
    rows = Source.objects.filter(company_id=company_id, retired_at__isnull=not is_retired)
    if type:
        rows = rows.filter(type=type)
    for word in query.split()[:10]:
        named = Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        contacts = SourceContact.objects.filter(named, company_id=company_id, source__isnull=False)
        rows = rows.filter(Q(name__icontains=word) | Q(pk__in=contacts.values("source_id")))
    count = rows.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        name, source_id = key_and_id_of(after)
        rows = rows.filter(Q(name__gt=name) | Q(name=name, id__gt=source_id))
    found = list(rows.order_by("name", "id")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.name, row.pk), count=count)


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
        raise NotFound(_("There is no such source in your company."))
    return source


def source_by_public_id(*, company_id: int, public_id: str) -> Source:
    """Refuses with ``NotFound``."""
    source = Source.objects.filter(company_id=company_id, public_id=public_id).first()
    if source is None:
        raise NotFound(_("There is no such source in your company."))
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


_MOST_CONTACTS = 500


def contacts_of(*, company_id: int, source_id: int) -> list[SourceContact]:
    """By name, the first five hundred."""
    contacts = SourceContact.objects.filter(company_id=company_id, source_id=source_id)
    return list(contacts.order_by("last_name", "first_name", "id")[:_MOST_CONTACTS])


def contact_by_public_id(*, company_id: int, public_id: str) -> SourceContact:
    """Refuses with ``NotFound``."""
    contact = SourceContact.objects.filter(company_id=company_id, public_id=public_id).first()
    if contact is None:
        raise NotFound(_("There is no such source contact in your company."))
    return contact


def contact_with_email(*, company_id: int, email: str) -> SourceContact | None:
    key = normalise_sign_in_email(email)
    found = SourceContact.objects.filter(company_id=company_id, email_normalized=key)
    return found.select_related("source").first()
