"""What of a description's HTML does LinkedIn keep? A short list of elements, without their attributes.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-posting-api-schema
"""

from __future__ import annotations

from html import escape, unescape
from html.parser import HTMLParser

_KEPT = ("b", "strong", "u", "i", "br", "p", "ul", "li")
_SILENT = ("script", "style", "template", "title")


class _Stripper(HTMLParser):
    def __init__(self, kept: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._kept = kept
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the parser's own signature; no attribute is kept
        if tag in _SILENT:
            self._silent += 1
        elif tag in self._kept:
            self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in self._kept and tag != "br":
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(escape(data, quote=False))


def kept_html(description: str) -> str:
    """Safe to show: only the listed elements are left, and everything else is text."""
    return _stripped(description, _KEPT)


def plain_text(content: str) -> str:
    """Without any element."""
    return unescape(_stripped(content, ())).strip()


def _stripped(description: str, kept: tuple[str, ...]) -> str:
    stripper = _Stripper(kept)
    stripper.feed(description)
    stripper.close()
    return "".join(stripper.parts)
