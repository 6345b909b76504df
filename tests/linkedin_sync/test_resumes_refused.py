"""What LinkedIn refuses of résumés, and what goes wrong on their way, is theirs alone. At the real sandbox."""

from __future__ import annotations

import pytest
from tests.linkedin_sync.at_sandbox import sandbox, sandbox_process, there
from tests.linkedin_sync.resume_scene import YES, Desk, desk, desk_today

from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.enums import MarkKind
from linkedin_sync.explain.rules import State
from linkedin_sync.explain.selectors import explain_processes
from linkedin_sync.models import Mark
from recruit.base import files
from recruit.hiring.services import reject_process

__all__ = ["desk", "desk_today", "sandbox", "sandbox_process", "there"]


def test_a_refused_one_is_parked_in_linkedin_s_words_and_holds_up_nothing_else(desk_today: Desk):
    desk_today.choose(YES)
    desk_today.fails(kind="per_key", resource="attachments", status=422)

    desk_today.add("refused.pdf", runs=False)
    reject_process(process=desk_today.process, reason="Overqualified", actor=desk_today.there.cast.by_rosa)
    desk_today.run(is_clean=False)

    [parked] = Mark.objects.all()
    assert (parked.kind, parked.parked_reason) == (MarkKind.RESUMES, "permanent")
    assert parked.parked_text.startswith("LinkedIn: ")
    assert parked.exchange["record"]["externalFileName"] == "refused.pdf"
    assert desk_today.why().state is State.PARKED
    of_process = explain_processes(company_id=desk_today.there.company_id, ids=[desk_today.process.pk])
    assert of_process[desk_today.process.pk].state is State.IN_LINKEDIN

    desk_today.mends()
    assert desk_today.names() == ["refused.pdf"]


@pytest.mark.parametrize(
    ("resource", "words"),
    [("hireMediaUrl", "takes no files here"), ("attachments", "takes no files here")],
)
def test_where_linkedin_grants_no_files_the_connection_goes_on(desk_today: Desk, resource: str, words: str):
    desk_today.choose(YES)
    desk_today.fails(kind="status", resource=resource, status=403)

    desk_today.add("odile.pdf", runs=False)
    desk_today.run(is_clean=False)

    [parked] = Mark.objects.all()
    assert (parked.parked_reason, words in parked.parked_text) == ("misconfigured", True)
    assert desk_today.there.fresh().state == "enabled"

    desk_today.mends()
    assert desk_today.names() == ["odile.pdf"]


@pytest.mark.parametrize("resource", ["hireMediaUrl", "dms-uploads"])
def test_what_fails_on_the_way_is_tried_again(desk_today: Desk, resource: str):
    desk_today.choose(YES)
    desk_today.fails(kind="status", resource=resource, status=503, times=1)

    desk_today.add("odile.pdf", runs=False)
    desk_today.run(is_clean=False)
    [waiting] = Mark.objects.all()
    assert (waiting.attempts, desk_today.names()) == (1, [])

    desk_today.mends()
    assert desk_today.names() == ["odile.pdf"]


def test_a_throttled_upload_waits_and_is_no_failed_try(desk_today: Desk):
    desk_today.choose(YES)
    desk_today.fails(kind="throttled", resource="hireMediaUrl", limit="day", times=1)

    desk_today.add("odile.pdf", runs=False)
    desk_today.run(is_clean=False)

    [waiting] = Mark.objects.all()
    assert (waiting.attempts, waiting.waits_for_quota) == (0, True)
    assert desk_today.why().state is State.QUOTA


def test_a_file_that_the_data_folder_has_lost_is_said_to_be_lost(desk_today: Desk):
    desk_today.choose(YES)
    file = desk_today.add("lost.pdf", runs=False)
    files.discard(company_id=desk_today.there.company_id, digest=file.sha256)

    desk_today.run(is_clean=False)

    [parked] = Mark.objects.all()
    assert (parked.parked_reason, "Restore it from a backup" in parked.parked_text) == ("internal", True)
    assert desk_today.rows("media") == []


def test_an_application_that_linkedin_lost_comes_again_with_its_resume(desk: Desk):
    desk.choose(YES)
    desk.add("first.pdf")
    lose_application(desk)

    desk.add("second.pdf", runs=False)
    desk.run(is_clean=False)
    desk.mends()

    assert desk.names() == ["first.pdf", "second.pdf"]
    assert len(desk.rows("applications")) == 1


def lose_application(desk: Desk) -> None:
    """LinkedIn deletes it without telling: as an ATS with the same keys would."""
    linkedin_of(desk.there.fresh()).applications.delete([desk.process.public_id])
    assert desk.rows("applications") == desk.rows() == []
