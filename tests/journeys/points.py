"""Which journey shows which point? A journey names its points at the beginning of its docstring: ``"M-11 to M-13, M-16: …"``.

What each point says stands in ``points.toml``. Both are read without running anything.
"""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
_POINT = r"M-\d\d"
_BEGINNING = re.compile(rf"({_POINT}(?:(?:, | to ){_POINT})*)(?:\.|: )")
_RANGE = re.compile(rf"({_POINT})(?: to ({_POINT}))?")
#: What the name of a function cannot write as it is written.
_NAMES = {"linkedin": "LinkedIn", "linkedins": "LinkedIn's", "inmail": "InMail", "ats": "ATS", "cv": "CV"}


@dataclass(frozen=True)
class Journey:
    """A test of this folder. ``name`` is pytest's, without parameters: ``tests/journeys/test_x.py::test_y``."""

    name: str
    points: tuple[str, ...]
    says: str

    @property
    def sentence(self) -> str:
        """The test's name, as one reads it."""
        words = self.name.split("::test_")[1].replace("_", " ")
        for spoken, written in _NAMES.items():
            words = re.sub(rf"\b{spoken}\b", written, words)
        return words[0].upper() + words[1:]


def points() -> dict[str, str]:
    """What each point says, by its name, in order."""
    return tomllib.loads((FOLDER / "points.toml").read_text("utf-8"))


def points_of(docstring: str) -> tuple[str, ...]:
    """The points that a docstring begins with; none if it does not begin with points."""
    beginning = _BEGINNING.match(docstring)
    if not beginning:
        return ()
    named: list[str] = []
    for first, last in _RANGE.findall(beginning.group(1)):
        numbers = range(int(first[2:]), int((last or first)[2:]) + 1)
        named += [f"M-{number:02}" for number in numbers]
    return tuple(named)


def journeys() -> list[Journey]:
    """Every journey there is, in the order of the files."""
    return [journey for file in sorted(FOLDER.glob("test_*.py")) for journey in _journeys_in(file)]


def _journeys_in(file: Path) -> list[Journey]:
    found = []
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            said = ast.get_docstring(node) or ""
            beginning = _BEGINNING.match(said)
            rest = said[beginning.end() :].strip() if beginning else said
            name = f"{file.relative_to(ROOT).as_posix()}::{node.name}"
            found.append(Journey(name, points_of(said), rest[:1].upper() + rest[1:]))
    return found
