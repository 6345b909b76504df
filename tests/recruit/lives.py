"""What can happen to a candidate? Acts by name, for stories by chance about merges."""

from __future__ import annotations

from typing import Any

from tests.people import SETTING_UP, Cast

from recruit.activity.rules import Mentionable
from recruit.activity.services import add_note
from recruit.careers.models import Submission
from recruit.company.models import Teammate
from recruit.duplicates import services
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.models import HiringProcess
from recruit.hiring.rules import is_active
from recruit.hiring.services import advance_process, hire_process, reject_process, start_process
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import ExternalIdentity, Person
from recruit.people.services import (
    add_contact_point,
    add_file,
    set_external_identity,
    tag_person,
    update_person,
)
from recruit.positions.models import Position


class Life:
    """What can happen to one person; what the house would refuse does not happen."""

    def __init__(self, cast: Cast, person_id: int, number: int, elsewhere: Position) -> None:
        self.cast, self.number, self.elsewhere, self.by = cast, number, elsewhere, cast.by_olga
        self.person = Person.objects.get(pk=person_id)
        self.latest = HiringProcess.objects.filter(person=self.person).order_by("-id").first()
        self.is_going = self.latest is not None and is_active(self.latest.status)

    def mail(self, address: str = "", **more: Any) -> None:
        add_contact_point(
            person=self.person,
            kind=ContactKind.EMAIL,
            value=address or f"mia{self.number}@mail.example",
            provenance=Provenance.MANUAL,
            actor=self.by,
            **more,
        )

    def same_mail(self) -> None:
        self.mail("mia@mail.example")

    def primary_mail(self) -> None:
        self.mail(make_primary=True)

    def tag(self) -> None:
        tag_person(person=self.person, name="Welder", actor=self.by)

    def other_tag(self) -> None:
        tag_person(person=self.person, name=f"Own {self.number}", actor=self.by)

    def file(self) -> None:
        content = b"%PDF-1.4\n%%EOF" + str(self.number % 3).encode()
        add_file(
            person=self.person,
            kind="resume",
            name="cv.pdf",
            content=content,
            provenance="manual",
            actor=self.by,
        )

    def note(self) -> None:
        add_note(
            company_id=self.cast.company.pk,
            person_id=self.person.pk,
            text=f"Note {self.number} for @Ines",
            mentionable=[Mentionable(self.cast.ines.pk, "Ines")],
            actor=self.by,
        )

    def process_note(self) -> None:
        if self.latest is not None:
            add_note(
                company_id=self.cast.company.pk,
                person_id=self.person.pk,
                process_id=self.latest.pk,
                position_id=self.latest.position_id,
                text="Of the process",
                actor=self.by,
            )

    def identity(self) -> None:
        if not ExternalIdentity.objects.exists():
            set_external_identity(
                person=self.person, provider="network", subject="one", verified=True, actor=SETTING_UP
            )

    def words(self) -> None:
        changes = {"employer": f"Works {self.number}", "headline": "Welder", "prospect_status": "interested"}
        update_person(person=self.person, changes=changes, actor=self.by)

    def silent(self) -> None:
        update_person(person=self.person, changes={"do_not_contact": True}, actor=self.by)

    def start(self, position: Position | None = None) -> None:
        position = position or self.cast.position
        of_both = HiringProcess.objects.filter(person=self.person, position=position)
        if not any(is_active(each.status) or each.status == ProcessStatus.HIRED for each in of_both):
            start_process(person=self.person, position=position, actor=self.by)

    def start_elsewhere(self) -> None:
        self.start(self.elsewhere)

    def advance(self) -> None:
        if self.latest is not None and self.latest.status == ProcessStatus.IN_PROGRESS:
            advance_process(process=self.latest, actor=self.by)

    def reject(self) -> None:
        if self.latest is not None and self.is_going:
            reject_process(process=self.latest, reason="No", actor=self.by)

    def hire(self) -> None:
        if self.latest is not None and self.is_going:
            hire_process(process=self.latest, actor=self.by)

    def hide(self) -> None:
        Teammate.objects.filter(pk=self.cast.otto.pk).update(hidden_person_id=self.person.pk)

    def resume(self) -> None:
        services.note_resume(
            person=self.person, text=f"Welded robots in Bremen for years {self.number} " * 30
        )

    def apply(self) -> None:
        Submission.objects.create(
            company=self.cast.company, person=self.person, position=self.cast.position, process=self.latest,
            via="form", email="mia@mail.example",
        )  # fmt: skip


ACTS = sorted(name for name in vars(Life) if not name.startswith("_"))
