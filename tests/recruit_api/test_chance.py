"""Whatever is called, the API answers as its description says: calls by chance, drawn from that description.

``make fuzz-api`` makes more of them: ``API_FUZZ`` is how many of each kind for each operation.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth
from tests.people import a_merge, a_person, a_process

from recruit.base.tenancy import company_context
from recruit.positions.selectors import openings_of

MOST = int(os.environ.get("API_FUZZ", "3"))


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """As Django's own client does it: requests leave the test's connection open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.timeout(400)  # drawing from the description takes a busy machine two minutes
@pytest.mark.usefixtures("_one_connection")
def test_calls_by_chance_are_answered_as_described(cast, program, settings):
    settings.API_CALLS_PER_MINUTE = 1_000_000
    settings.ALLOWED_HOSTS = ["*"]
    # The checks read what has come as it is, and undo no compression.
    headers = program().headers | {"Accept-Encoding": "identity"}
    process = a_process(cast)
    gone = a_person(cast, process.person.first_name, process.person.last_name)
    a_merge(cast, process.person, gone)
    with company_context(cast.company.pk):
        opening = openings_of(position=cast.position)[0]
    known = {
        "person_id": process.person.public_id, "position_id": cast.position.public_id,
        "process_id": process.public_id,
        "opening_id": opening.public_id,
    }  # fmt: skip
    paths = (known, known | {"person_id": gone.public_id}, {})
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    statuses: dict[int, int] = {}
    number = 0

    for found in schema.get_all_operations():
        operation = found.ok()
        number += 1
        for mode in GenerationMode:
            ask(operation, mode, paths, headers, statuses)

    assert number >= 41
    assert max(statuses) < 500
    assert {200, 201, 307, 404, 422} <= set(statuses)


def ask(operation, mode, paths, headers, statuses) -> None:
    """``paths``: what is put in place of the ids that chance has made up."""

    @settings(
        max_examples=MOST, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode), known=st.sampled_from(paths))
    def run(case, known) -> None:
        case.path_parameters = {
            name: known.get(name, value) for name, value in (case.path_parameters or {}).items()
        }
        for name in ("If-Match", "Idempotency-Key"):  # refused when they do not fit: test_calls has both
            case.headers.pop(name, None)
        answer = case.call(headers=headers)
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
        case.validate_response(answer, headers=headers, excluded_checks=[ignored_auth])

    run()
