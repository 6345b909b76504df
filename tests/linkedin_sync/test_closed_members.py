"""A member closes the account: the copy goes, the candidate stays, an admin decides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sync.at_sandbox import (
    NOOR,
    ODILE,
    There,
    sandbox,
    sandbox_process,
    there,
)
from tests.linkedin_sync.test_shared_contacts import EMAIL, points, share, told, typed

from linkedin_sync.enums import CameBy, ClosedDecision
from linkedin_sync.mirror.closed import DecisionNeedsReason, closed_page, decide_on_closed, undecided_count
from linkedin_sync.mirror.members import admit_member
from linkedin_sync.mirror.purging import erase_person
from linkedin_sync.models import (
    Export,
    KnownMember,
    MailMessage,
    MailThread,
    MirroredNote,
    PullCursor,
    Receipt,
    SharedContact,
    Trace,
)
from recruit.base import clock
from recruit.base.errors import NotAllowed
from recruit.company.enums import Plan
from recruit.company.services import change_company_settings
from recruit.people.enums import ContactKind
from recruit.people.models import Person

__all__ = ["sandbox", "sandbox_process", "there"]


@pytest.fixture
def odile(there: There) -> Person:
    """Exported for real (LinkedIn tells of nobody else), with InMail, a note and contact details."""
    there.exports(ODILE)
    person = there.came(ODILE)
    typed(there, person, ContactKind.EMAIL, "odile.m@work.example")
    share(there)
    there.rosa_notes()
    there.pull()
    assert (MailMessage.objects.count(), MirroredNote.objects.count()) == (2, 1)
    return person


def close(there: There, member: int = ODILE) -> None:
    there.sandbox.post(f"members/{member}/close")
    PullCursor.objects.filter(feed="closed").update(next_at=clock.now())
    there.pull()


def test_the_copy_is_purged_and_the_candidate_stays(there: There, odile: Person):
    close(there)

    for table in (MailMessage, MailThread, MirroredNote, SharedContact, Trace):
        assert table.objects.count() == 0, table
    member = KnownMember.objects.get()
    assert member.purged == {"messages": 2, "notes": 1}
    assert member.closed_at is not None
    assert Person.objects.filter(pk=odile.pk).exists()
    assert points(odile)["email"] == [("odile.m@work.example", True), (EMAIL, False)]
    assert any("account is closed" in line for line in told(odile))


def test_no_plan_keeps_what_they_left_here(there: There, odile: Person):
    """Of a company without the plan nothing else is read."""
    change_company_settings(company_id=there.company_id, actor=there.cast.by_olga, plan=Plan.GROWTH)
    there.rosa_writes(ago=timedelta(0), subject="Unread")
    there.pull()
    assert MailMessage.objects.count() == 2

    close(there)

    assert MailMessage.objects.count() == MirroredNote.objects.count() == 0


def test_nothing_of_it_comes_back(there: There, odile: Person):
    close(there)
    PullCursor.objects.exclude(feed="closed").update(
        read_until=clock.now() - timedelta(hours=5), read_since=clock.now()
    )

    there.pull_back(days=4)

    assert MailMessage.objects.count() == MirroredNote.objects.count() == 0


def an_export(there: There, person: Person, urn: str) -> None:
    receipt = Receipt.objects.create(
        company_id=there.company_id,
        connection=there.connection,
        event_id="erased-1",
        signature_state="valid",
        expires_at=clock.now(),
    )
    Export.objects.create(
        company_id=there.company_id,
        receipt=receipt,
        member_urn=urn,
        first_name="Odile",
        last_name="Marchetti",
        profile_url="https://www.linkedin.com/in/invented-odile",
        position_name="Welder",
        recruiter_name="Rosa Lind",
        outcome="created",
        sentence="Odile Marchetti was here before.",
        person_id=person.pk,
    )


def test_with_a_person_who_is_erased_everything_that_names_them_goes_and_nothing_comes_back(
    there: There, odile: Person
):
    urn = there.urn(ODILE)
    an_export(there, odile, urn)
    which = {"company_id": there.company_id, "person_id": odile.pk, "subjects": [urn]}

    erased = erase_person(**which)

    assert (erased.messages, erased.notes, erased.exports) == (2, 1, 1)
    for table in (MailMessage, MailThread, MirroredNote, SharedContact, Trace):
        assert table.objects.count() == 0, table
    export = Export.objects.get()
    assert (export.member_urn, export.first_name, export.profile_url, export.sentence) == ("", "", "", "")
    assert (export.recruiter_name, export.position_name) == ("Rosa Lind", "Welder")
    assert urn not in KnownMember.objects.get().urn
    again = erase_person(**which)
    assert (again.messages, again.notes) == (0, 0)

    # They are exported anew: what was removed stays removed, what is written from now on is kept.
    admit_member(
        company_id=there.company_id, connection_id=there.connection.pk, urn=urn, came_by=CameBy.EXPORT
    )
    PullCursor.objects.exclude(feed="closed").update(
        read_until=clock.now() - timedelta(hours=5), read_since=clock.now()
    )
    there.pull()
    assert MailMessage.objects.count() == MirroredNote.objects.count() == 0
    assert KnownMember.objects.get().urn == urn


def test_it_is_told_once_however_often_linkedin_is_asked(there: There, odile: Person):
    close(there)
    for _ in range(2):
        there.pull()

    assert len([line for line in told(odile) if "account is closed" in line]) == 1
    assert undecided_count(company_id=there.company_id) == 1


def test_kept_it_stays_as_it_is_with_who_decided_and_why(there: There, odile: Person):
    close(there)
    [row] = closed_page(company_id=there.company_id).rows
    assert row.person_id == odile.pk

    decide_on_closed(
        company_id=there.company_id,
        member_id=row.id,
        decision=ClosedDecision.KEPT,
        reason="Applied to us; consent until March.",
        actor=there.cast.by_ada,
    )

    [row] = closed_page(company_id=there.company_id).rows
    assert (row.decision, row.decided_by, row.decision_reason) == (
        "kept", there.cast.ada.full_name, "Applied to us; consent until March.",
    )  # fmt: skip
    assert len(points(odile)["email"]) == 2
    assert undecided_count(company_id=there.company_id) == 0


def test_removed_only_goes_what_linkedin_brought(there: There, odile: Person):
    close(there)
    member = KnownMember.objects.get()

    decide_on_closed(
        company_id=there.company_id,
        member_id=member.pk,
        decision=ClosedDecision.REMOVED,
        reason="No ground to keep them.",
        actor=there.cast.by_ada,
    )

    assert points(odile) == {"email": [("odile.m@work.example", True)]}
    assert any(line.startswith("took a phone off") for line in told(odile))


def test_a_decision_needs_a_reason_and_an_admin(there: There, odile: Person):
    close(there)
    member = KnownMember.objects.get()
    for actor, reason, refusal in (
        (there.cast.by_ada, "  ", DecisionNeedsReason),
        (there.cast.by_rosa, "I like her.", NotAllowed),
    ):
        with pytest.raises(refusal):
            decide_on_closed(
                company_id=there.company_id,
                member_id=member.pk,
                decision=ClosedDecision.KEPT,
                reason=reason,
                actor=actor,
            )


def test_it_is_asked_once_a_day_and_again_soon_when_linkedin_fails(there: There):
    there.pull(again=False)
    cursor = PullCursor.objects.get(feed="closed")
    assert timedelta(hours=23) < cursor.next_at - clock.now() <= timedelta(days=1)

    there.sandbox.post("faults", kind="status", resource="exportedCandidates", status=503, times=1)
    PullCursor.objects.filter(feed="closed").update(next_at=clock.now())
    there.pull()

    cursor.refresh_from_db()
    assert cursor.trouble
    assert cursor.next_at - clock.now() < timedelta(minutes=3)


def test_a_member_who_came_to_us_in_vain_is_on_no_list(there: There):
    """M-05: exported and refused; LinkedIn tells of the closing, nobody of ours is touched."""
    there.exports(NOOR)

    close(there, NOOR)

    assert closed_page(company_id=there.company_id).total == 0
