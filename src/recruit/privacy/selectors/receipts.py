"""Who may be erased by whom, what would go, and which receipts are there?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from recruit.base.errors import NotFound
from recruit.base.holdings import holdings_of
from recruit.base.paging import COUNT_LIMIT, Page, id_of, page_of
from recruit.company.enums import Capability
from recruit.company.models import Teammate
from recruit.company.selectors import actor_of, has_capability, require_capability
from recruit.hiring.selectors import visible_person
from recruit.people.models import Person
from recruit.privacy.models import ErasureReceipt, ReceiptSide
from recruit.privacy.rules import digest_of, in_words


def may_erase(*, teammate: Teammate) -> bool:
    return has_capability(reader=teammate, capability=Capability.DELETE_PERSONS)


def erasable_person(*, teammate: Teammate, public_id: str) -> Person:
    """Refuses with ``NotFound`` or ``CompanyRoleTooSmall``."""
    person = visible_person(teammate=teammate, public_id=public_id)
    require_capability(
        company_id=teammate.company_id, actor=actor_of(teammate), capability=Capability.DELETE_PERSONS
    )
    return person


def what_is_kept(*, person: Person) -> Mapping[str, int]:
    """How much of which kind, wherever it lies; the profile itself is not counted."""
    found = holdings_of(company_id=person.company_id, person_id=person.pk)
    return {kind: number for kind, number in found.items() if kind != "profiles"}


def digest_of_person(public_id: str) -> str:
    return digest_of(key=settings.SECRET_KEY, public_id=public_id)


@dataclass(frozen=True)
class ReceiptShown:
    """A receipt with its places; ``is_finished``: everywhere."""

    receipt: ErasureReceipt
    sides: tuple[ReceiptSide, ...]

    @property
    def is_finished(self) -> bool:
        return all(side.finished_at for side in self.sides)

    @property
    def went(self) -> list[str]:
        """How much of what, in words: first of Recruit's, then of the other places'."""
        here = [in_words(number, kind) for kind, number in self.receipt.counts.items()]
        return here + [
            _("{what} at {place}").format(what=in_words(number, kind), place=side.name)
            for side in self.sides
            for kind, number in side.counts.items()
            if number
        ]


def _shown(receipt: ErasureReceipt) -> ReceiptShown:
    return ReceiptShown(receipt, tuple(receipt.sides.all()))


_SIDES = Prefetch("sides", ReceiptSide.objects.order_by("id"))


def receipts_page(*, teammate: Teammate, after: str | None = None, limit: int = 50) -> Page[ReceiptShown]:
    """The newest first. Refuses with ``CompanyRoleTooSmall``."""
    _require(teammate)
    rows = ErasureReceipt.objects.filter(company_id=teammate.company_id)
    count = rows.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = [_shown(row) for row in rows.prefetch_related(_SIDES).order_by("-id")[: limit + 1]]
    return page_of(found, limit=limit, key=lambda each: (each.receipt.pk,), count=count)


def receipt_by_public_id(*, teammate: Teammate, public_id: str) -> ReceiptShown:
    """Refuses with ``CompanyRoleTooSmall`` or ``NotFound``."""
    _require(teammate)
    rows = ErasureReceipt.objects.filter(company_id=teammate.company_id, public_id=public_id)
    receipt = rows.prefetch_related(_SIDES).first()
    if receipt is None:
        raise NotFound(_("There is no such receipt in your company."))
    return _shown(receipt)


def _require(teammate: Teammate) -> None:
    require_capability(
        company_id=teammate.company_id, actor=actor_of(teammate), capability=Capability.DELETE_PERSONS
    )
