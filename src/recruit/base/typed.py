"""What is typed where a company asks for something of its own: a text, a number, a date, a choice, yes or no?

Fields of positions and questions to applicants are asked for by this, kept as text in one way of writing each, and
shown again: values in, values out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, TypeVar

from django.db import models
from django.utils import dateformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recruit.base.errors import Refusal

Row = TypeVar("Row")
LONGEST_TEXT: Final = 2000
LONGEST_NAME: Final = 200
MOST_OPTIONS: Final = 100
_LONGEST_NUMBER: Final = 30


class ValueKind(models.TextChoices):
    TEXT = "text", _("Text")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    CHOICE = "choice", _("Choice")
    YES_NO = "yes_no", _("Yes or no")


class NotOfKind(Refusal):
    """The sentence ends what a name begins: "has to be a number", in the language of whoever asked."""

    code = "not_of_kind"


def clean_value(kind: str, given: str, *, options: Sequence[str] = ()) -> str:
    """The one way in which this value is written; "" stays "". Refuses with ``NotOfKind``."""
    text = given.strip()
    if not text:
        return ""
    if kind == ValueKind.NUMBER:
        return _number(text)
    if kind == ValueKind.DATE:
        return _day(text)
    if kind == ValueKind.CHOICE and text not in options:
        raise NotOfKind(gettext("has to be one of the choices"))
    if kind == ValueKind.YES_NO and text not in ("yes", "no"):
        raise NotOfKind(gettext("is answered by yes or no"))
    if len(text) > LONGEST_TEXT:
        raise NotOfKind(gettext("may have {number} characters at most").format(number=LONGEST_TEXT))
    return text


def _number(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation as reason:
        raise NotOfKind(gettext("has to be a number, such as 12 or 12.5")) from reason
    if not number.is_finite() or len(text) > _LONGEST_NUMBER or abs(number.adjusted()) > _LONGEST_NUMBER:
        raise NotOfKind(gettext("has to be a number, such as 12 or 12.5"))
    return f"{number.normalize() + 0:f}"


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as reason:
        raise NotOfKind(gettext("has to be a day, such as 2026-03-31")) from reason


def shown_value(kind: str, value: str) -> str:
    """As people read it."""
    if kind == ValueKind.YES_NO:
        return {"yes": gettext("Yes"), "no": gettext("No")}.get(value, value)
    if kind == ValueKind.DATE and value:
        day = date.fromisoformat(value)
        return dateformat.format(day, gettext("j M Y"))
    return value


def clean_options(lines: Sequence[str]) -> list[str]:
    """Without empty ones and without what is there twice."""
    return list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))


def hindrance(*, name: str, kind: str, options: Sequence[str]) -> str | None:
    """Why nothing can be asked for like this; None when it can."""
    if not name:
        return gettext("It needs a name. Type what it asks for.")
    if len(name) > LONGEST_NAME:
        return gettext("Its name may have {number} characters at most.").format(number=LONGEST_NAME)
    if kind == ValueKind.CHOICE and len(options) < 2:  # noqa: PLR2004 -- a choice is between two
        return gettext("A choice is made among two or more. Write one on each line.")
    if len(options) > MOST_OPTIONS or any(len(each) > LONGEST_NAME for each in options):
        return gettext("There are at most {number} choices of {length} characters each.").format(
            number=MOST_OPTIONS, length=LONGEST_NAME
        )
    return None


def exchanged(rows: Sequence[Row], moved: Row, *, by: int) -> list[Row] | None:
    """The rows with this one exchanged for its neighbour, before (-1) or after (1) it; None where there is none."""
    found = list(rows)
    at = found.index(moved)
    to = at + by
    if not 0 <= to < len(found):
        return None
    found[at], found[to] = found[to], found[at]
    return found
