"""Do the migrations of each app follow one another? Two that were written at once both carry the same number."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_no_app_has_two_migrations_of_one_number():
    written = Counter(
        f"{path.parent.relative_to(ROOT)}/{path.name[:4]}"
        for path in (ROOT / "src").rglob("migrations/[0-9]*.py")
    )

    assert written
    assert [number for number, count in written.items() if count > 1] == []
