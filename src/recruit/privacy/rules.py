"""What may stay of the pseudonymised, and how is somebody known again whom nothing names? Values in, values out."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Final

#: Kinds of what is kept (``base.holdings``) that are figures once nobody is named in them any more.
FIGURES: Final = frozenset({"hiring processes", "interviews", "evaluations"})


def digest_of(*, key: str, public_id: str) -> str:
    """Nobody without the key can tell whose it is; with it, whoever comes back is known again."""
    return hmac.new(f"erased person\x1f{key}".encode(), public_id.encode(), hashlib.sha256).hexdigest()


def left_over(holdings: Mapping[str, int], *, keeps_figures: bool) -> dict[str, int]:
    """What should be gone and is not."""
    return {kind: n for kind, n in holdings.items() if not (keeps_figures and kind in FIGURES)}


def same_name(typed: str, name: str) -> bool:
    """Whether somebody typed that name, whatever the case and the spaces."""
    return " ".join(typed.split()).casefold() == " ".join(name.split()).casefold()
