"""What is handed over? One page for people with everything in it, the same as data, and the page as a PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rsc_certification.outcomes import Outcome
from rsc_certification.report.page import page_of
from rsc_certification.rulebook import unread
from rsc_certification.running import Certificate, Result
from rsc_certification.windows import open_windows


def write_report(certificate: Certificate, out: Path) -> Iterator[Path]:
    """The files, one after the other; those of a run before are replaced."""
    out.mkdir(parents=True, exist_ok=True)
    page, data, printed = out / "certification.html", out / "certification.json", out / "certification.pdf"
    page.write_text(page_of(certificate), "utf-8")
    yield page
    data.write_text(json.dumps(data_of(certificate), indent=2, ensure_ascii=False) + "\n", "utf-8")
    yield data
    with open_windows() as windows:
        sheet = windows.fresh()
        sheet.goto(page.resolve().as_uri())
        sheet.pdf(path=printed, format="A4", print_background=True, margin={"top": "14mm", "bottom": "14mm"})
    yield printed


def data_of(certificate: Certificate) -> dict[str, Any]:
    """Without the pictures, which are in the page."""
    return {
        "product": certificate.product,
        "customers": list(certificate.customers),
        "browser": certificate.browser,
        "begun_at": certificate.begun_at.isoformat(),
        "seconds": round(certificate.seconds, 1),
        "totals": {outcome.name.lower(): certificate.total(outcome) for outcome in Outcome},
        "not_readable": unread(),
        "results": [_result(result) for result in certificate.results],
    }


def _result(result: Result) -> dict[str, Any]:
    rule, evidence = result.rule, result.evidence
    return {
        "rule": rule.id,
        "module": rule.module,
        "certainty": rule.certainty,
        "source": rule.page,
        "asks": rule.asks,
        "generation": result.generation,
        "verdict": result.verdict.outcome.value,
        "reason": result.verdict.reason,
        "seconds": round(result.seconds, 1),
        "steps": evidence.steps,
        "checks": [
            {"sentence": check.sentence, "outcome": check.outcome.value, "seen": check.seen}
            for check in evidence.checks
        ],
        "exchanges": [exchange.__dict__ for exchange in evidence.exchanges],
        "pictures": [picture.caption for picture in evidence.pictures],
    }
