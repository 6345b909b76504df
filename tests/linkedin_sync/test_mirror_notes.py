"""Recruiters' notes in LinkedIn, mirrored: written, changed, deleted, restored, hidden; nobody else's."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.linkedin_sync.at_sandbox import (
    INES_SEAT,
    NOOR,
    ODILE,
    There,
    ms,
    sandbox,
    sandbox_process,
    there,
)

from linkedin_client import ProspectNote
from linkedin_sync import tasks
from linkedin_sync.mirror.notes import keep_notes
from linkedin_sync.models import MirroredNote, PullCursor, Trace
from linkedin_sync.pulls.rules import half_day_of
from recruit.base import clock

__all__ = ["sandbox", "sandbox_process", "there"]


def texts() -> list[str]:
    return list(MirroredNote.objects.order_by("written_at").values_list("text", flat=True))


def change(there: There, note: Any, *, ago: timedelta = timedelta(minutes=2), **fields: Any) -> None:
    there.sandbox.post(f"notes/{note['id']}", **fields, at=ms(clock.now() - ago))


def delete(there: There, note: Any, *, ago: timedelta = timedelta(minutes=1)) -> None:
    body = json.dumps({"at": ms(clock.now() - ago)}).encode()
    assert there.sandbox.send("DELETE", f"/_sandbox/notes/{note['id']}", body=body).status == 200


def test_a_note_is_kept_with_its_author_and_time(there: There):
    """M-03."""
    there.came(ODILE)
    there.rosa_notes()

    there.pull()

    [note] = MirroredNote.objects.all()
    assert (note.text, note.seat_id, note.is_edited) == ("Open to relocation.", there.seat().pk, False)
    assert note.written_at == note.changed_at
    assert note.deleted_at is None


def test_a_changed_note_changes_and_says_so(there: There):
    there.came(ODILE)
    note = there.rosa_notes()
    there.pull()

    change(there, note, content="Only within Lyon.")
    there.pull()

    [kept] = MirroredNote.objects.all()
    assert (kept.text, kept.is_edited) == ("Only within Lyon.", True)
    assert kept.changed_at > kept.written_at


def test_of_a_deleted_note_only_that_it_was_there_remains(there: There):
    there.came(ODILE)
    note = there.rosa_notes()
    never_seen = there.rosa_notes(content="gone before we looked")
    delete(there, never_seen)
    there.pull()
    assert texts() == ["Open to relocation."]

    delete(there, note)
    there.pull()

    [kept] = MirroredNote.objects.all()
    assert kept.text == ""
    assert kept.deleted_at is not None


@pytest.mark.parametrize("feed_tells", ["marked", "created"])
def test_private_notes_are_not_kept_and_one_that_becomes_private_goes_whole(there: There, feed_tells: str):
    """Also where LinkedIn's bounds should mean the creation: standing notes are looked at again every day."""
    if feed_tells == "created":
        there.sandbox.post("switches", note_dates="created")
    there.came(ODILE)
    there.rosa_notes(visibility="PRIVATE", content="between me and me")
    note = there.rosa_notes(ago=timedelta(hours=30))
    there.pull_back(days=3)
    assert texts() == ["Open to relocation."]

    change(there, note, visibility="PRIVATE")
    tasks.sweep_every_day()
    there.pull()

    assert MirroredNote.objects.count() == 0


@pytest.mark.parametrize("feed_tells", ["last_modified", "created"])
def test_a_deletion_of_an_older_note_arrives_whatever_linkedins_bounds_mean(there: There, feed_tells: str):
    there.sandbox.post("switches", note_dates=feed_tells)
    there.came(ODILE)
    note = there.rosa_notes(ago=timedelta(days=20))
    there.pull_back(days=21)
    assert texts() == ["Open to relocation."]

    delete(there, note)
    tasks.sweep_every_day()
    there.pull()

    assert texts() == [""]
    there.pull()
    assert Trace.objects.count() == 0, "each second look is taken once"


def test_an_older_word_does_not_undo_a_newer_one(there: There):
    """Spans overlap and come in any order."""
    there.came(ODILE)
    note = there.rosa_notes(ago=timedelta(minutes=9))
    there.pull()
    change(there, note, content="second")
    there.pull()
    newest = MirroredNote.objects.get().changed_at
    MirroredNote.objects.update(changed_at=newest + timedelta(hours=1), text="newer still")

    PullCursor.objects.update(read_until=clock.now() - timedelta(hours=3))
    there.pull()

    assert texts() == ["newer still"]


def test_the_notes_of_many_seats_come_in_one_call(there: There):
    there.came(ODILE)
    there.rosa_notes()
    there.rosa_notes(seat=INES_SEAT, content="Ines met her.")
    there.leave_the_past()
    before = max(one["id"] for one in there.sandbox.get("journal")["entries"])

    there.pull()

    assert sorted(texts()) == ["Ines met her.", "Open to relocation."]
    asked = [
        one
        for one in there.sandbox.get("journal")["entries"]
        if "prospectNotes" in one["path"] and one["id"] > before
    ]
    assert len(asked) == 1


def test_a_restored_note_is_there_again(there: There):
    there.came(ODILE)
    written = clock.now() - timedelta(hours=2)
    note = ProspectNote(
        id="1323001",
        created_at=written,
        modified_at=written,
        owner=there.seat().urn,
        person_urn=there.urn(ODILE),
        text="Open to relocation.",
        visibility="ORGANIZATION",
    )
    shown = []
    for minutes, is_active in ((0, True), (1, False), (2, True)):
        told = replace(note, active=is_active, modified_at=written + timedelta(minutes=minutes))
        with transaction.atomic():
            keep_notes(there.connection, [there.seat()], [told], half_day_of=half_day_of)
        shown += texts()

    assert shown == ["Open to relocation.", "", "Open to relocation."]
    assert MirroredNote.objects.get().deleted_at is None


def test_who_is_exported_later_brings_the_notes_along(there: There):
    """M-17."""
    there.rosa_notes(NOOR, ago=timedelta(days=9))
    there.rosa_notes(NOOR, ago=timedelta(days=5), visibility="PRIVATE")
    there.pull_back(days=10)
    assert texts() == []
    assert Trace.objects.filter(feed="notes").count() == 1

    there.came(NOOR, "Noor", "Haddad")
    there.pull()

    assert texts() == ["Open to relocation."]


def test_switched_off_notes_are_not_read(there: There):
    """M-09: each of the two by itself."""
    there.came(ODILE)
    there.choose(notes=False)
    there.rosa_notes()
    there.rosa_writes()

    there.pull()

    assert texts() == []
    assert not PullCursor.objects.filter(feed="notes").exists()
