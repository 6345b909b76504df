"""How are exchanges, JSON and numbers written on the pages of the persona Sandbox?"""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from linkedin_sandbox.console.sandbox.clock import difference
from linkedin_sandbox.world.steering.clock import now_ms

if TYPE_CHECKING:
    from linkedin_sandbox.journal.log import Entry

register = template.Library()

#: What lies deeper is shown in one line, and what is long begins folded.
_DEEPEST = 40
_OPEN_TO = 4
_LONG = 25


@register.inclusion_tag("console/sandbox/clock_banner.html")
def clock_banner() -> dict[str, Any]:
    """A line on every page as long as the sandbox's clock is not the machine's."""
    return {"difference": difference(), "now": now_ms()}


@register.filter
def tone_of_exchange(entry: Entry) -> str:
    """A status' colour; a batch that went well but for a record is between good and bad."""
    if not HTTPStatus.OK <= entry.status < HTTPStatus.BAD_REQUEST:
        return "pill-bad"
    return "pill-warn" if entry.rule or entry.faults else "pill-good"


@register.filter
def ruled(rule: str) -> str:
    """``rule 21``; what is not one of the 44 is named by where it is written down."""
    return f"rule {rule}" if rule.isdecimal() else rule


@register.filter
def named_by(names: dict[str, str], key: str) -> str:
    """The name, or the key itself."""
    return names.get(key) or key


@register.filter
def grouped(number: int) -> str:
    """1,234,567, which is easier to compare by eye than its digits in a row."""
    return f"{number:,}"


@register.filter
def breaking(name: str) -> SafeString:
    """A long name breaks after a joint, and not in the middle of a word."""
    return format_html_join(
        SafeString("<wbr>"), "{}", ((part,) for part in re.findall(r".+?(?:[_./]|$)", name))
    )


@register.filter
def first_word(name: str) -> str:
    """What is counted for one seat is limited by the number of all."""
    return name.partition(" ")[0]


@register.filter
def slugged(name: str) -> str:
    """A name as a part of an id: ``atsApplications/stages`` has a sign that selectors do not take."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)


@register.filter
def problem_of(problems: dict[str, str], name: str) -> str:
    return problems.get(name, "")


@register.filter
def laid_out(body: str) -> SafeString | str:
    """JSON as a tree that folds; nothing for anything else, and for JSON that was cut."""
    try:
        return _tree(json.loads(body), SafeString(""), 0)
    except (ValueError, RecursionError):
        return ""


def _tree(value: Any, label: SafeString, depth: int) -> SafeString:
    if not (isinstance(value, dict | list) and value and depth < _DEEPEST):
        return format_html(
            '{}<span class="json-{}">{}</span>',
            label,
            type(value).__name__,
            json.dumps(value, ensure_ascii=False),
        )
    is_list = isinstance(value, list)
    named = enumerate(value) if isinstance(value, list) else value.items()
    lines = format_html_join(
        "", "<li>{}</li>", ((_tree(part, _label(name, is_list=is_list), depth + 1),) for name, part in named)
    )
    return format_html(
        '<details class="json" {}><summary>{}<span class="soft">{}</span></summary><ul>{}</ul></details>',
        "open" if depth < _OPEN_TO and len(value) <= _LONG else "",
        label,
        _counted(len(value), is_list=is_list),
        lines,
    )


def _label(name: object, *, is_list: bool) -> SafeString:
    return format_html('<span class="json-{}">{}:</span> ', "place" if is_list else "name", name)


def _counted(count: int, *, is_list: bool) -> str:
    what = ("entry", "entries") if is_list else ("field", "fields")
    return f"{'[' if is_list else '{'} {count} {what[count != 1]} {']' if is_list else '}'}"
