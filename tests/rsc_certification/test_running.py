"""A rule that is not kept fails, one that breaks off fails, one that the ATS does not offer does not apply.

Against a real sandbox, with the card index of the docs for an ATS.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from tests.linkedin_sandbox.records import CONTRACT, ORGANIZATION, WORLD
from tests.linkedin_sandbox.server import start_sandbox

from rsc_certification.ats.protocol import Customer, Job, Teammate
from rsc_certification.evidence import Evidence
from rsc_certification.modules import rules_in_order
from rsc_certification.outcomes import Outcome
from rsc_certification.rulebook import rulebook
from rsc_certification.running import run_rule
from rsc_certification.sandbox import Sandbox
from rsc_certification.stage import Stage
from rsc_certification.windows import Windows
from rsc_certification.world import Recruiting, World

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "certify_an_ats.py"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = start_sandbox(tmp_path_factory.mktemp("sandbox"))
    yield server
    server.process.terminate()
    assert server.process.wait(timeout=20) == 0


def card_index(customer):
    spec = importlib.util.spec_from_file_location("certify_an_ats", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.CardIndex("", customer, None)


@pytest.fixture
def ats(server):
    server.post("reset", **WORLD)
    return server.customer()


@pytest.fixture
def stage(server, ats):
    somebody = Teammate("Agnes", "Thorvald", "agnes@alder.example", "demo")
    sandbox = Sandbox(f"http://127.0.0.1:{server.port}")
    stage = Stage(
        generation="v2", ats=card_index(Customer("Alder", *[somebody] * 5)), sandbox=sandbox, world=World(sandbox),
        windows=Windows(browser=None), place=Recruiting(ORGANIZATION, CONTRACT, 0), client_id=ats.client_id,
    )  # fmt: skip
    stage.once("connected", Evidence)
    return stage


def verdict(stage, rule_id):
    return run_rule(rulebook()[rule_id], rules_in_order()[rule_id], stage).verdict


def test_a_customer_without_a_callback_address_fails(stage):
    found = verdict(stage, "RSC-104")

    assert found.outcome is Outcome.FAILED
    assert "CALLBACK_URL is set" in found.reason


@pytest.mark.parametrize(("is_public", "outcome"), [(False, Outcome.PASSED), (True, Outcome.FAILED)])
def test_a_job_that_is_not_as_public_as_configured_fails(stage, ats, is_public, outcome):
    assert ats.add_job().status < 300
    stage.sandbox.post("clock", advance=5)
    [job] = stage.sandbox.records("jobs", context=stage.place.context)
    stage.ats.drawers = [Job(job["id"], "Painter", "P-1", is_open=True, is_public=is_public, opened_ms=0)]

    assert verdict(stage, "TC2.5").outcome is outcome


def test_what_the_ats_does_not_offer_does_not_apply_and_says_why(stage):
    found = verdict(stage, "RSC-302")

    assert found.outcome is Outcome.NOT_APPLICABLE
    assert "knows nothing of LinkedIn" in found.reason


def test_a_rule_that_breaks_off_fails_and_tells_with_what(stage):
    def broken(_stage, evidence):
        evidence.check("The beginning was well.", is_so=True)
        raise TimeoutError("nobody answered")

    found = run_rule(rulebook()["TC3"], broken, stage)

    assert found.verdict.outcome is Outcome.FAILED
    assert found.verdict.reason == "It broke off: TimeoutError: nobody answered"
    assert len(found.evidence.checks) == 1
