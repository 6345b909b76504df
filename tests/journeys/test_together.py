"""Two at once: nothing doubled when two recruiters, or two workers, reach for the same person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.journeys.stack import until

pytestmark = pytest.mark.generations


def test_two_exports_of_one_person_at_once_make_one_candidate(
    sandbox, truth, newcomer, rosas_seat, lighting_designer, backend_engineer
):
    """M-25: to two positions in the same moment; both succeed, one person."""

    def export(job):
        sandbox.post("exports", seat=rosas_seat, member=newcomer.id, job=job)

    with ThreadPoolExecutor(2) as both:
        list(both.map(export, [lighting_designer, backend_engineer]))

    until(lambda: len(truth.processes(*newcomer.names)) == 2)
    assert truth.persons(*newcomer.names) == 1
    assert sorted(row[0] for row in truth.exports(*newcomer.names)) == ["attached", "created"]


def test_two_exports_to_one_position_at_once_make_one_process(
    sandbox, truth, newcomer, rosas_seat, lighting_designer
):
    """M-26: under pressure: one is taken up, the other is refused and says why."""

    def export(_):
        sandbox.post("exports", seat=rosas_seat, member=newcomer.id, job=lighting_designer)

    with ThreadPoolExecutor(2) as both:
        list(both.map(export, range(2)))

    until(lambda: len(truth.exports(*newcomer.names)) == 2)
    assert len(truth.processes(*newcomer.names)) == 1
    assert truth.persons(*newcomer.names) == 1
    assert sorted(row[:2] for row in truth.exports(*newcomer.names)) == [
        ("created", ""),
        ("refused", "already_under_consideration"),
    ]
