"""Which batches may be on their way to LinkedIn at once, and which must arrive in order?"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.scripted import Fault, ScriptedLinkedIn

from linkedin_sync.enums import MarkKind, Priority
from linkedin_sync.models import Mark

CANDIDATES, APPLICATIONS = "/v2/atsCandidates", "/v2/atsApplications"


@contextmanager
def slow_first_answer(linkedin: ScriptedLinkedIn) -> Iterator[list[str]]:
    """LinkedIn thinks about the first call for candidates until others have come, or for half a second.

    Yields the addresses that were asked meanwhile, that first one included.
    """
    answer, asked = threading.Event(), list[str]()
    linkedin.faults.append(Fault(CANDIDATES, of_keys={"nobody": 422}, delay=answer))

    def watch() -> None:
        until = time.monotonic() + 5
        while not linkedin.seen and time.monotonic() < until:
            time.sleep(0.005)
        until = time.monotonic() + 0.5
        while len(linkedin.seen) < 2 and time.monotonic() < until:
            time.sleep(0.005)
        asked.extend(seen.path for seen in linkedin.seen)
        answer.set()

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield asked
    finally:
        watching.join()


def test_two_batches_of_candidates_are_on_their_way_at_once(scene):
    first, second = a_known_process(scene, "Ann"), a_known_process(scene, "Ben")
    Mark.objects.filter(kind=MarkKind.PROCESS).delete()
    Mark.objects.filter(our_key=str(second.person_id)).update(priority=Priority.BACKFILL)

    with slow_first_answer(scene.linkedin) as asked:
        run_jobs()

    assert asked == [CANDIDATES, CANDIDATES]
    for process in (first, second):
        assert scene.linkedin.held(CANDIDATES, "atsCandidateId", process.person.public_id)
    assert not Mark.objects.exists()


def test_an_application_waits_until_its_candidate_is_there(scene):
    a_known_process(scene)

    with slow_first_answer(scene.linkedin) as asked:
        run_jobs()

    assert asked == [CANDIDATES]
    assert [seen.path for seen in scene.linkedin.seen][:2] == [CANDIDATES, APPLICATIONS]
    assert not Mark.objects.exists()
