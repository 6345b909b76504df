"""Does everything that was set go back to what is usual, by script as by the console?"""

from __future__ import annotations

from tests.linkedin_sandbox.server import Prepared, Server


def test_switches_go_back_to_their_defaults(sandbox: Server) -> None:
    usual = sandbox.get("switches")
    sandbox.post("switches", validation="whole_batch", parent_check=False)

    said = sandbox.send("DELETE", "/_sandbox/switches")

    assert (said.status, said.body, sandbox.get("switches")) == (200, usual, usual)


def test_limits_go_back_to_linkedins_and_go_on_counting(prepared: Prepared) -> None:
    usual = prepared.get("limits")
    set_ = prepared.server.post
    set_("limits", day_calls=3, token_seconds=5, push_schedule=[1])
    set_("limits/throttles", resource="atsCandidates", minute_records=0)
    prepared.ats.add_application()

    said = prepared.server.send("DELETE", "/_sandbox/limits")

    assert (said.status, said.body) == (200, usual)
    assert prepared.ats.add_candidate().status == 200
    counted = {one["resource"]: one["calls_today"] for one in prepared.get("limits/usage")["usage"]}
    assert counted["atsApplications"] == 1


def test_transitions_go_back(sandbox: Server) -> None:
    usual = sandbox.get("transitions")
    sandbox.post("transitions", matching={}, job_task={"after_looks": 3})

    assert sandbox.send("DELETE", "/_sandbox/transitions").body == usual
