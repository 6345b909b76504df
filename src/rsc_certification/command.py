"""Which words does ``rsc-certify`` understand, and what does it answer?

The exit status is 0 if no rule failed, 1 if one did, 2 if it could not be run at all.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from rsc_certification.http import NotReached
from rsc_certification.outcomes import Outcome
from rsc_certification.plan import Plan, PlanNotUnderstood, chosen_generations, chosen_rules, read_customers
from rsc_certification.report import write_report
from rsc_certification.running import Certificate, certify
from rsc_certification.windows import NoBrowser

SOME_FAILED, COULD_NOT = 1, 2


def add_words(parser: argparse.ArgumentParser) -> None:
    """Those that every way of running it has."""
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="RULE",
        help="such as RSC-301; may be said several times",
    )
    parser.add_argument(
        "--generation", choices=("v2", "rest", "both"), default="both", help="of LinkedIn's API"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("build/certification"),
        help="where the report goes (build/certification)",
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="rsc-certify", description=__doc__)
    parser.add_argument("--against", required=True, metavar="URL", help="the ATS")
    parser.add_argument("--sandbox", required=True, metavar="URL", help="LinkedIn's sandbox")
    parser.add_argument(
        "--customers", required=True, type=Path, metavar="FILE", help="two customers, as JSON"
    )
    parser.add_argument("--driver", default=Plan.driver, metavar="MODULE:CLASS", help="how the ATS is driven")
    parser.add_argument("--generation-command", default="", help="with {generation} and {company} in it")
    parser.add_argument("--documentation", default="", help="address or file of the customers' documentation")
    add_words(parser)
    options = parser.parse_args(arguments)
    try:
        customers = read_customers(options.customers.read_text("utf-8"))
    except (OSError, PlanNotUnderstood) as trouble:
        parser.error(str(trouble))
    sys.exit(
        run(
            lambda: Plan(
                ats_url=options.against,
                sandbox_url=options.sandbox,
                customers=customers,
                generations=chosen_generations(options.generation),
                rules=chosen_rules(options.only),
                out=options.out,
                driver=options.driver,
                switch=options.generation_command,
                documentation=options.documentation,
            )
        )
    )


def run(make: Callable[[], Plan]) -> int:
    """Certify, write the report, say the totals in the last line as one JSON object; answers the exit status."""
    try:
        plan = make()
        certificate = certify(plan, tell=_tell)
    except (NoBrowser, NotReached, PlanNotUnderstood) as trouble:
        print(f"\n{trouble}\n", file=sys.stderr)
        return COULD_NOT
    for written in write_report(certificate, plan.out):
        _tell(f"written: {written}")
    _tell(json.dumps(totals(certificate)))
    return SOME_FAILED if certificate.total(Outcome.FAILED) else 0


def totals(certificate: Certificate) -> dict[str, int]:
    return {
        "passed": certificate.total(Outcome.PASSED),
        "failed": certificate.total(Outcome.FAILED),
        "not_applicable": certificate.total(Outcome.NOT_APPLICABLE),
    }


def _tell(line: str) -> None:
    print(line, flush=True)
