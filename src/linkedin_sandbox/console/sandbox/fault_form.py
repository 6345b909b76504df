"""How is a fault described in a form? Fields for which calls, how often and how; each says what it does not take."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from linkedin_sandbox.console.sandbox.typed import Misread, seconds, whole
from linkedin_sandbox.faults.details import DETAILS, FORMS, LIMITS, LONGEST_WAIT
from linkedin_sandbox.faults.store import KINDS

_OFTEN = 1_000_000
_LONGEST = 2000
_DAY = 86_400
_AFTER = {"yes": True, "no": False}


@dataclass(frozen=True, kw_only=True)
class FaultField:
    """``choices``: (value, label, kinds that have it) of a list; ``kinds``: which faults have the field."""

    name: str
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    listed: str = ""
    value: str = ""
    problem: str = ""
    kinds: str = ""


def _kinds_with(detail: str) -> str:
    return " ".join(kind for kind, details in DETAILS.items() if detail in details)


def _forms() -> tuple[tuple[str, str, str], ...]:
    found: dict[str, list[str]] = {}
    for kind, forms in FORMS.items():
        for form in forms:
            found.setdefault(form, []).append(kind)
    return tuple((form, form.replace("_", " "), " ".join(kinds)) for form, kinds in found.items())


SCOPE = (
    FaultField(
        name="resource", label="Resource", hint="An address or a notification's type; empty: any.",
        listed="resources",
    ),
    FaultField(name="method", label="Method", hint="Such as batch_update; empty: any.", listed="methods"),
    FaultField(
        name="generation", label="Generation",
        choices=(("", "any", ""), ("v2", "v2", ""), ("rest", "REST", ""), ("oauth", "OAuth", "")),
    ),
    FaultField(name="client_id", label="Application", choices=(("", "any", ""),)),
)  # fmt: skip
OFTEN = (
    FaultField(name="nth", label="From which call on", hint="1: the first that fits."),
    FaultField(name="times", label="How often", hint="1: once; 0: until it is removed."),
    FaultField(name="probability", label="Probability", hint="From 0 to 1; 1: each time."),
    FaultField(name="seed", label="Seed of the dice", hint="A number, to repeat a run; empty: any."),
)
_WHEN = (("", "as usual", ""), ("yes", "after it was stored", ""), ("no", "before it is stored", ""))
MORE = tuple(
    FaultField(
        name=name, label=label, hint=hint, choices=choices, kinds=_kinds_with(name)
    )
    for name, label, hint, choices in (
        ("status", "Status", "From 400 to 599.", ()),
        ("limit", "Limit", "", tuple((one, f"of the {one}", "") for one in LIMITS)),
        ("form", "Form", "", (("", "the usual one", ""), *_forms())),
        ("seconds", "Seconds", f"At most {LONGEST_WAIT} for a caller.", ()),
        ("after_storing", "When", "", _WHEN),
        ("match", "Only what names", "A word in a key or a record, such as an id; empty: all.", ()),
        ("context", "Company it names", "A URN; empty: one that does not exist.", ()),
        ("message", "Message", "Empty: LinkedIn's own.", ()),
        ("code", "Code", "Empty: LinkedIn's own.", ()),
    )
)  # fmt: skip


def _probability(text: str) -> float:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        found = math.nan
    if not 0 <= found <= 1:
        raise Misread("Give a number from 0 to 1, such as 0.33.")
    return found


def _text(text: str) -> str:
    if len(text) > _LONGEST:
        raise Misread(f"Give at most {_LONGEST} characters.")
    return text


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise Misread(f"Choose one of {', '.join(words)}.")
        return text

    return read


def _after(text: str) -> bool:
    return _AFTER[_one_of(*_AFTER)(text)]


_SCOPE_READERS: dict[str, Callable[[str], Any]] = {
    "resource": _text,
    "method": _text,
    "generation": _one_of("v2", "rest", "oauth"),
    "client_id": _text,
    "nth": lambda text: whole(text, least=1, most=_OFTEN),
    "times": lambda text: whole(text, most=_OFTEN),
    "probability": _probability,
    "seed": whole,
}
_DETAIL_READERS: dict[str, Callable[[str], Any]] = {
    "status": lambda text: whole(text, least=400, most=599),
    "message": _text,
    "code": _text,
    "after_storing": _after,
    "match": _text,
    "context": _text,
    "limit": _one_of(*LIMITS),
}


@dataclass(frozen=True)
class Read:
    """What was understood of the form, and what was not, by field."""

    kind: str
    scope: dict[str, Any]
    details: dict[str, Any]
    problems: dict[str, str]


def read_fault(typed: Mapping[str, str]) -> Read:
    """An empty field says nothing, and so does one that the kind does not look at."""
    kind = typed.get("kind", "")
    problems: dict[str, str] = {} if kind in KINDS else {"kind": "Choose what shall go wrong."}
    readers = {name: _detail_reader(kind, name) for name in DETAILS.get(kind, ())}
    scope = _read(typed, _SCOPE_READERS, problems)
    return Read(kind, scope, _read(typed, readers, problems), problems)


def _detail_reader(kind: str, name: str) -> Callable[[str], Any]:
    if name == "form":
        return _one_of(*FORMS[kind])
    if name == "seconds":
        return lambda text: seconds(text, most=_DAY if kind.startswith("push_") else LONGEST_WAIT)
    return _DETAIL_READERS[name]


def _read(
    typed: Mapping[str, str], readers: Mapping[str, Callable[[str], Any]], problems: dict[str, str]
) -> dict[str, Any]:
    found = {}
    for name, read in readers.items():
        text = typed.get(name, "").strip()
        try:
            if text:
                found[name] = read(text)
        except Misread as reason:
            problems[name] = str(reason)
    return found
