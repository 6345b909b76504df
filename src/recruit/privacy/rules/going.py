"""What may stay of the pseudonymised, and how is somebody known again whom nothing names? Values in, values out."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Final

from recruit.base.texts import gettext, gettext_noop, number_format

#: Kinds of what is kept (``base.holdings``) that are figures once nobody is named in them any more.
FIGURES: Final = frozenset({"hiring processes", "interviews", "evaluations"})
#: Kinds that others count, marked here for translation; those of connected services are marked where they are counted.
_KINDS: Final = (
    gettext_noop("contact details"),
    gettext_noop("files"),
    gettext_noop("tags"),
    gettext_noop("outside profiles"),
    gettext_noop("interviews"),
    gettext_noop("evaluations"),
    gettext_noop("possible duplicates"),
    gettext_noop("keys for finding duplicates"),
    gettext_noop("merges"),
    gettext_noop("webhook deliveries"),
    gettext_noop("kept answers of the API"),
)


def digest_of(*, key: str, public_id: str) -> str:
    """Nobody without the key can tell whose it is; with it, whoever comes back is known again."""
    return hmac.new(f"erased person\x1f{key}".encode(), public_id.encode(), hashlib.sha256).hexdigest()


def left_over(holdings: Mapping[str, int], *, keeps_figures: bool) -> dict[str, int]:
    """What should be gone and is not."""
    return {kind: n for kind, n in holdings.items() if not (keeps_figures and kind in FIGURES)}


def in_words(number: int, kind: str) -> str:
    """Kinds are in words of many: ``1, "entries of history"`` is "1 entry of history".

    Other languages know no such rule: there the kind stands before its number.
    """
    many, told = gettext(kind), number_format(number, force_grouping=True)
    if many != kind:
        return f"{many}: {told}"
    if number != 1:
        return f"{told} {kind}"
    things, of, rest = kind.partition(" of ") if " of " in kind else kind.partition(" for ")
    if not of:
        things, of, rest = kind.partition(" on ")
    return f"1 {_one(things)}{of}{rest}"


def _one(things: str) -> str:
    for many, one in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", "")):
        if things.endswith(many):
            return things.removesuffix(many) + one
    return things


def same_name(typed: str, name: str) -> bool:
    """Whether somebody typed that name, whatever the case and the spaces."""
    return " ".join(typed.split()).casefold() == " ".join(name.split()).casefold()
