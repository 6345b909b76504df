"""Which texts of ours do people read? Those that templates and modules mark for translation, package by package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.extract import extract
from django.utils.translation.template import templatize

SOURCE: Final = Path(__file__).resolve().parents[2] / "src"
#: The packages whose texts are translated, each with a catalogue of its own. The sandbox speaks English, as does the
#: API, and so do commands and logs.
PACKAGES: Final = ("recruit", "recruit_web", "recruit_webhooks", "linkedin_sync", "linkedin_web")

#: What marks a text in Python: which of its arguments are texts ("c": the context that tells equal words apart).
_SINGULAR = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"))
_PLURAL = dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
_IN_CONTEXT = dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
_PLURAL_IN_CONTEXT = dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3))
KEYWORDS: Final = {**_SINGULAR, **_PLURAL, **_IN_CONTEXT, **_PLURAL_IN_CONTEXT}

_LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
#: A marked text in what Django makes of a template for programs that look for texts.
_CALL = re.compile(
    rf"\b(_|gettext|ngettext|pgettext|npgettext)\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)", re.DOTALL
)


@dataclass(frozen=True)
class Text:
    """A text as it stands in the code, with where it stands; ``plural`` and ``context`` are mostly empty."""

    said: str
    plural: str
    context: str
    file: str

    @property
    def id(self) -> str | tuple[str, str]:
        return (self.said, self.plural) if self.plural else self.said


def texts_of(package: str) -> Iterator[Text]:
    """Every marked text of a package, in the order of its files."""
    for path in sorted((SOURCE / package).rglob("*")):
        if "migrations" not in path.parts and path.suffix in {".py", ".html", ".txt"}:
            yield from texts_in(path)


def texts_in(path: Path) -> Iterator[Text]:
    """The marked texts of one module or template."""
    name = path.relative_to(SOURCE).as_posix()
    found = _in_python(path) if path.suffix == ".py" else _in_template(path.read_text("utf-8"))
    for said, plural, context in found:
        yield Text(said, plural, context, name)


def _in_python(path: Path) -> Iterable[tuple[str, str, str]]:
    for _line, message, _comments, context in extract("python", BytesIO(path.read_bytes()), KEYWORDS):
        said, *plural = (message,) if isinstance(message, str) else message
        yield said, plural[0] if plural else "", context or ""


def _in_template(source: str) -> Iterable[tuple[str, str, str]]:
    for call in _CALL.finditer(templatize(source)):
        name, literals = call.group(1), ast.literal_eval(f"[{call.group(2)}]")
        context = literals.pop(0) if name in {"pgettext", "npgettext"} else ""
        yield literals[0], literals[1] if name in {"ngettext", "npgettext"} else "", context
