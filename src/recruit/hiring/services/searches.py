"""How does a teammate keep a search, and the columns that they like to see? For themselves, or for the company."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.company.models import Teammate
from recruit.company.selectors import teammate_behind
from recruit.hiring.enums import SearchedList
from recruit.hiring.models import DefaultSearch, ListColumns, SavedSearch
from recruit.hiring.rules import may_change_search

#: The columns of the list beside the name, in their order.
COLUMNS = (
    "positions", "tags", "added", "active", "source", "email", "phone", "employer", "location", "prospect", "imported",
)  # fmt: skip
USUAL_COLUMNS = ("positions", "tags", "added")
_LONGEST_QUERY = 2000


class SearchNeedsName(Refusal):
    code = "search_needs_name"


class SearchTooLong(Refusal):
    code = "search_too_long"


@transaction.atomic
def save_search(
    *,
    company_id: int,
    name: str,
    query: str,
    is_shared: bool,
    of: SearchedList = SearchedList.PERSONS,
    actor: Actor,
) -> SavedSearch:
    """The same name again keeps the new search under it. ``query`` is the part of an address after the ``?``."""
    owner = _owner(company_id, actor)
    shown = _name(name)
    if len(query) > _LONGEST_QUERY:
        raise SearchTooLong(_("This search is too long to be kept. Take a filter off and save it again."))
    search, _is_new = SavedSearch.objects.update_or_create(
        company_id=company_id,
        owner=owner,
        of=of,
        name=shown,
        defaults={"query": query, "is_shared": is_shared},
    )
    return search


def _name(name: str) -> str:
    shown = " ".join(name.split())[:100]
    if not shown:
        raise SearchNeedsName(_("A saved search needs a name. Type one."))
    return shown


class SearchOfAnother(NotAllowed):
    code = "search_of_another"


@transaction.atomic
def forget_search(*, company_id: int, public_id: str, actor: Actor) -> SavedSearch:
    """One's own; a shared one also by owners and admins, whose owner may have left."""
    search = _changeable(company_id, public_id, actor)
    search.delete()
    return search


class SearchNameTaken(Refusal):
    code = "search_name_taken"


@transaction.atomic
def change_search(
    *, company_id: int, public_id: str, name: str, is_shared: bool, actor: Actor
) -> SavedSearch:
    """Its name, and whether the company sees it; what it searches for stays."""
    search = _changeable(company_id, public_id, actor)
    search.name, search.is_shared = _name(name), is_shared
    try:
        with transaction.atomic():
            search.save(update_fields=["name", "is_shared"])
    except IntegrityError as reason:
        raise SearchNameTaken(
            _("There is a saved search “{name}” already. Choose another name.").format(name=search.name)
        ) from reason
    return search


@transaction.atomic
def set_default_search(*, company_id: int, public_id: str, is_default: bool, actor: Actor) -> SavedSearch:
    """The list opens with it for this teammate from then on, instead of with the one before; or not any more."""
    teammate = _owner(company_id, actor)
    search = _visible(company_id, public_id, teammate)
    mine = DefaultSearch.objects.filter(company_id=company_id, teammate=teammate, of=search.of)
    if is_default:
        DefaultSearch.objects.update_or_create(
            company_id=company_id, teammate=teammate, of=search.of, defaults={"search": search}
        )
    else:
        mine.filter(search=search).delete()
    return search


def _visible(company_id: int, public_id: str, teammate: Teammate) -> SavedSearch:
    search = SavedSearch.objects.filter(company_id=company_id, public_id=public_id).first()
    if search is None or not (search.is_shared or search.owner_id == teammate.pk):
        raise NotFound(_("There is no such saved search."))
    return search


def _changeable(company_id: int, public_id: str, actor: Actor) -> SavedSearch:
    teammate = _owner(company_id, actor)
    search = _visible(company_id, public_id, teammate)
    if not may_change_search(
        is_own=search.owner_id == teammate.pk,
        is_shared=search.is_shared,
        company_role=teammate.company_role,
    ):
        raise SearchOfAnother(
            _("“{name}” belongs to another teammate. Ask them, or an admin, to change it.").format(
                name=search.name
            )
        )
    return search


@transaction.atomic
def choose_columns(*, company_id: int, columns: Sequence[str], actor: Actor) -> tuple[str, ...]:
    """Those of the known columns, in their order; what is not known is left out."""
    chosen = tuple(column for column in COLUMNS if column in columns)
    ListColumns.objects.update_or_create(
        company_id=company_id, teammate=_owner(company_id, actor), defaults={"columns": list(chosen)}
    )
    return chosen


class OnlyForTeammates(NotAllowed):
    code = "only_for_teammates"


def _owner(company_id: int, actor: Actor) -> Teammate:
    teammate = teammate_behind(company_id=company_id, actor=actor)
    if teammate is None:
        raise OnlyForTeammates(_("Searches and columns belong to teammates."))
    return teammate
