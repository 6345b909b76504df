"""Is this installation certified by the command, as somebody outside runs it? One cheap rule of each module.

All rules in both generations are ``make certify``. What goes wrong at LinkedIn on the way has to fail the rule that looks at it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.journeys.stack import ROOT, Stack

#: A rule of each of LinkedIn's modules, the first connects.
CHEAP = ("RSC-101", "TC2.5", "RSC-302", "RSC-401", "RSC-501")
BATCHES = "OUR-M2-c"


@pytest.fixture
def certifying(recruit_stack: Stack, tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """``certifying("RSC-101")``: the command, under way, with its report to come in ``tmp_path``."""

    def start(*rules: str) -> subprocess.Popen[str]:
        chosen = [word for rule in rules for word in ("--only", rule)]
        return subprocess.Popen(
            [
                sys.executable, "-m", "config", "certify", "--generation", "rest", "--out", str(tmp_path),
                "--against", recruit_stack.web_url, "--sandbox", recruit_stack.sandbox_url, *chosen,
            ],
            cwd=ROOT, env=recruit_stack.variables, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    return start


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Whatever becomes of the journey, nothing of it goes on."""
    with process:
        try:
            yield process
        finally:
            process.terminate()


def totals_of(said: str) -> dict[str, int]:
    """The command's last line, for programs."""
    return json.loads(said.strip().splitlines()[-1])


def test_a_rule_of_each_module_passes_and_stands_in_the_report(certifying, tmp_path):
    """M-38."""
    with ended(certifying(*CHEAP)) as process:
        said, _ = process.communicate(timeout=280)

    assert process.returncode == 0, said
    assert totals_of(said) == {"passed": len(CHEAP), "failed": 0, "not_applicable": 0}, said
    report = json.loads((tmp_path / "certification.json").read_text("utf-8"))
    assert [result["rule"] for result in report["results"]] == list(CHEAP)
    assert {result["module"] for result in report["results"]} == {1, 2, 3, 4, 5}
    for result in report["results"]:
        assert result["checks"], result["rule"]
        assert {check["outcome"] for check in result["checks"]} <= {"passed", "not applicable"}, result
    page = (tmp_path / "certification.html").read_text("utf-8")
    assert [rule for rule in CHEAP if rule not in page] == []
    assert (tmp_path / "certification.pdf").read_bytes().startswith(b"%PDF")


def test_a_call_that_linkedin_refuses_on_the_way_fails_the_rule_that_looks_at_it(
    certifying, sandbox, tmp_path
):
    """M-38."""

    def applications():
        return {each["client_id"] for each in sandbox.get("applications")["applications"]}

    before = applications()
    with ended(certifying("RSC-101", BATCHES)) as process:
        said = []
        for line in process.stdout:
            said.append(line)
            if "RSC-101" in line:
                # From here on the customer's next batch of applications is refused once; the rule sends three.
                [mine] = applications() - before
                sandbox.post("faults", kind="status", status=503, resource="atsApplications", client_id=mine)
        process.wait(timeout=30)
    told = "".join(said)

    assert process.returncode == 1, told
    assert totals_of(told) == {"passed": 1, "failed": 1, "not_applicable": 0}, told
    connected, batches = json.loads((tmp_path / "certification.json").read_text("utf-8"))["results"]
    assert (connected["verdict"], batches["rule"], batches["verdict"]) == ("passed", BATCHES, "failed")
    assert "LinkedIn refused none" in batches["reason"]
    assert "503" in {exchange["status"] for exchange in batches["exchanges"]}
    assert [fault for fault in sandbox.get("faults")["faults"] if fault["client_id"] == mine] == []
