"""What does the address of the list ask for, and which addresses lead to a little more or less?

Everything that a list shows stands in its address, so that it can be kept, sent to a colleague and gone back to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop, pgettext
from django.utils.translation import gettext_lazy as _

from recruit.base.errors import NotFound
from recruit.hiring import selectors as hiring
from recruit.hiring.enums import ProcessStatus
from recruit.people.enums import ProspectStatus
from recruit.positions import selectors as positions
from recruit.sources import selectors as sources
from recruit.sources.enums import SourceType
from recruit_web import slots
from recruit_web.chips import Chip
from recruit_web.requests import SignedInRequest

_LONGEST = 100
ORDERS = (
    (hiring.Order.NEWEST.value, _("Newest first")),
    (hiring.Order.NAME.value, _("By name")),
    (hiring.Order.ACTIVITY.value, _("Last activity first")),
)
#: The parameters of an address, in the order in which they are written; ``set`` may occur several times.
_TEXTS = (
    "q", "tag", "position", "status", "step", "reached", "source", "source_type", "contact", "prospect", "profile",
    "via",
)  # fmt: skip
DAY_LABELS = {
    "added_from": gettext_noop("Added since"),
    "added_to": gettext_noop("Added until"),
    "changed_from": gettext_noop("Details changed since"),
    "changed_to": gettext_noop("Details changed until"),
    "started_from": gettext_noop("Considered since"),
    "started_to": gettext_noop("Considered until"),
}
_DAYS = tuple(DAY_LABELS)
#: One process may stand anywhere, or anywhere on its way.
STATUSES = ((hiring.ANY_ACTIVE, _("Under consideration")), *ProcessStatus.choices)
_CLOSED = {
    "status": frozenset(value for value, _ in STATUSES),
    "source_type": frozenset(SourceType.values),
    "prospect": frozenset(ProspectStatus.values),
}
FILTERS = (*(name for name in _TEXTS if name != "q"), *_DAYS, "set")


@dataclass(frozen=True)
class Address:
    """What the list was asked for. ``pairs``: the parameters that were understood; others are dropped unsaid."""

    pairs: tuple[tuple[str, str], ...]
    search: hiring.PersonSearch

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, value) for name, value in self.pairs if name in FILTERS)

    @property
    def query(self) -> str:
        """The part of the address after the ``?``, without a page."""
        return urlencode(self.pairs)

    def without(self, *dropped: tuple[str, str]) -> str:
        return urlencode([pair for pair in self.pairs if pair not in dropped])

    def value(self, name: str) -> str:
        return dict(self.pairs).get(name, "")


def read_address(given: QueryDict) -> Address:
    """What is not understood, such as a day that there is not, narrows nothing."""
    texts = {name: given.get(name, "").strip()[:_LONGEST] for name in _TEXTS}
    for name, known in _CLOSED.items():
        if texts[name] not in known:
            texts[name] = ""
    if not texts["position"]:
        # Steps of a million candidates are not looked through while somebody waits; those of one position are.
        texts["reached"] = ""
    days = {name: _day(given.get(name, "")) for name in _DAYS}
    sets = tuple(dict.fromkeys(name for name in given.getlist("set") if hiring.is_offered(name)))
    order = given.get("order", "")
    order = order if order in dict(ORDERS) else hiring.Order.NEWEST.value
    pairs = [
        *((name, text) for name, text in texts.items() if text),
        *((name, day.isoformat()) for name, day in days.items() if day),
        *(("set", name) for name in sets),
        *([("order", order)] if order != hiring.Order.NEWEST else []),
    ]
    search = hiring.PersonSearch(
        query=texts["q"],
        tag=texts["tag"],
        position=texts["position"],
        status=texts["status"],
        step=texts["step"],
        source=texts["source"],
        source_type=texts["source_type"],
        contact=texts["contact"],
        reached=texts["reached"],
        prospect_status=texts["prospect"],
        profile=texts["profile"],
        imported_via=texts["via"],
        added_from=days["added_from"],
        added_to=days["added_to"],
        changed_from=days["changed_from"],
        changed_to=days["changed_to"],
        started_from=days["started_from"],
        started_to=days["started_to"],
        sets=sets,
        order=hiring.Order(order),
    )
    return Address(tuple(pairs), search)


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def chips_of(request: SignedInRequest, address: Address) -> list[Chip]:
    """At most a query for the position's name and one for the source's."""
    found = []
    for name, value in address.filters:
        label, text = _in_words(request, name, value)
        found.append(Chip(label, text, address.without((name, value))))
    return found


def _in_words(request: SignedInRequest, name: str, value: str) -> tuple[str, str]:
    if name in _DAYS:
        return gettext(DAY_LABELS[name]), date_format(date.fromisoformat(value), gettext("j M Y"))
    if name == "position":
        return gettext("Position"), _position_name(request, value)
    if name == "source":
        return gettext("Source"), _source_name(request, value)
    if name == "contact":
        return gettext("Source contact"), _contact_name(request, value)
    labels: dict[str, tuple[str, Mapping[str, object]]] = {
        "tag": (gettext("Tag"), {}),
        "status": (gettext("Status"), dict(STATUSES)),
        "step": (gettext("At step"), {}),
        "reached": (gettext("Has reached"), {}),
        "source_type": (gettext("Type of source"), dict(SourceType.choices)),
        "prospect": (gettext("Prospect"), dict(ProspectStatus.choices)),
        "profile": (
            gettext("Known at"),
            {profile.provider: profile.label for profile in slots.profiles(request)},
        ),
        "via": (gettext("Imported via"), {}),
        "set": (gettext("Only"), {each.name: each.label for each in hiring.offered_sets()}),
    }
    label, words = labels[name]
    return label, str(words.get(value, value))


def _position_name(request: SignedInRequest, public_id: str) -> str:
    found = positions.visible_positions(teammate=request.user).filter(public_id=public_id).first()
    return found.name if found else gettext("one that is not there")


def _contact_name(request: SignedInRequest, public_id: str) -> str:
    with suppress(NotFound):
        return sources.contact_by_public_id(company_id=request.user.company_id, public_id=public_id).full_name
    return gettext("one that is not there")


def _source_name(request: SignedInRequest, public_id: str) -> str:
    if public_id == hiring.NO_SOURCE:
        return pgettext("source", "none")
    ids = sources.source_ids(company_id=request.user.company_id, public_id=public_id)
    names = sources.source_names(company_id=request.user.company_id, ids=ids)
    return next(iter(names.values()), gettext("one that is not there"))


def hidden_inputs(address: Address, *names: str) -> Iterable[tuple[str, str]]:
    """What a form of one part of the address carries along of the others."""
    return [(name, value) for name, value in address.pairs if name not in names]
