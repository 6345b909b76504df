"""A person with everything is erased: nothing of them is left anywhere, on either side (M-42)."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection
from tests.linkedin_sync.at_sandbox import (
    ODILE,
    There,
    sandbox,
    sandbox_process,
    there,
)
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.test_closed_members import an_export
from tests.linkedin_sync.test_shared_contacts import share, typed
from tests.people import a_person, a_position, a_process
from tests.remains import in_files, in_tables

from linkedin_sync.enums import LANE_OF, MarkKind, NotesOutward, ParkedReason, ResumesOutward
from linkedin_sync.models import (
    Connection,
    Erasure,
    Export,
    KnownMember,
    MailMessage,
    Mark,
    MirroredNote,
    PullCursor,
    SharedContact,
)
from recruit.activity.services import add_note
from recruit.base import clock, files
from recruit.base.holdings import holdings_of
from recruit.careers.enums import Channel
from recruit.careers.rules import Arrival
from recruit.careers.services import Applicant, apply_to_position, change_site
from recruit.company.services import add_api_app, approve_api_app
from recruit.duplicates.models import DuplicateCase
from recruit.duplicates.services import note_resume
from recruit.evaluation.services import save_draft, submit_evaluation
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import process_ids_of_person, steps_of_process
from recruit.hiring.services import reject_process, save_search
from recruit.people.enums import ContactKind
from recruit.people.models import Person, PersonFile
from recruit.people.services import add_file, set_external_identity, tag_person
from recruit.privacy.models import ErasureReceipt
from recruit.privacy.services import erase_person
from recruit_api.models import KeptAnswer
from recruit_webhooks.models import Attempt, Delivery
from recruit_webhooks.services import add_webhook

__all__ = ["sandbox", "sandbox_process", "there"]

PDF = b"%PDF-1.4 Marchettissima welds\n%%EOF"
#: Everything that she ever had, but for what is common to many (Lyon, welding).
VALUES = (
    "Marchettissima", "Odiletta", "odiletta.m@work.example", "odile@home.example", "4 72 00 00", "47200000",
    "invented-odile", "Peculiar-Headline", "Unmistakable Employer", "Nowhere-sur-Mer", "An idiosyncratic remark",
    "A singular evaluation", "An unrepeatable draft", "A unique private note", "An extraordinary message",
    "Because of a matchless reason", "Plant engineer in Lyon", "Open to relocation", "marchettissima-cv",
)  # fmt: skip


@dataclass
class Odile:
    person: Person
    public_id: str
    urn: str
    digest: str
    processes: list[str]

    @property
    def values(self) -> tuple[str, ...]:
        return (*VALUES, self.urn, self.public_id, *self.processes)


@pytest.fixture
def odile(there: There) -> Odile:
    """Exported for real, with all that can hang on a person; what can be at LinkedIn is there."""
    return a_person_with_everything(there)


def a_person_with_everything(there: There) -> Odile:
    cast, company_id = there.cast, there.company_id
    Connection.objects.update(notes_outward=NotesOutward.YES, resumes_outward=ResumesOutward.YES)
    there.exports(ODILE)
    person = a_person(
        cast, "Odiletta", "Marchettissima", headline="Peculiar-Headline", employer="Unmistakable Employer",
        location="Nowhere-sur-Mer",
    )  # fmt: skip
    _is_the_member(there, person)
    typed(there, person, ContactKind.EMAIL, "odiletta.m@work.example")
    share(there)
    there.rosa_notes()
    there.pull()
    an_export(there, person, there.urn(ODILE))
    Export.objects.filter(person_id=person.pk).update(first_name="Odiletta", last_name="Marchettissima")
    twin = a_person(cast, "Ottavia", "Marchetti")
    typed(there, twin, ContactKind.EMAIL, "twin@home.example")
    add_file(person=person, kind="resume", name="marchettissima-cv.pdf", content=PDF, provenance="manual",
             actor=cast.by_rosa)  # fmt: skip
    tag_person(person=person, name="Welder", actor=cast.by_rosa)
    note_resume(person=person, text=" ".join(f"Odiletta welded robot {number}." for number in range(20)))
    processes = _considered(there, person)
    _applied(there, person)
    process_ids = process_ids_of_person(company_id=company_id, person_id=person.pk)
    save_search(company_id=company_id, name="Her", query="q=Odiletta+Marchettissima", is_shared=True,
                actor=cast.by_rosa)  # fmt: skip
    _answered_by_the_api(there, person)
    _told_to_others(there, person)
    run_jobs(until=clock.now() + timedelta(minutes=2), limit=2000)
    _stuck(there, person, processes[0])
    DuplicateCase.objects.create(
        company_id=company_id, first=person, second=twin, score=9, probability=0.9, weights_version="1",
        sentence="Odiletta Marchettissima sounds like Ottavia Marchetti.",
    )  # fmt: skip
    everyone = HiringProcess.objects.filter(pk__in=process_ids).values_list("public_id", flat=True)
    digest = KnownMember.objects.get(urn=there.urn(ODILE)).digest
    return Odile(person, person.public_id, there.urn(ODILE), digest, list(everyone))


def _is_the_member(there: There, person: Person) -> None:
    set_external_identity(
        person=person, provider="linkedin", subject=there.urn(ODILE), verified=True,
        url="https://www.linkedin.com/in/invented-odile", actor=there.cast.by_rosa,
    )  # fmt: skip
    there.admit(ODILE)


def _considered(there: There, person: Person) -> list[HiringProcess]:
    """For two positions, one of them over, with notes and evaluations."""
    cast, company_id = there.cast, there.company_id
    mine = a_process(cast, person)
    other = a_process(cast, person, a_position(cast, "Museum lights", recruiter=cast.rosa))
    for process, text, private in (
        (None, "An idiosyncratic remark", False),
        (mine, "About her welding: an idiosyncratic remark", False),
        (None, "A unique private note", True),
    ):
        add_note(
            company_id=company_id, person_id=person.pk, process_id=process and process.pk,
            position_id=process and process.position_id, text=text, is_private=private, actor=cast.by_rosa,
        )  # fmt: skip
    steps = steps_of_process(process=mine)
    submit_evaluation(
        process=mine, step_public_id=steps[0].public_id, ratings={}, recommendation="hire",
        text="A singular evaluation", actor=cast.by_rosa,
    )  # fmt: skip
    save_draft(process=mine, step_public_id=steps_of_process(process=mine)[1].public_id, ratings={},
               text="An unrepeatable draft", actor=cast.by_rosa)  # fmt: skip
    reject_process(process=other, reason="Because of a matchless reason", actor=cast.by_rosa)
    return [mine, other]


def _applied(there: There, person: Person) -> None:
    cast = there.cast
    site = change_site(
        company_id=there.company_id, slug="robots", is_on=True, intro="", privacy_url="",
        consent_scope="nowhere", website="", actor=cast.by_ada,
    )  # fmt: skip
    applicant = Applicant(
        first_name="Odiletta", last_name="Marchettissima", email="odiletta.m@work.example",
        message="An extraordinary message", resume=("marchettissima-cv.pdf", PDF + b" "),
    )  # fmt: skip
    applied = apply_to_position(
        site=site, position=cast.position, applicant=applicant, arrival=Arrival(Channel.DIRECT)
    )
    assert applied.person.pk == person.pk, "known by her address on this position"


def _answered_by_the_api(there: There, person: Person) -> None:
    app = add_api_app(
        company_id=there.company_id,
        name="Script",
        purpose="",
        scopes=["persons:read"],
        actor=there.cast.by_ada,
    )
    KeptAnswer.objects.create(
        company_id=there.company_id, app=getattr(app, "app", app), key="k-1", digest="0" * 64, status=201,
        body=json.dumps({"id": person.public_id, "last_name": "Marchettissima"}),
    )  # fmt: skip


def _told_to_others(there: There, person: Person) -> None:
    """A webhook has heard of her, and answered with her name."""
    app = add_api_app(
        company_id=there.company_id, name="Ears", purpose="", scopes=["persons:read"], actor=there.cast.by_ada
    )
    app, _ = approve_api_app(
        company_id=there.company_id, public_id=app.public_id, reach="all", actor=there.cast.by_olga
    )
    webhook, _ = add_webhook(
        company_id=there.company_id, app=app, name="Payroll", url="https://payroll.example.com/",
        events=["person.merged"], actor=there.cast.by_ada,
    )  # fmt: skip
    delivery = Delivery.objects.create(
        company_id=there.company_id, webhook=webhook, type="person.updated", object_key=person.pk,
        object_id=person.public_id, person_id=person.pk, state="delivered", occurred_at=clock.now(),
        due_at=clock.now(),
    )  # fmt: skip
    Attempt.objects.create(
        company_id=there.company_id,
        delivery=delivery,
        took_ms=5,
        status=200,
        answer="Marchettissima is known",
    )


def _stuck(there: There, person: Person, process: HiringProcess) -> None:
    """Marks that LinkedIn refused, with what was said."""
    for kind, key in ((MarkKind.PERSON, person.pk), (MarkKind.PROCESS, process.pk)):
        Mark.objects.update_or_create(
            connection=there.connection, kind=kind, our_key=str(key),
            defaults={
                "company_id": there.company_id, "lane": LANE_OF[kind], "parked_reason": ParkedReason.PERMANENT,
                "parked_text": "Marchettissima is not taken", "last_error": "Marchettissima is not taken",
                "exchange": {"request": {"lastName": "Marchettissima"}}, "parked_at": clock.now(),
            },
        )  # fmt: skip


def remains(values: tuple[str, ...]) -> list[str]:
    settings = connection.settings_dict
    if not str(settings["HOST"]).startswith("/"):
        connection.ensure_connection()
        return in_tables(connection.connection, values)
    with psycopg.connect(
        host=settings["HOST"], port=settings["PORT"] or None, dbname=settings["NAME"], user="postgres"
    ) as database:
        return in_tables(database, values)


def at_linkedin(there: There, odile: Odile) -> list[str]:
    """What the sandbox holds of what we sent; its own (the member, InMail, its notes, its exports) is LinkedIn's."""
    found = []
    for kind in ("candidates", "candidate_notes", "applications", "application_notes", "feedback", "stages",
                 "attachments", "media", "acls", "assignees"):  # fmt: skip
        held = there.sandbox.get(f"records/{kind}", limit=1000)
        assert len(held["records"]) == held["count"]
        text = json.dumps(held["records"]).lower()
        found += [f"{kind}: {value}" for value in odile.values if value.lower() in text]
    counts = there.sandbox.get("state")["counts"]
    found += [f"{name}: {counts[name]}" for name in ("CandidateTrace", "Recognition") if counts[name]]
    return found


def erased(there: There, odile: Odile, **more: Any) -> ErasureReceipt:
    return erase_person(
        person=odile.person, typed_name="odiletta  marchettissima", ground="request",
        actor=there.cast.by_olga, **more,
    )  # fmt: skip


def settle(there: There) -> None:
    run_jobs(until=clock.now() + timedelta(minutes=2), limit=2000)


def test_nothing_is_left_of_a_person_who_had_everything(there: There, odile: Odile, caplog: Any):
    """M-42, and M-05 when they come again."""
    before = remains(odile.values)
    places = {line.split(":")[0] for line in before}
    assert {
        "people_person.first_name", "people_contactpoint.value", "people_persontoken.token", "people_nameword.word",
        "people_personfile.name", "people_externalidentity.subject", "activity_activity.data", "activity_note.text",
        "hiring_processchange.after", "hiring_savedsearch.query", "evaluation_evaluation.text",
        "careers_submission.message", "duplicates_duplicatecase.sentence", "linkedin_sync_mailmessage.subject",
        "linkedin_sync_mirrorednote.text", "linkedin_sync_export.last_name", "linkedin_sync_mark.exchange",
        "linkedin_sync_link.external_id", "recruit_api_keptanswer.body",
        "recruit_webhooks_delivery.object_id", "recruit_webhooks_attempt.answer",
    } <= places, before  # fmt: skip
    assert {line.split(":")[0] for line in at_linkedin(there, odile)} >= {
        "candidates", "candidate_notes", "applications", "application_notes", "stages", "attachments",
        "media", "CandidateTrace",
    }  # fmt: skip
    kept = list(PersonFile.objects.values_list("sha256", flat=True))
    assert in_files(Path(django_settings.FILES_FOLDER), ["Marchettissima"])
    caplog.set_level(logging.DEBUG)

    receipt = erased(there, odile)

    # Of LinkedIn's records the names by which they are to be deleted there stay until they are.
    still = [line for line in remains(odile.values) if not line.startswith("linkedin_sync_link.")]
    assert still == []
    settle(there)
    assert remains(odile.values) == []
    assert in_files(Path(django_settings.FILES_FOLDER), odile.values) == []
    for digest in kept:
        with pytest.raises(files.NotFound):
            files.opened(company_id=there.company_id, digest=digest)
    assert at_linkedin(there, odile) == []
    assert [value for value in odile.values if value.lower() in caplog.text.lower()] == []

    receipt.refresh_from_db()
    [side] = receipt.sides.all()
    assert (side.name, side.counts) == ("LinkedIn", {"candidates": 1, "applications": 2, "résumés": 4})
    assert side.finished_at is not None
    assert Erasure.objects.count() == 0
    assert receipt.by_name == there.cast.olga.full_name
    assert receipt.counts["hiring processes"] == 2
    assert receipt.counts["InMail messages"] == 2
    assert receipt.counts["applications"] == 1
    assert holdings_of(company_id=there.company_id, person_id=odile.person.pk) == {}
    assert [person.first_name for person in Person.objects.all()] == ["Ottavia"]
    _nothing_comes_back(there)


def _nothing_comes_back(there: There) -> None:
    """M-05: she is exported anew. What was removed stays removed, what is written from now on is kept."""
    again = a_person(there.cast, "Odiletta", "Marchettissima")
    _is_the_member(there, again)
    PullCursor.objects.exclude(feed="closed").update(
        read_until=clock.now() - timedelta(hours=5), read_since=clock.now()
    )
    there.pull()
    assert MailMessage.objects.count() == MirroredNote.objects.count() == SharedContact.objects.count() == 0
    there.rosa_writes(ago=timedelta(0), subject="Once more")
    there.pull()
    assert [message.subject for message in MailMessage.objects.all()] == ["Once more"]
