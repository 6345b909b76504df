"""Does the page for admins tell every state and every message that the screens use?"""

from __future__ import annotations

from pathlib import Path

import pytest

from linkedin_sync.connections.fields import FIELDS
from linkedin_sync.enums import (
    BackfillState,
    ConnectionState,
    DriftKind,
    ExportReason,
    IntegrationStatus,
    ProblemKind,
)
from linkedin_sync.explain.rules import WORDS

PAGE = " ".join((Path(__file__).parents[2] / "docs" / "linkedin.md").read_text().split())
ENGINE = (Path(__file__).parents[2] / "docs" / "engine.md").read_text()
LABELS = [
    *(state.label for state in ConnectionState),
    *(reason.label for reason in ExportReason if reason),
    *(kind.label for kind in ProblemKind),
    *(kind.label for kind in DriftKind),
    *(state.label for state in BackfillState),
    *(status.label for status in IntegrationStatus),
    *WORDS.values(),
]


@pytest.mark.parametrize("label", sorted({str(label) for label in LABELS}))
def test_every_word_of_the_screens_stands_in_the_page_for_admins(label: str) -> None:
    assert label in PAGE


def test_every_state_of_the_connection_stands_in_the_page_for_engineers() -> None:
    assert [state.value for state in ConnectionState if f"`{state.value}`" not in ENGINE] == []


def test_every_field_that_goes_to_linkedin_stands_in_the_page_for_admins() -> None:
    assert {"note", "feedback", "resume"} <= {each.kind for each in FIELDS}
    assert [told.words for kind in FIELDS for told in kind.told if told.words not in PAGE] == []
