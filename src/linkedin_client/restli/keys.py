"""When are two keys the same? When they have the same parts, in whatever order; `$params` never counts.

LinkedIn's own examples order the parts of one key differently in the query and in the body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: A plain id, or a complex key: parts by name.
Key = str | Mapping[str, str]
#: What two equal keys share; usable as a dictionary's key.
Identity = str | frozenset[tuple[str, str]]

#: A finder's parameter: a text, a number, a list, or a record such as a span of time.
Parameter = str | int | Sequence[str] | Mapping[str, str | int]

#: Parts by this name carry parameters of a request, not identity, and never come back.
PARAMS = "$params"


def identity(key: Key) -> Identity:
    if isinstance(key, str):
        return key
    return frozenset((part, value) for part, value in key.items() if not part.startswith(PARAMS))
