"""Does the page for admins tell every state and every message that the screens use?"""

from __future__ import annotations

from pathlib import Path

import pytest

from linkedin_sync.connections.fields import FIELDS
from linkedin_sync.enums import BackfillState, ConnectionState, DriftKind, ExportReason, ProblemKind
from linkedin_sync.explain.rules import WORDS

PAGE = " ".join((Path(__file__).parents[2] / "docs" / "linkedin.md").read_text().split())
ENGINE = (Path(__file__).parents[2] / "docs" / "engine.md").read_text()
LABELS = [
    *(state.label for state in ConnectionState),
    *(reason.label for reason in ExportReason if reason),
    *(kind.label for kind in ProblemKind),
    *(kind.label for kind in DriftKind),
    *(state.label for state in BackfillState),
    *WORDS.values(),
]


@pytest.mark.parametrize("label", sorted(set(LABELS)))
def test_every_word_of_the_screens_stands_in_the_page_for_admins(label: str) -> None:
    assert label in PAGE


def test_every_state_of_the_connection_stands_in_the_page_for_engineers() -> None:
    assert [state.value for state in ConnectionState if f"`{state.value}`" not in ENGINE] == []


def test_what_is_shared_has_a_kind_for_each_choice() -> None:
    assert {"note", "feedback", "resume"} <= {each.kind for each in FIELDS}
