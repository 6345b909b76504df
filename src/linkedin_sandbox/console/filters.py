"""By what does a recruiter narrow the search? Words, where somebody stands in an ATS, and the privacy settings."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

_WORDS = ("q", "title", "employer", "location")
MOST_WORDS = 12
LONGEST = 200
_TICKS = ("in_ats", "past", "exportable")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """``past``: considered before and not now, whom LinkedIn calls rediscovered."""

    q: str = ""
    title: str = ""
    employer: str = ""
    location: str = ""
    in_ats: bool = False
    past: bool = False
    exportable: bool = False
    after: int | None = None

    @property
    def any(self) -> bool:
        return any(getattr(self, name) for name in (*_WORDS, *_TICKS))

    @property
    def any_but_words(self) -> bool:
        """Something is asked for beside the first field, so that the others are to be seen."""
        return any(getattr(self, name) for name in (*_WORDS[1:], *_TICKS))

    @property
    def by_ats(self) -> bool:
        """An ATS's records decide, so that nobody can be counted beforehand."""
        return self.in_ats or self.past

    def query(self, *, after: int | None = None) -> str:
        words = {name: getattr(self, name) for name in _WORDS}
        ticks = {name: "1" if getattr(self, name) else "" for name in _TICKS}
        asked = {**words, **ticks, "after": str(after or "")}
        return urlencode({name: value for name, value in asked.items() if value})


def filters_of(request: HttpRequest) -> Filters:
    asked = request.GET
    words = {name: words_asked(request, name) for name in _WORDS}
    return Filters(
        **words,
        in_ats=asked.get("in_ats") == "1",
        past=asked.get("past") == "1",
        exportable=asked.get("exportable") == "1",
        after=number_of(asked.get("after", "")),
    )


def words_asked(request: HttpRequest, name: str = "q") -> str:
    """What was typed into a search field. Each word costs a look-up, so that only so many are taken."""
    return " ".join(request.GET.get(name, "")[:LONGEST].replace("\0", " ").split()[:MOST_WORDS])


def number_of(text: str) -> int | None:
    """A number as an address carries it; None for anything else, and for what no id can be."""
    longest = 18
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= longest else None
