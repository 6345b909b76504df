"""How are the rules run? One after the other, in each generation, whatever becomes of the one before."""

from __future__ import annotations

import importlib
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from rsc_certification.ats.protocol import Ats, NotOffered
from rsc_certification.evidence import Evidence
from rsc_certification.modules import rules_in_order
from rsc_certification.outcomes import Check, Outcome, Verdict, verdict_of
from rsc_certification.plan import Plan, PlanNotUnderstood
from rsc_certification.rulebook import Rule, rulebook
from rsc_certification.sandbox import Sandbox
from rsc_certification.stage import Stage
from rsc_certification.windows import Windows, open_windows, take_picture
from rsc_certification.world import World

Tell = Callable[[str], None]
_LONGEST_TROUBLE = 700


@dataclass(frozen=True)
class Result:
    rule: Rule
    generation: str
    verdict: Verdict
    evidence: Evidence
    seconds: float


@dataclass(frozen=True)
class Certificate:
    """All results with what was certified, and when."""

    product: str
    customers: tuple[str, ...]
    browser: str
    python: str
    begun_at: datetime
    seconds: float
    results: tuple[Result, ...]

    def total(self, outcome: Outcome) -> int:
        return sum(result.verdict.outcome is outcome for result in self.results)


def certify(plan: Plan, *, tell: Tell) -> Certificate:
    """Raises ``NoBrowser``, ``PlanNotUnderstood`` or ``NotReached`` before anything was run; later nothing."""
    begun_at, began = datetime.now(UTC), time.monotonic()
    with open_windows() as windows:
        stages = _stages(plan, windows)
        results = tuple(_results(plan, stages, tell))
        version = windows.browser.version
    return Certificate(
        product=stages[0].ats.product,
        customers=tuple(stage.ats.customer.name for stage in stages),
        browser=f"Chromium {version}",
        python=platform.python_version(),
        begun_at=begun_at,
        seconds=time.monotonic() - began,
        results=results,
    )


def _stages(plan: Plan, windows: Windows) -> list[Stage]:
    sandbox = Sandbox(plan.sandbox_url)
    sandbox.get("state")
    world = World(sandbox)
    stages = [
        Stage(
            generation=generation,
            ats=_driver(plan)(
                plan.ats_url, customer, windows, generations=plan.switch, documentation=plan.documentation
            ),
            sandbox=sandbox,
            world=world,
            windows=windows,
            place=world.take_in(customer),
        )
        for customer, generation in plan.customers
    ]
    for stage in stages:
        stage.other = next((each for each in stages if each is not stage), None)
    return stages


def _driver(plan: Plan) -> Callable[..., Ats]:
    module, _, name = plan.driver.partition(":")
    try:
        found: Callable[..., Ats] = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as missing:
        raise PlanNotUnderstood(f"There is no driver {plan.driver}: {missing}.") from missing
    return found


def _results(plan: Plan, stages: list[Stage], tell: Tell) -> Iterator[Result]:
    for generation in plan.generations:
        stage = next((each for each in stages if each.generation == generation), None)
        if stage is None:
            raise PlanNotUnderstood(f"None of the customers speaks {generation}.")
        for rule_id, run in rules_in_order().items():
            if rule_id in plan.rules:
                result = run_rule(rulebook()[rule_id], run, stage)
                tell(line_of(result))
                yield result


def run_rule(rule: Rule, run: Callable[[Stage, Evidence], None], stage: Stage) -> Result:
    """Whatever the rule's function raises fails the rule, and is told; what the ATS does not offer does not apply."""
    evidence, began, trouble = Evidence(), time.monotonic(), ""
    since = stage.sandbox.latest_entry()
    try:
        run(stage, evidence)
    except NotOffered as reason:
        evidence.checks.append(Check(rule.asks, Outcome.NOT_APPLICABLE, str(reason)))
    except Exception as broken:  # noqa: BLE001 -- one rule that breaks must not hide the others
        for name, page in stage.windows.open_ones():
            with _harmlessly():
                take_picture(evidence, page, f"When it broke off: the window of {name}")
        trouble = f"It broke off: {type(broken).__name__}: {broken}"[:_LONGEST_TROUBLE]
    with _harmlessly():
        if stage.client_id and not evidence.exchanges:
            evidence.keep(stage.sandbox.said_since(since, client_id=stage.client_id))
        for fault in stage.sandbox.get("faults")["faults"]:
            if fault["client_id"] == stage.client_id:
                stage.sandbox.delete(f"faults/{fault['id']}")
    return Result(
        rule,
        stage.generation,
        verdict_of(evidence.checks, trouble=trouble),
        evidence,
        time.monotonic() - began,
    )


def _harmlessly() -> suppress:
    """Tidying up and further evidence change no verdict: the sandbox may be gone, a window closed."""
    return suppress(Exception)


def line_of(result: Result) -> str:
    reason = f": {result.verdict.reason}" if result.verdict.reason else ""
    return f"{result.generation:<5}{result.rule.id:<10}{result.verdict.outcome:<15}{result.seconds:5.1f} s{reason}"
