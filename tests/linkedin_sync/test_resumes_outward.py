"""Résumés go to LinkedIn with each application where an admin has chosen so, and are taken away again. At the sandbox."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from tests.linkedin_sync.at_sandbox import There, sandbox, sandbox_process, there
from tests.linkedin_sync.resume_scene import KEPT, NO, YES, Desk, desk, desk_today, old_desk
from tests.people import a_position, a_process

from linkedin_client import MOST_BYTES
from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.connections.noting import MOST_RESUMES, choose_resumes_outward
from linkedin_sync.enums import LinkKind, MarkKind, Shares
from linkedin_sync.explain.rules import State
from linkedin_sync.mapping.resumes import file_type_of
from linkedin_sync.models import Link, Mark
from linkedin_sync.outbox.marks import defer_drain, mark_records
from linkedin_sync.outbox.services import send_now
from linkedin_sync.reconcile.selectors import drift_page, latest_reconcile
from linkedin_sync.reconcile.services import ask_for_reconcile
from recruit.company.selectors import CompanyRoleTooSmall
from recruit.hiring.services import reject_process
from recruit.people.enums import FileKind
from recruit.people.models import PersonFile
from recruit.people.selectors import ResumeRecord
from recruit.positions.services import set_discretion

__all__ = ["desk", "desk_today", "old_desk", "sandbox", "sandbox_process", "there"]


TYPES = [
    # media type, bytes; LinkedIn takes it as
    ("application/pdf", 1, "PDF"),
    ("application/msword", 1, "DOC"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", 1, "DOCX"),
    ("text/plain", 1, "TXT"),
    ("application/pdf", MOST_BYTES, "PDF"),  # just as large as may be
    ("application/pdf", MOST_BYTES + 1, None),
    ("image/png", 1, None),
    ("", 1, None),
]


@pytest.mark.parametrize(("media_type", "size", "expected"), TYPES)
def test_what_linkedin_takes_is_known_by_content_and_size(media_type: str, size: int, expected: str | None):
    at = datetime(2026, 11, 28, tzinfo=UTC)
    file = ResumeRecord(1, "fil_1", 1, "cv", size, media_type, "0" * 64, at)

    assert file_type_of(file) == expected


def test_without_a_choice_no_resume_is_sent_and_nothing_is_marked_or_told(desk_today: Desk):
    desk_today.add("cv.pdf", runs=False)
    assert not Mark.objects.filter(kind=MarkKind.RESUMES).exists()

    desk_today.run()

    assert desk_today.rows() == desk_today.rows("media") == []
    assert not desk_today.is_told()


def test_a_resume_goes_with_each_application_and_other_files_do_not(desk: Desk):
    desk.choose(YES)
    cast = desk.there.cast
    a_process(cast, desk.person, a_position(cast, "Plant Electrician", is_published=True))

    desk.add("odile.pdf")
    desk.add("certificate.pdf", kind=FileKind.OTHER)

    assert desk.names() == ["odile.pdf", "odile.pdf"]
    media = desk.rows()[0]["media_id"]
    kept = desk.there.sandbox.get(f"media/{media}")
    assert base64.b64decode(kept["content_base64"]).startswith(b"%PDF-1.7 odile.pdf")
    assert (desk.why().state, desk.why().sentence) == (
        State.IN_LINKEDIN,
        "LinkedIn has 1 résumé with the application.",
    )


def test_what_is_there_is_not_uploaded_again(desk_today: Desk):
    desk_today.choose(YES)
    desk_today.add("odile.pdf")
    before = desk_today.rows()

    send_now(
        company_id=desk_today.there.company_id,
        kinds=[MarkKind.PROCESS, MarkKind.RESUMES],
        record_id=desk_today.process.pk,
        actor=desk_today.there.cast.by_ada,
    )
    desk_today.run()
    reject_process(process=desk_today.process, reason="Overqualified", actor=desk_today.there.cast.by_rosa)
    desk_today.run()

    assert desk_today.rows() == before
    assert len(desk_today.rows("media")) == 1


def test_a_removed_resume_is_taken_away_and_the_link_goes_with_the_last_one(desk_today: Desk):
    desk_today.choose(YES)
    first, second = desk_today.add("old.pdf"), desk_today.add("new.pdf")
    assert desk_today.names() == ["new.pdf", "old.pdf"]

    desk_today.remove(first)
    assert desk_today.names() == ["new.pdf"]

    desk_today.remove(second)
    assert desk_today.names() == []
    assert not Link.objects.filter(kind=LinkKind.RESUMES).exists()
    assert not desk_today.is_told()


def test_what_came_before_the_choice_follows_and_goes_when_it_is_taken_back(desk_today: Desk):
    desk_today.add("from-before.pdf")
    desk_today.choose(YES)
    assert desk_today.names() == ["from-before.pdf"]

    desk_today.choose(NO)
    assert desk_today.names() == []


def test_kept_as_it_was_and_nothing_new(desk_today: Desk):
    desk_today.choose(YES)
    gone = desk_today.add("gone.pdf")
    desk_today.add("stays.pdf")
    desk_today.choose(KEPT)

    desk_today.add("too-late.pdf")
    desk_today.remove(gone)

    assert desk_today.names() == ["stays.pdf"]
    assert desk_today.why().sentence == "LinkedIn has 1 résumé with the application."


def test_v2_deletes_none_and_the_candidate_s_page_says_so(old_desk: Desk):
    old_desk.choose(YES)
    old_desk.remove(old_desk.add("removed.pdf"))

    assert old_desk.names() == ["removed.pdf"]
    assert old_desk.why().state is State.STAYS
    assert old_desk.why().sentence.startswith("LinkedIn still has 1 résumé that should not be there.")

    old_desk.add("second.pdf")
    old_desk.choose(NO)
    assert len(old_desk.names()) == 2
    assert old_desk.why().sentence.startswith("LinkedIn still has 2 résumés that should not be there.")


def test_only_the_newest_of_many_go(desk_today: Desk):
    for number in range(MOST_RESUMES + 2):
        desk_today.add(f"cv-{number:02}.pdf", runs=False)

    desk_today.choose(YES)
    assert desk_today.names() == [f"cv-{number:02}.pdf" for number in range(2, MOST_RESUMES + 2)]

    desk_today.add("cv-99.pdf")
    assert desk_today.names()[0] == "cv-03.pdf"
    assert len(desk_today.names()) == MOST_RESUMES


def test_a_process_that_is_not_shared_any_more_leaves_with_its_resumes_and_comes_back_with_them(desk: Desk):
    there = desk.there
    desk.choose(YES)
    desk.add("odile.pdf")

    set_discretion(position=there.cast.position, is_discreet=True, actor=there.cast.by_olga)
    share(there, Shares.NON_DISCREET)
    desk.run()
    assert desk.rows("applications") == desk.rows() == []
    assert not Link.objects.filter(kind__in=(LinkKind.PROCESS, LinkKind.RESUMES)).exists()

    share(there, Shares.ALL)
    desk.run()
    assert desk.names() == ["odile.pdf"]


def share(there: There, shares: Shares) -> None:
    agree(company_id=there.company_id, choices=Choices(shares=shares), counts={}, actor=there.cast.by_ada)


def test_a_comparison_finds_what_is_missing_and_what_is_too_much(desk_today: Desk):
    there = desk_today.there
    desk_today.choose(YES)
    kept, lost = desk_today.add("kept.pdf"), desk_today.add("lost.pdf")
    # Neither of these changes was told of.
    PersonFile.objects.filter(pk=lost.pk).delete()
    link = Link.objects.get(kind=LinkKind.RESUMES)
    assert set(link.parts) == {kept.public_id, lost.public_id}

    ask_for_reconcile(company_id=there.company_id, actor=there.cast.by_ada)
    desk_today.run()

    assert desk_today.names() == ["kept.pdf"]
    found = latest_reconcile(company_id=there.company_id)
    assert found is not None
    [drift] = drift_page(company_id=there.company_id, reconcile_id=found.id).rows
    assert (drift.kind, drift.sentence) == (
        MarkKind.RESUMES,
        "It is not shared any more, but LinkedIn still has it. It is taken away.",
    )
    [compared] = [each for each in found.kinds if each.kind == MarkKind.RESUMES]
    assert (compared.recruit, compared.is_read) == (0, False)

    Link.objects.filter(kind=LinkKind.RESUMES).delete()
    ask_for_reconcile(company_id=there.company_id, actor=there.cast.by_ada)
    desk_today.run()
    found = latest_reconcile(company_id=there.company_id)
    assert found is not None
    [drift] = drift_page(company_id=there.company_id, reconcile_id=found.id).rows
    assert drift.sentence == "LinkedIn was never told of it. It is sent now."
    assert desk_today.names() == ["kept.pdf"]


def test_a_mark_of_nothing_is_done_at_once(desk_today: Desk):
    desk_today.choose(YES)
    where = {"company_id": desk_today.there.company_id, "connection_id": desk_today.there.connection.pk}
    mark_records(**where, kind=MarkKind.RESUMES, keys=[desk_today.process.pk, 4711])
    defer_drain(**where)

    desk_today.run()

    assert desk_today.names() == []


def test_only_who_configures_the_integration_chooses(there: There):
    with pytest.raises(CompanyRoleTooSmall):
        choose_resumes_outward(company_id=there.company_id, wanted=YES, actor=there.cast.by_rosa)
