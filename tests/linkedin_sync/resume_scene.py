"""Odile is considered, and résumés come with her: what becomes of them at the real sandbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.linkedin_sync.at_sandbox import ODILE, There
from tests.linkedin_sync.jobs import run_jobs
from tests.people import a_process

from linkedin_client import Generation
from linkedin_sync import tasks
from linkedin_sync.connections.noting import choose_resumes_outward
from linkedin_sync.connections.services import choose_generations
from linkedin_sync.enums import ResumesOutward
from linkedin_sync.explain.selectors import Explanation, explain_resumes
from linkedin_sync.models import Mark
from linkedin_sync.outbox.services import try_again
from recruit.base import clock
from recruit.hiring.models import HiringProcess
from recruit.people.enums import FileKind
from recruit.people.models import Person, PersonFile
from recruit.people.services import add_file, remove_file

YES, NO, KEPT = ResumesOutward.YES, ResumesOutward.NO, ResumesOutward.KEPT
V2, REST = Generation.V2.value, Generation.REST.value


class Desk:
    """Odile is considered for the cast's position; résumés come with her and later."""

    def __init__(self, there: There, generation: str) -> None:
        self.there = there
        choose_generations(
            company_id=there.company_id, generations={"attachments": generation}, actor=there.cast.by_ada
        )
        self.person: Person = there.came(ODILE)
        self.process: HiringProcess = a_process(there.cast, self.person)
        self.run()

    def choose(self, wanted: ResumesOutward) -> None:
        choose_resumes_outward(company_id=self.there.company_id, wanted=wanted, actor=self.there.cast.by_ada)
        self.run()

    def add(self, name: str, *, kind: str = FileKind.RESUME, runs: bool = True) -> PersonFile:
        content = f"%PDF-1.7 {name}, invented\n%%EOF".encode()
        by = self.there.cast.by_rosa
        file = add_file(
            person=self.person, kind=kind, name=name, content=content, provenance="manual", actor=by
        )
        if runs:
            self.run()
        return file

    def remove(self, file: PersonFile) -> None:
        remove_file(person=self.person, public_id=file.public_id, actor=self.there.cast.by_rosa)
        self.run()

    def run(self, *, is_clean: bool = True) -> None:
        run_jobs(until=clock.now() + timedelta(seconds=1), limit=500)
        if is_clean:
            assert not Mark.objects.exists(), list(
                Mark.objects.values_list("kind", "last_error", "parked_text")
            )

    def fails(self, **fault: Any) -> None:
        self.there.sandbox.post("faults", **fault)

    def mends(self) -> None:
        self.there.sandbox.send("DELETE", "/_sandbox/faults")
        try_again(company_id=self.there.company_id, mark_id=None, actor=self.there.cast.by_ada)
        Mark.objects.update(not_before=clock.now() - timedelta(seconds=1))
        tasks.sweep()
        self.run()

    def rows(self, kind: str = "attachments") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.there.sandbox.get(f"records/{kind}")["records"]
        return rows

    def names(self) -> list[str]:
        return sorted(
            row["record"].get("externalFileName") or row["record"]["fileName"] for row in self.rows()
        )

    def why(self) -> Explanation:
        return explain_resumes(company_id=self.there.company_id, ids=[self.process.pk])[self.process.pk]

    def is_told(self) -> bool:
        return bool(explain_resumes(company_id=self.there.company_id, ids=[self.process.pk]))


@pytest.fixture(params=[V2, REST])
def desk(there: There, request: pytest.FixtureRequest) -> Desk:
    return Desk(there, request.param)


@pytest.fixture
def desk_today(there: There) -> Desk:
    return Desk(there, REST)


@pytest.fixture
def old_desk(there: There) -> Desk:
    return Desk(there, V2)
