"""Does LinkedIn hold a record as we would write it? Field by field; what is empty and what is absent are the same.

An upsert replaces the whole record, so a writable field that LinkedIn has and we would not write is a difference, too.
What LinkedIn tells besides the fields that can be written is its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The moment of the latest change moves without a change; how a match is read back is not documented.
_NOT_COMPARED = ("LastModifiedAt", "manualMatchedMember", "matchedMembers")


def differing(
    ours: Mapping[str, Any], theirs: Mapping[str, Any] | None, *, writable: frozenset[str]
) -> frozenset[str] | None:
    """Names of the fields that differ; None if there is no record of theirs."""
    if theirs is None:
        return None
    return frozenset(
        name
        for name in {*ours, *(writable & theirs.keys())}
        if not name.endswith(_NOT_COMPARED) and _plain(ours.get(name)) != _plain(theirs.get(name))
    )


def _plain(value: object) -> object:
    """Without what is empty, at every depth."""
    if isinstance(value, dict):
        kept = {name: _plain(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each is not None} or None
    if isinstance(value, list):
        return [_plain(each) for each in value] or None
    return None if value in ("", False) else value
