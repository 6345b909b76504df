"""M-05, strictly: whoever did not come through LinkedIn is not touched by anything that comes in, whichever way it comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from tests.linkedin_sync.at_sandbox import (
    NOOR,
    There,
    sandbox,
    sandbox_process,
    there,
)
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.test_mirror_notes import delete
from tests.people import SETTING_UP, a_person, a_process

from linkedin_client import webhooks
from linkedin_sync.enums import CameBy, Feed, SignatureState
from linkedin_sync.inbox import receipts, work
from linkedin_sync.models import MailMessage, PullCursor, Receipt
from recruit.base import clock
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import Person
from recruit.people.services import add_contact_point, set_external_identity
from recruit.positions.services import close_position

__all__ = ["sandbox", "sandbox_process", "there"]

EMAIL, PHONE, PROFILE = "noor@home.example", "+33 4 72 00 00 01", "https://www.linkedin.com/in/demo-noor-h"


def lookalikes(there: There) -> dict[str, Person]:
    """Everybody whom one could take for the member, and who did not come: by name, address, link, or word of mouth."""
    same = a_person(there.cast, "Noor", "Haddad")
    for kind, value in ((ContactKind.EMAIL, EMAIL), (ContactKind.PHONE, PHONE), (ContactKind.LINK, PROFILE)):
        add_contact_point(
            person=same, kind=kind, value=value, provenance=Provenance.MANUAL, actor=there.cast.by_rosa
        )
    linked = a_person(there.cast, "Noor", "Linked")
    set_external_identity(
        person=linked,
        provider="linkedin",
        subject=there.urn(NOOR),
        verified=True,
        url=PROFILE,
        actor=SETTING_UP,
    )
    for person in (same, linked):
        a_process(there.cast, person)
    return {"same": same, "linked": linked}


def inmail(there: There) -> None:
    there.answers(there.rosa_writes(NOOR))
    there.pull()


def notes(there: There) -> None:
    note = there.rosa_notes(NOOR)
    there.pull()
    delete(there, note)
    there.pull()


def contacts(there: There) -> None:
    there.answers(there.rosa_writes(NOOR), share_contact=True, email=EMAIL, phone="+33 4 99 99 99 99")
    there.pull()


def closed(there: There) -> None:
    """LinkedIn tells of members that its recruiters exported; ours refused this one."""
    exports(there)
    there.sandbox.post(f"members/{NOOR}/close")
    PullCursor.objects.filter(feed=Feed.CLOSED).update(next_at=clock.now())
    there.pull()


def exports(there: There) -> None:
    """A refused export: the position is closed by the time that it arrives."""
    request_id = there.exports(NOOR)
    close_position(position=there.cast.position, actor=there.cast.by_olga)
    receipt = Receipt.objects.create(
        company_id=there.company_id,
        connection=there.connection,
        event_id=request_id,
        type=webhooks.EXPORT_CANDIDATE_PROFILE,
        signature_state=SignatureState.VALID,
        expires_at=clock.now() + timedelta(days=1),
    )
    work.work_receipt(company_id=there.company_id, receipt_id=receipt.pk)
    receipt.refresh_from_db()
    assert receipt.state == "refused", receipt.sentence


#: Every way in. A feed or a kind of push that is not here fails the test below.
PATHS: dict[str, Callable[[There], None]] = {
    Feed.INMAIL: inmail,
    Feed.NOTES: notes,
    Feed.CONTACTS: contacts,
    Feed.CLOSED: closed,
    webhooks.EXPORT_CANDIDATE_PROFILE: exports,
}
#: Comes in, and tells of no person.
OF_NOBODY = {webhooks.INTEGRATION_STATUS_CHANGE}


def everything_about_persons() -> dict[str, list[str]]:
    """All rows of the ATS that are about persons, and all of the mirror."""
    wanted = ("people", "activity", "hiring", "sources")
    mirror = {"knownmember", "mailthread", "mailmessage", "mirrorednote", "sharedcontact"}
    found: dict[str, list[str]] = {}
    for model in apps.get_models():
        label, name = model._meta.app_label, model._meta.model_name
        if label in wanted or (label == "linkedin_sync" and name in mirror):
            found[f"{label}.{name}"] = sorted(map(str, model.objects.values_list()))
    return found


def test_every_way_in_is_proved_here() -> None:
    assert {*Feed.values, *receipts.KNOWN_TYPES} == {*PATHS, *OF_NOBODY}
    assert set(CameBy.values) == {"export", "apply"}, "the only two ways to come"


@pytest.mark.parametrize("path", PATHS)
def test_nobody_is_touched_who_did_not_come_through_linkedin(there: There, path: str) -> None:
    lookalikes(there)
    if path in {Feed.CLOSED, webhooks.EXPORT_CANDIDATE_PROFILE}:
        run_jobs(until=clock.now() + timedelta(minutes=2), limit=2000)
    before = _without_the_position(everything_about_persons())

    PATHS[path](there)

    after = _without_the_position(everything_about_persons())
    assert after == before


def _without_the_position(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    """That the position is closed is Olga's act, not LinkedIn's."""
    return rows | {
        "activity.activity": [row for row in rows["activity.activity"] if "position_closed" not in row]
    }


def test_the_one_who_came_is_and_the_look_alikes_are_not(there: There) -> None:
    """The proof that the paths above would have touched somebody."""
    persons = lookalikes(there)
    there.admit(NOOR)
    contacts(there)

    shared = persons["linked"].contact_points.values_list("value", flat=True)
    assert {EMAIL, "+33 4 99 99 99 99"} <= set(shared)
    assert MailMessage.objects.count() == 2
    assert persons["same"].contact_points.count() == 3
