"""Which fields does the caller want? ``fields=a,b(c,d)``: of a record only these, of ``b`` only ``c`` and ``d``.

https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/projections
"""

from __future__ import annotations

import re
from typing import Any

from linkedin_sandbox.restli.errors import not_understood

Wanted = dict[str, Any]
_PIECE = re.compile(r"([\w.$]+)|([(),:])")


def parse(text: str) -> Wanted:
    """Names to what is wanted of them; an empty mapping wants everything."""
    pieces = [found[0] for found in _PIECE.finditer(text.replace(" ", ""))]
    if "".join(pieces) != text.replace(" ", ""):
        raise not_understood(f"Parameter fields is not a list of fields: '{text}'")
    # Protocol 2.0.0 writes a colon before the inner list, LinkedIn's own samples do not.
    pieces = [piece for piece in pieces if piece != ":"]
    wanted, at = _names(pieces, 0)
    if at != len(pieces):
        raise not_understood(f"Parameter fields has a bracket too many: '{text}'")
    return wanted


def _names(pieces: list[str], at: int) -> tuple[Wanted, int]:
    wanted: Wanted = {}
    name = ""
    while at < len(pieces) and pieces[at] != ")":
        if pieces[at] == "(":
            wanted[name], at = _names(pieces, at + 1)
            if at == len(pieces):
                raise not_understood("Parameter fields has a bracket that is not closed")
        elif pieces[at] != ",":
            name = pieces[at]
            wanted[name] = {}
        at += 1
    return wanted, at


def project(value: Any, wanted: Wanted) -> Any:
    if not wanted:
        return value
    if isinstance(value, list):
        return [project(item, wanted) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: project(inner, wanted[name]) for name, inner in value.items() if name in wanted}
