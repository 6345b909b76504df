"""Does the sandbox ever fall over? Calls by chance, over every resource of both generations, never a 500.

``make fuzz-sandbox`` tries twenty thousand, with another chance at every run; here it is a few hundred, always the same.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.linkedin_sandbox.fuzzing import Answered, Known, Wire, call_by, send, token_call_by
from tests.linkedin_sandbox.records import NOOR, ODILE, ROSA, WORLD
from tests.linkedin_sandbox.server import Server

FEW = 300
TRIES = int(os.environ.get("SANDBOX_FUZZ", FEW))


@dataclass(frozen=True)
class Target:
    port: int
    known: Known


@pytest.fixture(scope="module")
def target(sandbox_process: Server) -> Target:
    """A customer with something of everything, whose quotas and token outlast the run."""
    sandbox_process.post("reset", **WORLD)
    sandbox_process.post("limits", minute_records=10**9, day_calls=10**9, token_seconds=10**6)
    ats = sandbox_process.customer()
    ats.add_job("REQ-4411")
    ats.add_candidate("cand-7f31")
    ats.add_application("app-9001")
    names = {
        "AQX-demo-child": ats.token,
        "urn:li:person:dEm0aa01": ats.urn(NOOR),
        "urn:li:person:dEm0bb02": ats.urn(ODILE),
        "urn:li:person:dEm0rc77": ats.urn(ROSA),
    }
    offered = [one for one in sandbox_process.get("coverage")["resources"] if one["generation"] != "oauth"]
    parent = sandbox_process.parent().token
    return Target(
        port=sandbox_process.port,
        known=Known.of(child=ats.token, parent=parent, offered=offered, names=names),
    )


BY_CHANCE = settings(
    max_examples=TRIES,
    deadline=None,
    database=None,
    derandomize=TRIES == FEW,
    suppress_health_check=list(HealthCheck),
)
# A failing call's chance is told by Hypothesis at such a length that it warns of it, in the failure's place.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
SOME = settings(BY_CHANCE, max_examples=max(50, TRIES // 10))


@BY_CHANCE
@given(chance=st.randoms(use_true_random=True))
@pytest.mark.timeout(3600)
def test_whatever_is_sent_is_answered_as_linkedin_answers(target: Target, chance: Random) -> None:
    wire = call_by(chance, target.known)

    said = send(target.port, wire)

    assert said.status < 500, wire
    assert problem_of_form(wire, said) == "", wire


@SOME
@given(chance=st.randoms(use_true_random=True))
@pytest.mark.timeout(3600)
def test_whatever_is_sent_for_a_token_is_answered_as_oauth_has_it(target: Target, chance: Random) -> None:
    wire = token_call_by(chance)

    said = send(target.port, wire)

    assert said.status in (200, 400, 401), wire
    assert set(said.body) in ({"access_token", "expires_in"}, {"error", "error_description"}), wire


def problem_of_form(wire: Wire, said: Answered) -> str:
    """What about the answer is not as LinkedIn's are; nothing, if all is well."""
    if said.headers.get("x-restli-protocol-version") not in ("1.0.0", "2.0.0"):
        return "no protocol version"
    if said.status >= 400:
        if "true" not in (
            said.headers.get("x-restli-error-response"),
            said.headers.get("x-linkedin-error-response"),
        ):
            return "not marked as an error"
        return "" if wire.verb == "HEAD" else _problem_of_error(said.body, status=said.status)
    errors = said.body.get("errors", {}) if said.body else {}
    problems = [_problem_of_error(error, status=error.get("status")) for error in errors.values()]
    return next(filter(None, problems), "")


def _problem_of_error(error: object, *, status: object) -> str:
    if not isinstance(error, dict) or error.get("status") != status:
        return "an error without its status"
    return "" if isinstance(error.get("message"), str) else "an error without a message"
