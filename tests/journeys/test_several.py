"""Two web servers and two workers on one PostgreSQL: is anything lost or doubled when one of each is killed with -9?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect
from tests.journeys.both_sides import ends_well
from tests.journeys.linkedin import CANDIDATES
from tests.journeys.recruit import Recruit
from tests.journeys.screens import DESIGNER
from tests.journeys.several import SecondMachine
from tests.journeys.stack import until

from config.demo import cast

pytestmark = pytest.mark.generations

#: A killed worker's jobs are put back when its heartbeat has been missing; see docs/engine.md.
RECOVERY = 90


@pytest.fixture
def second(recruit_stack, tmp_path):
    machine = SecondMachine(recruit_stack, tmp_path)
    machine.until_up()
    yield machine
    assert machine.stop() == [0, 0], machine.log.read_text("utf-8")


def test_one_web_server_and_one_worker_die_while_candidates_come_and_go_out(
    recruit_stack, second, new_page, sandbox, truth, newcomers, rosas_seat, lighting_designer
):
    """M-16, M-39: LinkedIn pushes to the server that dies and pushes again; whoever looks at the other sees them come."""
    first, *others = newcomers(8)
    rosa = Recruit(new_page(), second.url)
    rosa.sign_in(cast.ROSA)
    rosa.open_position(DESIGNER)
    # The first is on the way out, by either of the workers, when the others come in.
    sandbox.post("faults", kind="latency", seconds=4, resource=CANDIDATES, times=2)
    sandbox.post("exports", seat=rosas_seat, member=first.id, job=lighting_designer)
    until(lambda: truth.count("linkedin_sync_mark", "reserved_until IS NOT NULL"))

    def export(newcomer):
        sandbox.post("exports", seat=rosas_seat, member=newcomer.id, job=lighting_designer)

    with ThreadPoolExecutor(2) as recruiters:
        exports = recruiters.map(export, others)
        recruit_stack.kill("worker")
        recruit_stack.kill("web")
        list(exports)

    for newcomer in (first, *others):
        ends_well(sandbox, truth, newcomer, seconds=RECOVERY)
        assert len(truth.processes(*newcomer.names)) == 1
    expect(rosa.card(others[-1].name)).to_be_visible()
    until(lambda: second.answers(recruit_stack.web_url), "the first server is back", seconds=RECOVERY)
