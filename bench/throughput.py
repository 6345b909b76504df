"""How much of what is possible here does the engine reach? A drain beside a bare loop of the same batches.

The bare loop is the physical limit here: the very requests that a drain makes, recorded beforehand, posted to the same
sandbox with nothing read, mapped, compared or settled; once one after the other and once over as many lines as a drain
has, of which the quicker counts. The worker's processor time beside it tells what a busy machine would blur.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.linkedin import Sandbox
from tests.journeys.stack import ROOT, Stack, until
from tests.journeys.truth import Truth

from bench.measuring import processor_seconds

PLENTY = 100_000_000


@dataclass(frozen=True)
class Throughput:
    """Records per second, the median of the rounds; a record is a key of a batch."""

    records: int
    calls: int
    drain_rate: float
    bare_rate: float
    ratio: float
    #: What the worker spent, for a thousand records.
    processor_ms: float

    def words(self) -> str:
        return (
            f"drain of {self.records} records in {self.calls} calls: {self.drain_rate:.0f} records/s; "
            f"bare loop of ready-made batches: {self.bare_rate:.0f} records/s; ratio {self.ratio:.2f} "
            f"(wanted: >= 0.60); processor time of the worker: {self.processor_ms:.0f} ms for 1,000 records"
        )


def measure_throughput(stack: Stack, sandbox: Sandbox, truth: Truth, *, rounds: int) -> Throughput:
    """Each round the worker sends everything anew, then the bare loop posts the same; medians count."""
    sandbox.post("limits", minute_records=PLENTY, day_calls=PLENTY)
    recording = stack.data / "requests.pickle"
    stack.pause("worker")  # else it may take the marks before the recording drain does
    try:
        records, calls, _ = _in_product(stack, "record", recording)
    finally:
        stack.resume("worker")
    drains, bares, spent = [], [], []
    for _ in range(rounds):
        before = processor_seconds(stack.pid("worker"))
        _, _, began = _in_product(stack, "mark", recording)
        until(
            lambda: truth.count("linkedin_sync_mark", "parked_reason = ''") == 0, "all is sent", seconds=300
        )
        drains.append(records / (time.time() - began))
        spent.append(processor_seconds(stack.pid("worker")) - before)
        _, _, seconds = _in_product(stack, "bare", recording)
        bares.append(records / seconds)
    ratios = [drain / bare for drain, bare in zip(drains, bares, strict=True)]
    return Throughput(
        records=int(records),
        calls=int(calls),
        drain_rate=statistics.median(drains),
        bare_rate=statistics.median(bares),
        ratio=statistics.median(ratios),
        processor_ms=statistics.median(spent) / records * 1e6,
    )


def _in_product(stack: Stack, what: str, recording: Path) -> tuple[float, float, float]:
    """Run a step inside the product's own settings: (records, calls, seconds)."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.inside", what, str(recording)],
        cwd=ROOT,
        env=stack.variables
        | {
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "RECRUIT_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    records, calls, seconds = done.stdout.split()[-3:]
    return float(records), float(calls), float(seconds)
