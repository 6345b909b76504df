"""InMail of members who came: read once, kept once, and nothing else is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sync.at_sandbox import (
    INES_SEAT,
    NOOR,
    ODILE,
    There,
    sandbox,
    sandbox_process,
    there,
)
from tests.linkedin_sync.jobs import lose_jobs, waiting_jobs

from linkedin_sync import tasks
from linkedin_sync.budget.services import usage_of
from linkedin_sync.mirror.asking import ask_soon
from linkedin_sync.models import BudgetDay, KnownMember, MailMessage, MailThread, PullCursor, Trace
from linkedin_sync.pulls import run
from linkedin_sync.pulls.feeds import RECRUITER_DATA
from linkedin_sync.seats.services import unmap_seat
from recruit.base import clock

__all__ = ["sandbox", "sandbox_process", "there"]


def messages() -> list[tuple[bool, str]]:
    return list(MailMessage.objects.order_by("sent_at", "id").values_list("is_from_member", "body"))


def test_a_conversation_with_a_candidate_is_kept_with_direction_author_and_time(there: There):
    """M-03."""
    there.came(ODILE)
    thread = there.rosa_writes()
    there.answers(thread)

    there.pull()

    assert messages() == [(False, "Hello, may I call?"), (True, "Gladly.")]
    [kept] = MailThread.objects.all()
    assert (kept.urn, kept.seat_id) == (thread["urn"], there.seat().pk)
    first, last = MailMessage.objects.order_by("sent_at")
    assert (first.seat_id, last.seat_id) == (there.seat().pk, None)
    assert kept.latest_at == last.sent_at
    assert first.subject == "Plant engineer in Lyon"


def test_the_same_message_twice_is_one_row(there: There):
    there.came(ODILE)
    there.answers(there.rosa_writes())

    for _ in range(3):
        there.pull()
    PullCursor.objects.update(read_until=clock.now() - timedelta(hours=3))
    there.pull()

    assert len(messages()) == 2


def test_what_was_written_before_the_seat_was_mapped_is_read_as_well(there: There):
    """A seat newly mapped is read back through ninety days, twelve hours at a time."""
    there.came(ODILE)
    there.rosa_writes(ago=timedelta(days=80), body="long ago")
    there.rosa_writes(ago=timedelta(days=3), body="lately")
    there.rosa_writes(ago=timedelta(days=120), body="in another life")

    there.pull_back(days=90)

    assert [body for _, body in messages()] == ["long ago", "lately"]


def test_after_an_outage_of_days_nothing_is_missing(there: There):
    there.came(ODILE)
    there.pull()
    for hours in range(1, 70, 7):
        there.rosa_writes(ago=timedelta(hours=hours), body=f"{hours} hours ago")
    PullCursor.objects.update(
        read_until=clock.now() - timedelta(days=3), read_since=clock.now() - timedelta(days=91)
    )

    there.pull()
    there.pull()

    assert len(messages()) == 10


def test_private_messages_are_not_kept_and_what_becomes_private_goes(there: There):
    there.came(ODILE)
    there.rosa_writes(visibility="PRIVATE", body="between us")
    there.rosa_writes(body="for all")

    there.pull()

    assert messages() == [(False, "for all")]


def test_who_is_exported_later_brings_the_conversation_along(there: There):
    """M-17: until then nothing of them is kept but a trace without name or words."""
    there.answers(there.rosa_writes(ODILE, ago=timedelta(days=20)), ago=timedelta(days=19, hours=3))
    there.pull_back(days=21)
    assert messages() == []
    assert Trace.objects.count() >= 1
    assert not Trace.objects.filter(digest__contains=there.urn(ODILE)[-6:]).exists()

    there.came(ODILE)
    assert waiting_jobs().count("linkedin.pull") >= 2, (
        "now, and when the seat that was just asked may be asked again"
    )
    there.pull()

    assert [body for _, body in messages()] == ["Hello, may I call?", "Gladly."]
    assert Trace.objects.count() == 0


def test_two_seats_are_read_and_each_thread_is_its_own(there: There):
    there.came(ODILE)
    there.rosa_writes(ODILE)
    there.rosa_writes(ODILE, seat=INES_SEAT, body="From Ines")

    there.pull()

    assert {row.seat_id for row in MailThread.objects.all()} == {there.seat().pk, there.seat(INES_SEAT).pk}


def test_a_seat_that_nobody_sits_on_is_not_read(there: There):
    there.came(ODILE)
    unmap_seat(company_id=there.company_id, seat_id=there.seat(INES_SEAT).pk, actor=there.cast.by_ada)
    there.rosa_writes(ODILE, seat=INES_SEAT)

    there.pull()

    assert messages() == []
    assert not PullCursor.objects.filter(seat=there.seat(INES_SEAT)).exists()


def test_switched_off_it_is_not_read_and_what_is_there_stays(there: There):
    """M-09."""
    there.came(ODILE)
    there.rosa_writes(body="before")
    there.pull()

    there.choose(inmail=False)
    there.rosa_writes(ago=timedelta(minutes=1), body="after")
    there.pull()
    assert [body for _, body in messages()] == ["before"]

    there.choose(inmail=True)
    there.pull()
    assert [body for _, body in messages()] == ["before", "after"]


def test_a_worker_killed_before_it_kept_anything_loses_nothing(there: There, monkeypatch: pytest.MonkeyPatch):
    there.came(ODILE)
    there.rosa_writes()
    there.pull()
    there.answers(there.rosa_writes(ago=timedelta(minutes=2), body="second"), ago=timedelta(minutes=1))
    with monkeypatch.context() as dying:
        dying.setattr(run._Turn, "_move", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            there.pull()
    assert len(messages()) == 1, "what was read and the cursor go together"

    there.pull()

    assert len(messages()) == 3


def test_the_sweep_calls_for_a_pull_when_a_seat_is_due_and_not_before(there: There):
    there.leave_the_past()
    lose_jobs()  # a pull comes again by itself when the next turn is near
    tasks.sweep()
    assert waiting_jobs().count("linkedin.pull") == 0

    PullCursor.objects.update(next_at=clock.now())
    tasks.sweep()

    assert waiting_jobs().count("linkedin.pull") == 1


def test_every_call_is_counted_and_the_days_budget_holds(there: There):
    there.came(ODILE)
    there.pull_back(days=5)
    usage = usage_of(connection=there.connection, resources=[RECRUITER_DATA])[RECRUITER_DATA]
    assert usage.calls_today > 2 * 10, "two seats, half days through five days"

    BudgetDay.objects.update(calls=there.fresh().day_calls)
    there.rosa_writes()
    there.pull()

    assert messages() == []
    assert all(cursor.next_at > clock.now() for cursor in PullCursor.objects.all())
    assert not PullCursor.objects.exclude(trouble="").exists(), "no room is nobody's fault"


def test_refused_by_linkedin_it_says_so_and_goes_on_later(there: There):
    there.came(ODILE)
    there.rosa_writes()
    there.sandbox.post("integrations/disable", client_id=there.connection.client_id)

    there.pull()

    [trouble] = {cursor.trouble for cursor in PullCursor.objects.filter(feed="inmail")}
    assert trouble
    there.sandbox.post("integrations/enable", client_id=there.connection.client_id)
    there.pull()
    assert len(messages()) == 1
    assert not PullCursor.objects.exclude(trouble="").exists()


def test_an_identity_alone_admits_nobody(there: There):
    """M-05: somebody was told by hand to be that member, and never came through LinkedIn."""
    person = there.came(NOOR)
    KnownMember.objects.all().delete()
    assert person.identities.filter(verified=True).exists()
    there.rosa_writes(NOOR)

    there.pull()

    assert messages() == []


def test_having_come_alone_admits_nobody_either(there: There):
    """M-05: the identity was taken off, or never confirmed."""
    person = there.came(NOOR)
    person.identities.update(verified=False)
    there.rosa_writes(NOOR)

    there.pull()

    assert messages() == []


def test_who_asks_again_within_a_minute_gets_what_is_new_and_the_past_waits(there: There):
    """LinkedIn takes twelve calls a minute for one viewer."""
    there.sandbox.post("switches", inmail_viewer_throttle="calls")
    there.came(ODILE)
    there.pull()
    before = PullCursor.objects.get(feed="inmail", seat=there.seat()).read_since

    for number in range(5):
        there.rosa_writes(ago=timedelta(seconds=1), body=f"message {number}")
        PullCursor.objects.update(next_at=clock.now())
        there.pull(again=False)

    assert len(messages()) == 5
    cursor = PullCursor.objects.get(feed="inmail", seat=there.seat())
    assert (cursor.read_since, cursor.trouble) == (before, "")


def test_a_thirteenth_call_within_a_minute_is_not_made_and_nothing_is_lost(there: There):
    """LinkedIn would refuse it: twelve exports in a row make as many calls for the seat that exports."""
    there.sandbox.post("switches", inmail_viewer_throttle="calls")
    there.came(ODILE)
    there.pull()
    cursor = PullCursor.objects.get(feed="inmail", seat=there.seat())
    first = clock.now() - timedelta(seconds=40)
    PullCursor.objects.filter(pk=cursor.pk).update(next_at=clock.now(), called_at=[first] * 12)
    there.rosa_writes(body="one too many")

    there.pull(again=False)

    cursor.refresh_from_db()
    assert (messages(), cursor.trouble) == ([], "")
    assert cursor.next_at == first + timedelta(seconds=61)
    there.pull()
    assert messages() == [(False, "one too many")]


def test_an_impatient_reader_is_served_a_moment_later(there: There):
    there.came(ODILE)
    there.pull()
    lose_jobs()

    ask_soon(company_id=there.company_id, connection_id=there.connection.pk, seat_ids=[there.seat().pk])

    cursor = PullCursor.objects.get(feed="inmail", seat=there.seat())
    assert timedelta(seconds=5) < cursor.next_at - clock.now() <= timedelta(seconds=10)
    assert waiting_jobs().count("linkedin.pull") == 2
