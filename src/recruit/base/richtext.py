"""How is a text that people wrote shown to the world? With its paragraphs and lists, and nothing that runs."""

from __future__ import annotations

import re
from html import escape
from typing import Final

import nh3

_TAGS: Final = {
    "p",
    "br",
    "ul",
    "ol",
    "li",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "h2",
    "h3",
    "h4",
    "a",
    "blockquote",
}
_HAS_TAGS: Final = re.compile(r"<(?:p|br|ul|ol|li|b|strong|i|em|u|h[2-4]|a|div|span)\b[^>]*>", re.IGNORECASE)
_BULLET: Final = re.compile(r"[-*•]\s+")


def safe_html(text: str) -> str:
    """Markup is cleaned; a plain text gets its paragraphs, and lines that begin with a dash become lists."""
    if _HAS_TAGS.search(text):
        return nh3.clean(
            text, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}
        )
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(_paragraph(each.strip()) for each in paragraphs if each.strip())


def plain_text(text: str) -> str:
    """Without any markup, on one line."""
    without = nh3.clean(_HAS_TAGS.sub(lambda tag: " " + tag.group(), text), tags=set())
    return re.sub(r"\s+", " ", without).strip()


def _paragraph(text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    if lines and all(_BULLET.match(line) for line in lines):
        items = "".join(f"<li>{escape(_BULLET.sub('', line, count=1))}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    return "<p>" + "<br>".join(escape(line) for line in lines) + "</p>"
