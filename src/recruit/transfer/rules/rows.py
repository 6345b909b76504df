"""What is to become of one row of a file? A wish of plain values, or problems that name column, cause and remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from recruit.base.texts import gettext as _
from recruit.hiring.enums import ProcessStatus
from recruit.people.enums import ProspectStatus
from recruit.positions.enums import PositionStatus, WorkplaceType
from recruit.transfer.enums import ImportKind
from recruit.transfer.rules import values
from recruit.transfer.rules.fields import Field
from recruit.transfer.rules.values import Unclear

#: No candidate has more of one kind.
_MOST_VALUES: Final = 20
_LONGEST_TAG: Final = 100


@dataclass(frozen=True)
class Problem:
    """``column`` as the file calls it; empty where the whole row is meant."""

    sentence: str
    column: str = ""

    def as_data(self) -> dict[str, str]:
        return {"column": self.column, "sentence": self.sentence}


@dataclass
class Wish:
    """``values`` by field: texts, lists of texts, moments, flags. With ``problems`` nothing is to become of it."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def external_id(self) -> str:
        return str(self.values.get("external_id", ""))

    def refuse(self, sentence: str, column: str = "") -> None:
        self.problems.append(Problem(sentence, column))


Reader = Callable[[str, datetime], Any]
_READERS: Final[Mapping[str, Reader]] = {
    "email": lambda text, _: values.emails(text),
    "phone": lambda text, _: values.phones(text),
    "link": lambda text, _: values.links(text),
    "tags": lambda text, _: values.several(text),
    "prospect_status": lambda text, _: values.one_of(text, ProspectStatus.choices),
    "do_not_contact": lambda text, _: values.yes_or_no(text),
    "is_published": lambda text, _: values.yes_or_no(text),
    "is_discreet": lambda text, _: values.yes_or_no(text),
    "is_talent_pool": lambda text, _: values.yes_or_no(text),
    "workplace_type": lambda text, _: values.one_of(text, WorkplaceType.choices),
    "country": lambda text, _: values.country(text),
    "added_at": lambda text, now: values.past_moment(text, now=now),
    "opened_at": lambda text, now: values.past_moment(text, now=now),
    "started_at": lambda text, now: values.past_moment(text, now=now),
    "moved_at": lambda text, now: values.past_moment(text, now=now),
    "hiring_manager": lambda text, _: _one_address(text),
    "recruiter": lambda text, _: _one_address(text),
    "person_email": lambda text, _: _one_address(text),
}
_STATUSES: Final[Mapping[ImportKind, Sequence[tuple[str, object]]]] = {
    ImportKind.POSITIONS: PositionStatus.choices,
    ImportKind.PROCESSES: ProcessStatus.choices,
}


def read_row(
    kind: str,
    fields: Sequence[Field],
    cells: Mapping[str, str],
    mapping: Mapping[str, str],
    *,
    now: datetime,
    trouble: str = "",
) -> Wish:
    """``mapping``: by column the field's name, or "". ``trouble``: why it is no row at all (``reading.Row``).

    A column whose field the company has given up since is left out.
    """
    wish = Wish()
    if trouble:
        wish.refuse(trouble)
        return wish
    named = {each.name: each for each in fields}
    for column, name in mapping.items():
        text = cells.get(column, "").strip()
        if text and name in named:
            _take(wish, kind, named[name], column, text, now=now)
    _complete(kind, wish, mapping)
    for each in fields:
        column = _column_of(mapping, each.name)
        # Of a value that cannot be understood one has been told already.
        if (
            each.is_needed
            and not wish.values.get(each.name)
            and column not in {one.column for one in wish.problems}
        ):
            wish.refuse(
                _("“{field}” is asked of every position. Fill it in.").format(field=each.title), column
            )
    return wish


def _take(wish: Wish, kind: str, asked: Field, column: str, text: str, *, now: datetime) -> None:
    reader = _READERS.get(asked.name)
    try:
        if asked.name == "status":
            value: Any = values.one_of(text, _STATUSES[ImportKind(kind)])
        elif asked.reader:
            value = asked.reader(text)
        else:
            value = reader(text, now) if reader else text
        _require_size(asked, value)
    except Unclear as unclear:
        wish.refuse(str(unclear), column)
        return
    if asked.repeats:
        together = dict.fromkeys([*wish.values.get(asked.name, []), *value])
        if len(together) > _MOST_VALUES:
            wish.refuse(
                _("More than {most} values are too many for one candidate. Leave some out.").format(
                    most=_MOST_VALUES
                ),
                column,
            )
        wish.values[asked.name] = list(together)[:_MOST_VALUES]
    else:
        wish.values[asked.name] = value


def _require_size(asked: Field, value: Any) -> None:
    longest = _LONGEST_TAG if asked.name == "tags" else asked.longest
    if not longest:
        return
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and len(each) > longest:
            raise Unclear(
                _("“{text}…” has {n} characters, {most} at most. Shorten it.").format(
                    text=each[:40], n=len(each), most=longest
                )
            )


def _one_address(text: str) -> str:
    found = values.emails(text)
    if len(found) != 1:
        raise Unclear(_("“{text}” is more than one e-mail address. Leave one.").format(text=text))
    return found[0]


def _complete(kind: str, wish: Wish, mapping: Mapping[str, str]) -> None:
    if kind == ImportKind.PERSONS:
        _complete_person(wish)
    elif kind == ImportKind.POSITIONS:
        if not wish.values.get("name"):
            wish.refuse(_("A position needs a name. Fill it in."), _column_of(mapping, "name"))
    else:
        _complete_process(wish, mapping)


def _complete_person(wish: Wish) -> None:
    full = str(wish.values.pop("full_name", ""))
    if full and not wish.values.get("first_name") and not wish.values.get("last_name"):
        first, last = split_name(full)
        wish.values |= {"first_name": first, "last_name": last}
    if not wish.values.get("first_name") and not wish.values.get("last_name"):
        wish.refuse(_("A candidate needs a first or a last name. Fill one in."))


def _complete_process(wish: Wish, mapping: Mapping[str, str]) -> None:
    is_named = wish.values.get("person_external_id") or wish.values.get("person_email")
    # Of an address that is none one has been told already.
    if not is_named and _column_of(mapping, "person_email") not in {each.column for each in wish.problems}:
        wish.refuse(
            _("It is not said which candidate this is. Fill in the candidate's own id or e-mail address.")
        )
    named = ("position_external_id", "position_custom_id", "position_name")
    if not any(wish.values.get(name) for name in named):
        wish.refuse(
            _("It is not said which position this is. Fill in its own id, requisition number or name.")
        )
    started, moved = wish.values.get("started_at"), wish.values.get("moved_at")
    if started and moved and moved < started:
        wish.refuse(
            _("The last move is before the beginning. Exchange the two days."),
            _column_of(mapping, "moved_at"),
        )


def _column_of(mapping: Mapping[str, str], name: str) -> str:
    return next((column for column, given in mapping.items() if given == name), "")


def split_name(full: str) -> tuple[str, str]:
    """``Mia Brand`` and ``Brand, Mia``: first and last name. One word is a first name."""
    if "," in full:
        last, _, first = full.partition(",")
        return " ".join(first.split()), " ".join(last.split())
    *first_names, last = full.split()
    return (" ".join(first_names), last) if first_names else (last, "")
