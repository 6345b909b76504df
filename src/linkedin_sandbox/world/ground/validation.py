"""Is this record one that LinkedIn takes? Field by field, told as LinkedIn tells it: ``ERROR :: /field :: reason``.

A table per record lists (name, check, required). A check answers the reason why not, or None.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/required-fields
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from linkedin_sandbox.restli.errors import RecordError, invalid

Check = Callable[[Any], str | None]

MISSING = "field is required but not found and has no default value"
_LONG = 2**63 - 1
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_PERSON = re.compile(r"urn:li:person:.+")
_CONTRACT = re.compile(r"urn:li:contract:[0-9]+")
_MEDIA = re.compile(r"urn:li:media:[\w-]{1,40}", re.ASCII)
ORGANIZATION = re.compile(r"urn:li:organization:\d+")


@dataclass(frozen=True)
class Field:
    name: str
    check: Check
    required: bool = False
    also: str = ""
    """Another name that the same field may come under, where LinkedIn's own is not certain."""
    rule: str = "18"
    """The rule that a wrong value breaks."""

    def renamed(self, names: Mapping[str, str]) -> Field:
        return replace(self, name=names.get(self.name, self.name), also="")


def text(*, least: int = 0, most: int | None = None) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, str):
            return f"{_json_type(value)} cannot be coerced to String"
        if len(value.strip()) < least:
            return f"length {len(value.strip())} is less than the minimum length {least}"
        if most is not None and len(value) > most:
            return f"length {len(value)} is more than the maximum length {most}"
        return None

    return check


def epoch(value: Any) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return f"{_json_type(value)} cannot be coerced to Long"
    if value > _LONG:
        return f"{value} cannot be coerced to Long"
    return None if value > 0 else f"{value} is not greater than 0"


def integer(*, least: int | None = None, most: int | None = None) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return f"{_json_type(value)} cannot be coerced to Integer"
        if (least is not None and value < least) or (most is not None and value > most):
            return f"{value} is out of range {least}..{'' if most is None else most}"
        return None

    return check


def number(value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return None
    return f"{_json_type(value)} cannot be coerced to Double"


def boolean(value: Any) -> str | None:
    return None if isinstance(value, bool) else f"{_json_type(value)} cannot be coerced to Boolean"


def url(value: Any) -> str | None:
    if not isinstance(value, str):
        return f"{_json_type(value)} cannot be coerced to String"
    return None if is_web_address(value) else f'"{value}" is not a valid URL'


def is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def email(value: Any) -> str | None:
    """X@X.X and no more than that is known of LinkedIn's check."""
    if isinstance(value, str) and _EMAIL.fullmatch(value):
        return None
    return f'"{value}" does not match X@X.X'


def person(value: Any) -> str | None:
    if isinstance(value, str) and _PERSON.fullmatch(value):
        return None
    return f'"{value}" is not a person URN'


def contract(value: Any) -> str | None:
    if isinstance(value, str) and _CONTRACT.fullmatch(value):
        return None
    return f'"{value}" is not a contract URN'


def media(value: Any) -> str | None:
    if isinstance(value, str) and _MEDIA.fullmatch(value):
        return None
    return f'"{value}" is not the URN of an uploaded file'


def one_of(*words: str) -> Check:
    def check(value: Any) -> str | None:
        return None if value in words else f'"{value}" is not an enum symbol'

    return check


def matching(pattern: str, kind: str) -> Check:
    """A text that is one of these, such as a URN."""
    compiled = re.compile(pattern)

    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and compiled.fullmatch(value) else f'"{value}" is not {kind}'

    return check


def list_of(check_item: Check, *, most: int | None = None) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, list):
            return f"{_json_type(value)} cannot be coerced to Array"
        if most is not None and len(value) > most:
            return f"array has {len(value)} items, at most {most} are allowed"
        return next((reason for item in value if (reason := check_item(item))), None)

    return check


def record_of(*fields: Field) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, dict):
            return f"{_json_type(value)} cannot be coerced to Record"
        error = first_problem(value, fields)
        return error.message.removeprefix("ERROR :: /").strip() if error else None

    return check


def anything(_value: Any) -> str | None:
    return None


def first_problem(
    record: Mapping[str, Any], fields: Sequence[Field], *, reject_unknown: bool = False
) -> RecordError | None:
    """The first thing wrong with the record; ``null`` counts as absent."""
    for field in fields:
        value = record.get(field.name)
        if value is None and field.also:
            value = record.get(field.also)
        if value is None:
            if field.required:
                return invalid(field.name, MISSING)
            continue
        if reason := field.check(value):
            return invalid(field.name, reason, rule=field.rule)
    if reject_unknown:
        known = {field.name for field in fields} | {field.also for field in fields}
        unknown = next((name for name in record if name not in known), None)
        if unknown is not None:
            return invalid(unknown, "unrecognized field found but not allowed")
    return None


def modified_before_created(record: Mapping[str, Any], created: str, modified: str) -> RecordError | None:
    if record[modified] < record[created]:
        return invalid(modified, f"{record[modified]} is before {created} {record[created]}", rule="19")
    return None


def _json_type(value: Any) -> str:
    names = {str: "String", bool: "Boolean", int: "Integer", float: "Double", list: "Array", dict: "Record"}
    return names.get(type(value), type(value).__name__)


def under_main_names(record: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, Any]:
    """The record with each field under its first name, whichever it came under; the first name's value wins."""
    main = {field.also: field.name for field in fields if field.also}
    given = {name: value for name, value in record.items() if value is not None}
    under_others = {main[name]: value for name, value in given.items() if name in main}
    return under_others | {name: value for name, value in given.items() if name not in main}
