"""What does the doctor find? A sentence about one thing, how bad it is, and what to do about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

ALL_WELL: Final = 0
SOMETHING_WRONG: Final = 1
NEEDS_ATTENTION: Final = 3


class Level(StrEnum):
    """*Wrong*: do not serve like that. *Attention*: it works, and will not for ever or not for everybody."""

    WELL = "well"
    ATTENTION = "attention"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """``code`` stays the same for ever, for programs; ``remedy`` is empty where all is well."""

    code: str
    level: Level
    sentence: str
    remedy: str = ""


def well(code: str, sentence: str) -> Finding:
    return Finding(code, Level.WELL, sentence)


def attention(code: str, sentence: str, remedy: str) -> Finding:
    return Finding(code, Level.ATTENTION, sentence, remedy)


def wrong(code: str, sentence: str, remedy: str) -> Finding:
    return Finding(code, Level.WRONG, sentence, remedy)


@dataclass(frozen=True)
class Diagnosis:
    """Findings by subject, in the order in which one would look."""

    subjects: dict[str, list[Finding]]

    def count(self, level: Level) -> int:
        return sum(finding.level is level for found in self.subjects.values() for finding in found)

    @property
    def status(self) -> int:
        if self.count(Level.WRONG):
            return SOMETHING_WRONG
        return NEEDS_ATTENTION if self.count(Level.ATTENTION) else ALL_WELL

    def as_data(self) -> dict[str, Any]:
        return {
            "is_well": self.status == ALL_WELL,
            "wrong": self.count(Level.WRONG),
            "attention": self.count(Level.ATTENTION),
            "findings": [
                {"subject": subject, **asdict(finding)}
                for subject, found in self.subjects.items()
                for finding in found
            ],
        }
