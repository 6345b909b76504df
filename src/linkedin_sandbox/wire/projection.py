"""Which fields does the caller want to see? ``fields=a,b(c,d)``, at any depth, in lists for each item.

``b:(c)`` says the same in the older way, and ``$*`` is every field or item.
https://linkedin.github.io/rest.li/Projections
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.restli.errors import not_understood

if TYPE_CHECKING:
    from linkedin_sandbox.wire.answers import Answer
    from linkedin_sandbox.wire.call import Call

Mask = dict[str, "Mask | None"]
"""By the name of a field: what is wanted of it, or None for all of it."""

_ALL = "$*"
_DEEPEST = 20
_OPENING = re.compile(r":?\(")
_NAME = re.compile(r"[^,:()]+")


def projected(call: Call, answer: Answer) -> Answer:
    """The answer of a read with no more than the wanted fields of each record."""
    text = call.one("fields")
    if not text or answer.body is None or call.verb != "GET":
        return answer
    mask, body = parse_mask(text), answer.body
    if call.method == "batch_get":
        masked = {key: _masked(record, mask) for key, record in body["results"].items()}
        body = body | {"results": masked}
    elif call.method == "finder":
        body = body | {"elements": _masked(body["elements"], mask)}
    else:
        body = _masked(body, mask)
    return replace(answer, body=body)


def _masked(value: Any, mask: Mask | None) -> Any:
    if mask is None:
        return value
    if isinstance(value, list):
        of_each = mask[_ALL] if set(mask) == {_ALL} else mask
        return [_masked(item, of_each) for item in value]
    if not isinstance(value, dict):
        return value
    if _ALL in mask:
        return {name: _masked(part, mask.get(name, mask[_ALL])) for name, part in value.items()}
    return {name: _masked(part, mask[name]) for name, part in value.items() if name in mask}


def parse_mask(text: str) -> Mask:
    mask, end = _mask(text, 0, 0)
    if end != len(text):
        raise _unreadable(text)
    return mask


def _mask(text: str, at: int, depth: int) -> tuple[Mask, int]:
    mask: Mask = {}
    while True:
        found = _NAME.match(text, at)
        if not found or depth > _DEEPEST:
            raise _unreadable(text)
        name, at = found.group().strip(), found.end()
        mask[name] = None
        if opening := _OPENING.match(text, at):
            mask[name], at = _mask(text, opening.end(), depth + 1)
            if text[at : at + 1] != ")":
                raise _unreadable(text)
            at += 1
        if text[at : at + 1] != ",":
            return mask, at
        at += 1


def _unreadable(text: str) -> Exception:
    return not_understood(f"Invalid fields projection: '{text}'")
