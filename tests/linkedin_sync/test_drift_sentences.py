"""How is a difference between both sides said, in the language of whoever reads of it? A table, from what is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.linkedin_sync.languages import in_each_language

from linkedin_sync.enums import DriftKind
from linkedin_sync.reconcile.sentences import OF_GRANTS, SENTENCES, sentence_of


@pytest.mark.parametrize(
    ("kind", "about", "english", "german"),
    [
        # Parts, in their order whatever order they were kept in
        (DriftKind.OUTDATED, {"parts": {"record": 1}}, "of the record. It", "Datensatz"),
        (DriftKind.OUTDATED, {"parts": {"note": 1, "record": 0, "stage": 0}}, "of 1 note. It", "1 Notiz"),
        (
            DriftKind.OUTDATED, {"parts": {"note": 2, "stage": 1, "record": 1}},
            "of the record, 1 stage entry and 2 notes. It", "und 2 Notizen",
        ),
        (DriftKind.OUTDATED, {"parts": {"résumé": 3}}, "of 3 résumés. It", "3 Lebensläufe"),
        (DriftKind.OUTDATED, {}, "of the record. It", "Datensatz"),
        # Fields of LinkedIn's wire, each once; one that nobody has named is told by LinkedIn's name
        (
            DriftKind.DIFFERENT, {"fields": ["phoneNumbers", "firstName"]},
            "has the first name and the phone numbers otherwise", "Vorname",
        ),
        (DriftKind.DIFFERENT, {"fields": ["atsCreatedAt", "externalCreatedAt"]}, "has the moment of creation otherwise", ""),
        (DriftKind.DIFFERENT, {"fields": ["newField"]}, "has the field newField otherwise", "newField"),
        # Grants have words of their own
        (DriftKind.MISSING, OF_GRANTS, "all of the grants", "LinkedIn"),
        (DriftKind.UNWANTED, OF_GRANTS, "a grant that Recruit knows nothing of", "LinkedIn"),
        (DriftKind.MISSING, {}, "does not know it any more", "LinkedIn"),
    ],
)  # fmt: skip
def test_what_differs_is_named(kind: DriftKind, about: dict[str, Any], english: str, german: str) -> None:
    kept = json.loads(json.dumps(dict(about)))
    said = in_each_language(lambda: sentence_of(kind, kept))

    assert english in said["en"]
    assert german in said["de"]
    assert said["en"] != said["de"]


@pytest.mark.parametrize("kind", DriftKind)
def test_every_kind_has_a_whole_sentence(kind: DriftKind) -> None:
    assert "{" not in sentence_of(kind, {})
    assert set(SENTENCES) == set(DriftKind)
