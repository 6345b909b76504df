"""Both sides of a company that everything happens to: what may go wrong, how it ends, and what must hold then."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from unittest import mock

from django.test import Client
from tests.linkedin_sandbox.records import HERMIT, NOOR, ODILE, ROSA
from tests.linkedin_sync.at_sandbox import INES_SEAT, ROSA_SEAT, There
from tests.linkedin_sync.jobs import run_jobs

from linkedin_sync import tasks
from linkedin_sync.connections.noting import choose_notes_outward, choose_resumes_outward
from linkedin_sync.enums import (
    BackfillState,
    ExportOutcome,
    NotesOutward,
    ReceiptState,
    ReconcileState,
    ResumesOutward,
)
from linkedin_sync.inbox import work
from linkedin_sync.mapping.processes import stages_of_process
from linkedin_sync.models import (
    Backfill,
    BudgetDay,
    BudgetSlot,
    Export,
    Mark,
    PullCursor,
    Receipt,
    Reconcile,
    Seat,
)
from linkedin_sync.outbox import drain as draining
from linkedin_sync.outbox import services as outbox
from linkedin_sync.reconcile.selectors import drift_page, latest_reconcile
from linkedin_sync.reconcile.services import ask_for_reconcile
from linkedin_sync.viewing import sight_of_seat
from recruit.activity.models import Note
from recruit.base import clock
from recruit.base.errors import Refusal
from recruit.hiring.models import HiringProcess
from recruit.hiring.rules import is_active
from recruit.hiring.selectors import processes_by_ids
from recruit.people.models import ContactPoint, ExternalIdentity, Person, PersonFile
from recruit.positions.models import Position

#: Whom recruiters export; Hedda forbids it.
MEMBERS = (NOOR, ODILE, ROSA, HERMIT)
SEATS = (ROSA_SEAT, INES_SEAT)
_MOST_ROUNDS = 12


class WorkerKilled(BaseException):
    """What the code after it sees of a kill -9: nothing runs any more."""


@dataclass
class Room:
    there: There
    #: Request ids of which LinkedIn has told, or will.
    requests: list[str] = field(default_factory=list)
    #: Those of them that LinkedIn has not told of yet.
    held_back: list[str] = field(default_factory=list)
    #: By seat and member: the address that was shared by the first answer, "" if it shared none.
    answered: dict[tuple[int, int], str] = field(default_factory=dict)

    def prepare(self) -> None:
        """Notes and résumés go out as well; the history is sent and compared, so that nothing but marks mends what goes wrong."""
        choose_notes_outward(
            company_id=self.there.company_id, wanted=NotesOutward.YES, actor=self.there.cast.by_ada
        )
        choose_resumes_outward(
            company_id=self.there.company_id, wanted=ResumesOutward.YES, actor=self.there.cast.by_ada
        )
        tasks.sweep(is_start=True)
        self.drain()
        tasks.sweep()
        self.drain()
        assert not Backfill.objects.exclude(state=BackfillState.DONE).exists()
        assert not Reconcile.objects.exclude(state=ReconcileState.DONE).exists()

    # ------------------------------------------------------------------------------------- what happens

    def exports(self, *, seat: int, member: int, position: Position) -> str | None:
        """The request id; None: LinkedIn does not offer that to this seat."""
        said = self.there.sandbox.ask("exports", seat=seat, member=member, job=position.public_id)
        return said.body["request_id"] if said.status == 200 else None

    def converses(self, *, seat: int, member: int, shares: bool) -> None:
        """The seat writes and the member answers; details are shared by the first answer to a seat or not at all."""
        if (seat, member) in self.answered:
            return
        said = self.there.sandbox.ask(
            "inmails", seat=seat, member=member, subject="Plant engineer in Lyon", body="May I call?"
        )
        if said.status != HTTPStatus.OK:
            return
        address = f"shared.{len(self.answered) + 1}@home.example" if shares else ""
        details = {"share_contact": True, "email": address} if shares else {}
        self.there.sandbox.post(f"inmails/{said.body['id']}/replies", body="Gladly.", **details)
        self.answered[seat, member] = address

    def push(self, request_id: str) -> None:
        """LinkedIn tells of an export, as often as it likes."""
        connection = self.there.fresh()
        body = json.dumps({"id": request_id, "type": "EXPORT_CANDIDATE_PROFILE"}).encode()
        signed = hmac.new(
            connection.client_secret.encode(), b"hmacsha256=" + body, hashlib.sha256
        ).hexdigest()
        answer = Client().post(
            f"/linkedin/callback/{connection.callback_token}",
            data=body,
            content_type="application/json",
            headers={"X-LI-Signature": signed},
        )
        assert answer.status_code == 200

    def drain(self) -> None:
        """What the worker does by itself within the next two minutes."""
        run_jobs(until=clock.now() + timedelta(minutes=2), limit=2000)

    def killed(self, where: str) -> None:
        """The worker dies where nothing of what LinkedIn answered has been written down yet."""
        module, name = {"drain": (draining, "settle"), "receipt": (work, "_take")}[where]
        try:
            with mock.patch.object(module, name, side_effect=WorkerKilled):
                self.drain()
        except WorkerKilled:
            pass

    def hours_pass(self) -> None:
        """Whatever waits for a moment has waited; quotas are open again, dead workers have been missed."""
        before = clock.now() - timedelta(minutes=1)
        Mark.objects.update(not_before=before)
        Receipt.objects.filter(state__in=work.OPEN).update(not_before=before)
        BudgetDay.objects.update(closed_until=None)
        BudgetSlot.objects.all().delete()
        PullCursor.objects.update(next_at=before, asked_at=None, called_at=[])

    # ---------------------------------------------------------------------------------- how it must end

    def settle(self) -> None:
        """Nothing goes wrong any more: everything that waited arrives, and what was refused is tried again."""
        self.there.sandbox.send("DELETE", "/_sandbox/faults")
        for request_id in reversed(self.held_back):
            self.push(request_id)
        self.held_back.clear()
        for _ in range(_MOST_ROUNDS):
            self.hours_pass()
            tasks.sweep(is_start=True)
            self.drain()
            outbox.try_again(company_id=self.there.company_id, mark_id=None, actor=self.there.cast.by_ada)
            self.drain()
            if self._is_quiet():
                return
        raise AssertionError(f"it does not come to rest: {self._waiting()}")

    def _is_quiet(self) -> bool:
        is_enabled = self.there.fresh().state == "enabled"
        return is_enabled and not any(self._waiting())

    def _waiting(self) -> tuple[list[Any], list[Any]]:
        marks = Mark.objects.values_list("kind", "our_key", "parked_reason", "last_error")
        receipts = Receipt.objects.filter(state__in=work.OPEN).values_list("event_id", "attempts", "reason")
        return list(marks), list(receipts)

    def assert_all_holds(self) -> None:
        self._assert_nothing_lost()
        self._assert_nothing_twice()
        self._assert_the_same_records()
        self._assert_nobody_sees_too_much()
        self._assert_what_was_shared_is_here()
        self._assert_no_drift()

    def _assert_what_was_shared_is_here(self) -> None:
        """On whoever came through LinkedIn, beside what was there, and on nobody else. Of a seat that is nobody's
        nothing is read, but what was read of it stays.
        """
        here = dict(ExternalIdentity.objects.values_list("subject", "person_id"))
        shared: dict[tuple[int, str], bool] = {}
        for (seat, member), address in self.answered.items():
            if address and self.there.urn(member) in here:
                has_reader = self.there.seat(seat).teammate_id is not None
                shared[here[self.there.urn(member)], address] = has_reader
        points = ContactPoint.objects.filter(kind="email", value__startswith="shared.")
        found = Counter(points.values_list("person_id", "value"))
        assert set(found) <= set(shared), (found, shared)
        assert set(found) >= {each for each, has_reader in shared.items() if has_reader}, (found, shared)
        assert set(found.values()) <= {1}, found

    def _assert_nothing_lost(self) -> None:
        receipts = {each.event_id: each for each in Receipt.objects.all()}
        assert set(self.requests) <= set(receipts)
        for request_id in self.requests:
            exports = Export.objects.filter(receipt=receipts[request_id])
            assert exports.count() == 1, (request_id, receipts[request_id].state)
            assert receipts[request_id].state in {ReceiptState.DONE, ReceiptState.REFUSED}
        for export in Export.objects.exclude(outcome=ExportOutcome.REFUSED):
            assert HiringProcess.objects.filter(pk=export.process_id, person_id=export.person_id).exists()

    def _assert_nothing_twice(self) -> None:
        created = Export.objects.filter(outcome=ExportOutcome.CREATED)
        members = Counter(created.values_list("member_urn", flat=True))
        assert set(members.values()) <= {1}, members
        assert Person.objects.count() == ExternalIdentity.objects.count() == len(members)
        rows = HiringProcess.objects.values_list("person_id", "position_id", "status")
        active = Counter((person, position) for person, position, status in rows if is_active(status))
        assert set(active.values()) <= {1}, active
        for kind in ("candidates", "applications", "jobs"):
            assert set(Counter(row["id"] for row in self._records(kind)).values()) <= {1}

    def _assert_the_same_records(self) -> None:
        """Read at the sandbox, past our client and our links."""
        company_id = self.there.company_id
        processes = processes_by_ids(
            company_id=company_id, ids=list(HiringProcess.objects.values_list("pk", flat=True))
        )
        assert {row["id"] for row in self._records("applications")} == {each.public_id for each in processes}
        assert {row["id"] for row in self._records("candidates")} == {
            each.person_public_id for each in processes
        }
        assert {row["id"]: row["state"] for row in self._records("jobs")} == {
            each.public_id: "LISTED" if each.status == "open" else "CLOSED" for each in Position.objects.all()
        }
        assert {row["id"]: row["name"] for row in self._records("stages")} == {
            stage.stage_id: stage.name for process in processes for stage in stages_of_process(process)
        }
        names = {row["id"]: row["record"]["firstName"] for row in self._records("candidates")}
        assert names == dict(
            Person.objects.filter(processes__isnull=False).values_list("public_id", "first_name")
        )
        for kind, is_of_process in (("candidate_notes", False), ("application_notes", True)):
            here = Note.objects.filter(is_private=False, process_id__isnull=not is_of_process)
            assert sorted(row["record"]["note"] for row in self._records(kind)) == sorted(
                here.values_list("text", flat=True)
            )

        files = dict(PersonFile.objects.values_list("public_id", "person_id"))
        attached = Counter(row["id"] for row in self._records("attachments"))
        considered = Counter(process.person_id for process in processes)
        assert attached == Counter(
            {file: considered[person] for file, person in files.items() if considered[person]}
        )

    def _records(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.there.sandbox.get(f"records/{kind}", limit=1000)["records"]
        return found

    def _assert_nobody_sees_too_much(self) -> None:
        """View as says so, and so does the window in which each seat chooses a position."""
        for number in SEATS:
            seat: Seat = self.there.seat(number)
            open_here: set[str] = set()
            if seat.teammate_id is not None:
                sight = sight_of_seat(company_id=self.there.company_id, seat_id=seat.pk)
                assert (sight.too_much, sight.too_little) == (frozenset(), frozenset()), number
                seen = Position.objects.filter(pk__in=sight.recruit, status="open")
                open_here = set(seen.values_list("public_id", flat=True))
            offered = self.there.sandbox.get("jobs", seat=number, limit=100)["jobs"]
            assert {str(job["external_id"]) for job in offered} == open_here, number

    def _assert_no_drift(self) -> None:
        ask_for_reconcile(company_id=self.there.company_id, actor=self.there.cast.by_ada)
        self.drain()
        latest = latest_reconcile(company_id=self.there.company_id)
        assert latest is not None
        assert latest.state == "done", latest.trouble
        page = drift_page(company_id=self.there.company_id, reconcile_id=latest.id)
        assert [(each.kind, each.what, each.sentence) for each in page.rows] == []


def quietly(act: Callable[[], Any]) -> Any:
    """Do it if the domain lets it be done: what it refuses has not happened."""
    try:
        return act()
    except Refusal:
        return None
