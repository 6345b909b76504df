"""Is everything shown that Recruit promises? ``make evidence`` runs the journeys, writes the page and ends with one line of JSON.

    make evidence                                  all journeys, two at a time
    make evidence ARGS="-k export"                 some: words for pytest
    make evidence ARGS=--page                      the page of the last run again, without running anything

The exit status is 0 if every point that was looked at is green and none has no journey, 1 otherwise.
"""

from __future__ import annotations

import json
import subprocess
import sys

from tests.journeys.evidence_page import page_of
from tests.journeys.points import ROOT, journeys, points
from tests.journeys.verdicts import evidence_of
from tests.journeys.windows import EVIDENCE

KEPT, PAGE = EVIDENCE / "evidence.json", EVIDENCE / "evidence.html"
_TWO_AT_A_TIME = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")


def main(words: list[str]) -> int:
    status = 0 if words == ["--page"] else _run(words)
    if not KEPT.exists():
        print("No run has been kept yet: make evidence", file=sys.stderr)
        return 1
    evidence = evidence_of(json.loads(KEPT.read_text("utf-8")), points=points(), journeys=journeys())
    PAGE.write_text(page_of(evidence), "utf-8")
    print(f"\nThe page: {PAGE.relative_to(ROOT)}\n{json.dumps(evidence.in_numbers())}")
    return 0 if status == 0 and evidence.holds else 1


def _run(words: list[str]) -> int:
    KEPT.unlink(missing_ok=True)
    several = () if any(word.startswith("-n") for word in words) else _TWO_AT_A_TIME
    command = [
        sys.executable, "-m", "pytest", "-p", "tests.journeys.evidence", "--evidence", str(KEPT), *several,
        *words, *([] if any(word.startswith("tests/") for word in words) else ["tests/journeys"]),
    ]  # fmt: skip
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
