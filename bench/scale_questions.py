"""Which questions do the screens and the engine ask, and how long do the answers take?"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from bench.measuring import percentile
from bench.scale_filling import Scene, analyze_marks, mark_every_person
from linkedin_sync import health
from linkedin_sync.connections.selectors import marking_connection_id
from linkedin_sync.enums import LinkKind, MarkKind
from linkedin_sync.inbox import selectors as inbox
from linkedin_sync.models import Mark
from linkedin_sync.outbox import reserving
from linkedin_sync.outbox import selectors as outbox
from linkedin_sync.outbox.marks import mark_records
from linkedin_sync.outbox.plans import held_records
from linkedin_sync.outbox.settling import Done, Settlement, settle
from linkedin_sync.seats import selectors as seats
from recruit.base import clock
from recruit.base.paging import Page, cursor_of
from recruit.base.tenancy import company_context
from recruit.hiring import selectors as hiring
from recruit.hiring.models import HiringProcess
from recruit.people import selectors as people
from recruit.people.models import Person
from recruit.positions import selectors as positions

#: Wanted of what a person waits for, in milliseconds.
TARGET = 150


@dataclass
class Measured:
    milliseconds: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    rows: str = ""
    statements: int = 0


class Session:
    """Asks each question so many times and prints what it took."""

    def __init__(self, *, rounds: int, explain: str) -> None:
        self.rounds = rounds
        self.explain = explain
        self.found: dict[str, float] = {}
        self._asked = 0

    def ask(self, name: str, question: Callable[[], Any], *, rounds: int = 0) -> None:
        if self.explain and self.explain in name:
            _explained(question)
        measured = Measured()
        with _counting(measured):
            measured.rows = _rows(question())
        for _ in range(rounds or self.rounds):
            worked, began = _busy(), time.perf_counter()
            question()
            measured.milliseconds.append((time.perf_counter() - began) * 1000)
            measured.busy.append(_busy() - worked)
        middle, high = (percentile(measured.milliseconds, share) for share in (0.5, 0.95))
        busy = percentile(measured.busy, 0.5)
        for kind, value in (("p50", middle), ("p95", high), ("busy", busy)):
            self.found[f"{name}_{kind}_ms"] = round(value, 1)
        late = "  ← slow" if high > TARGET else ""
        print(
            f"{name:36} p50 {middle:7.1f}  p95 {high:7.1f}  busy {busy:6.1f} ms  "
            f"{measured.statements:2} statements  {measured.rows}{late}",
            flush=True,
        )


def _busy() -> float:
    """Milliseconds for which we and our PostgreSQL session had a processor: what another's work cannot blur."""
    total = 0
    for process in (os.getpid(), connection.connection.info.backend_pid):
        path = Path(f"/proc/{process}/schedstat")
        total += int(path.read_text().split()[0]) if path.exists() else 0
    return total / 1e6


def _rows(answer: Any) -> str:
    if isinstance(answer, Page):
        return f"{len(answer.rows)} of {answer.total_text}"
    if isinstance(answer, hiring.Board):
        return f"{sum(len(column.cards) for column in answer.columns)} cards of {answer.total:,}"
    if isinstance(answer, list | tuple | dict | set):
        return f"{len(answer)} rows"
    return "" if answer is None else type(answer).__name__


@contextmanager
def _counting(measured: Measured) -> Iterator[None]:
    def count(execute: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        measured.statements += 1
        return execute(statement, values, many, context)

    with connection.execute_wrapper(count):
        yield


def _explained(question: Callable[[], Any]) -> None:
    def explain(execute: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        if statement.lstrip().startswith(("SELECT", "WITH", "(SELECT")) and "set_config" not in statement:
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement}", values)
                print(statement[:1500], *(line for (line,) in cursor.fetchall()), sep="\n", end="\n\n")
        return execute(statement, values, many, context)

    with transaction.atomic(), connection.execute_wrapper(explain):
        question()


def ask_all(scene: Scene, *, persons: int, rounds: int, explain: str) -> dict[str, float]:
    session = Session(rounds=rounds, explain=explain)
    with company_context(scene.company_id):
        Mark.objects.all().delete()
        _lists(session, scene)
        _searches(session, scene, persons)
        _screens(session, scene, persons)
        _bulk(session, scene, persons)
        _outbox(session, scene, persons)
    return session.found


def _lists(session: Session, scene: Scene) -> None:
    """The list of candidates as each of the cast opens it, and pages far behind."""
    cast = scene.cast
    for who in ("olga", "rosa", "hans", "ines", "otto"):
        teammate = getattr(cast, who)
        session.ask(f"persons_first_page_{who}", lambda mate=teammate: hiring.persons_page(teammate=mate))
    second = hiring.persons_page(teammate=cast.rosa).next_cursor
    session.ask("persons_second_page", lambda: hiring.persons_page(teammate=cast.rosa, after=second))
    middle = cursor_of(Person.objects.count() // 2)
    for who in ("rosa", "hans"):
        session.ask(
            f"persons_middle_page_{who}",
            partial(hiring.persons_page, teammate=getattr(cast, who), after=middle),
        )


def _searches(session: Session, scene: Scene, persons: int) -> None:
    cast = scene.cast
    somebody = Person.objects.prefetch_related("contact_points").get(pk=persons // 2 + 1)
    points = {point.kind: point.value for point in somebody.contact_points.all()}
    asked: dict[str, dict[str, str]] = {
        "common_prefix": {"query": "an"},
        "one_letter": {"query": "m"},
        "rare_name": {"query": f"{somebody.first_name} {points['email'].split('@')[0].split('.')[1]}"},
        "full_name": {"query": somebody.full_name},
        "email": {"query": points["email"]},
        "phone": {"query": points["phone"]},
        "phone_beginning": {"query": "0151 12"},
        "two_words": {"query": "an mö"},
        "two_letters": {"query": "a m"},
        "words_of_two_cultures": {"query": "anke aguirre"},
        "nobody": {"query": "zzyzx"},
        "tag": {"tag": "Imported: LinkedIn Recruiter"},
        "rare_tag": {"tag": "Silver medallist"},
        "tag_and_common": {"tag": "Imported: LinkedIn Recruiter", "query": "an"},
        "rare_tag_and_common": {"tag": "Silver medallist", "query": "an"},
        "tag_and_rare": {"tag": "Talent pool", "query": somebody.full_name},
    }
    for name, words in asked.items():
        for who in ("olga", "rosa", "hans"):
            session.ask(
                f"search_{name}_{who}",
                partial(hiring.persons_page, teammate=getattr(cast, who), **words),
                rounds=max(5, session.rounds // 2),
            )
    session.ask("search_common_prefix_otto", lambda: hiring.persons_page(teammate=cast.otto, query="an"))
    after = hiring.persons_page(teammate=cast.rosa, query="an").next_cursor
    session.ask(
        "search_second_page", lambda: hiring.persons_page(teammate=cast.rosa, query="an", after=after)
    )


def _screens(session: Session, scene: Scene, persons: int) -> None:
    cast = scene.cast
    for who in ("olga", "rosa", "hans"):
        session.ask(f"positions_page_{who}", partial(positions.positions_page, teammate=getattr(cast, who)))
    shown = [position.pk for position in positions.positions_page(teammate=cast.rosa).rows]
    session.ask("positions_search", lambda: positions.positions_page(teammate=cast.rosa, query="engineer"))
    session.ask("position_status_counts", lambda: positions.status_counts(teammate=cast.rosa))
    session.ask(
        "position_counts_of_page",
        lambda: hiring.position_counts(company_id=scene.company_id, position_ids=shown),
    )
    session.ask("board_of_largest", lambda: hiring.board_of(teammate=cast.rosa, position=cast.position))
    rejected = list(
        HiringProcess.objects.filter(position=cast.position, board_column="rejected").values_list(
            "id", flat=True
        )
    )
    deep = cursor_of(sorted(rejected)[len(rejected) // 10])
    for name, column in (("column_page_deep", "rejected"), ("list_of_position_deep", "")):
        session.ask(
            name,
            lambda column=column: hiring.column_page(
                teammate=cast.hans, position=cast.position, column=column, after=deep
            ),
        )
    _person_page(session, scene, persons)
    session.ask("exports_page_olga", lambda: inbox.exports_page(teammate=cast.olga))
    session.ask("exports_page_ada", lambda: inbox.exports_page(teammate=cast.ada))
    session.ask("exports_page_rosa", lambda: inbox.exports_page(teammate=cast.rosa))
    session.ask("exports_page_otto", lambda: inbox.exports_page(teammate=cast.otto))
    session.ask("exports_refused_page", lambda: inbox.exports_page(teammate=cast.ada, outcome="refused"))
    session.ask("exports_refused_count_ada", lambda: inbox.refused_export_count(teammate=cast.ada))
    session.ask("exports_refused_count_rosa", lambda: inbox.refused_export_count(teammate=cast.rosa))
    session.ask("exports_refused_count_otto", lambda: inbox.refused_export_count(teammate=cast.otto))
    session.ask("receipts_page", lambda: inbox.receipts_page(company_id=scene.company_id))
    session.ask(
        "receipts_troubled_page",
        lambda: inbox.receipts_page(
            company_id=scene.company_id, states=inbox.TROUBLED, without_export=True, limit=20
        ),
    )
    session.ask("seats_page", lambda: seats.seats_page(company_id=scene.company_id))


def _person_page(session: Session, scene: Scene, persons: int) -> None:
    person = HiringProcess.objects.filter(position=scene.cast.position).order_by("id")[persons // 500].person
    for who in ("rosa", "hans"):
        teammate = getattr(scene.cast, who)
        session.ask(
            f"person_page_{who}",
            lambda mate=teammate: [
                hiring.visible_person(teammate=mate, public_id=person.public_id),
                *hiring.visible_processes_of_person(teammate=mate, person=person),
                *hiring.timeline_of_visible_person(teammate=mate, person=person),
                *people.contact_points_of(person=person),
                *people.tags_of(person=person),
                *people.identities_of(person=person),
                *inbox.exports_of_person(teammate=mate, person_id=person.pk),
                hiring.may_edit_person(teammate=mate, person=person),
            ],
        )
    session.ask(
        "recent_records",
        lambda: list(
            hiring.visible_persons(teammate=scene.cast.rosa).filter(public_id__in=[person.public_id] * 8)
        ),
    )
    identity = people.identities_of(
        person=Person.objects.filter(identities__isnull=False).order_by("id")[50]
    )[0]
    session.ask(
        "person_with_identity",
        lambda: people.person_with_identity(
            company_id=scene.company_id, provider=identity.provider, subject=identity.subject
        ),
    )
    session.ask(
        "persons_with_contact_point",
        lambda: people.persons_with_contact_point(
            company_id=scene.company_id,
            kind="email",
            value=people.contact_points_of(person=person)[0].value,
        ),
    )


def _bulk(session: Session, scene: Scene, persons: int) -> None:
    """What the engine asks for one batch."""
    company_id = scene.company_id
    ids = list(range(persons // 3, persons // 3 + 700, 7))
    processes = [
        process
        for person_id in ids
        for process in hiring.process_ids_of_person(company_id=company_id, person_id=person_id)
    ][:100]
    keys = [str(each) for each in ids]
    asked: dict[str, Callable[[], Any]] = {
        "persons_by_ids": lambda: people.persons_by_ids(company_id=company_id, ids=ids),
        "processes_by_ids": lambda: hiring.processes_by_ids(company_id=company_id, ids=processes),
        "position_ids_of_persons": lambda: hiring.position_ids_of_persons(
            company_id=company_id, person_ids=ids
        ),
        "held_records": lambda: held_records(
            connection_id=scene.connection.pk, kind=LinkKind.PERSON, keys=keys
        ),
        "all_person_ids_deep": lambda: people.all_person_ids(
            company_id=company_id, after_id=persons // 2, limit=2000
        ),
        "all_process_ids_deep": lambda: hiring.all_process_ids(
            company_id=company_id, after_id=persons // 2, limit=2000
        ),
        "process_ids_of_position_deep": lambda: hiring.process_ids_of_position(
            company_id=company_id, position_id=scene.cast.position.pk, after_id=persons // 3, limit=2000
        ),
        "viewer_facts": lambda: [positions.viewer_facts(company_id=company_id)],
        "persons_known_to": lambda: people.persons_known_to(
            company_id=company_id, provider="linkedin", person_ids=ids
        ),
        "marking_connection": lambda: marking_connection_id(company_id=company_id),
        "health_overview": lambda: health.overview(company_id=company_id),
    }
    for name, question in asked.items():
        session.ask(name, question)


def _outbox(session: Session, scene: Scene, persons: int) -> None:
    """With a mark for every person: a company has just been connected."""
    company_id, connection_id = scene.company_id, scene.connection.pk
    mark_every_person(scene, persons)
    session.ask("health_overview_marked", lambda: health.overview(company_id=company_id))
    session.ask("parked_page", lambda: outbox.parked_page(company_id=company_id))
    session.ask("has_due", lambda: [reserving.has_due(connection_id=connection_id)])
    session.ask("release_orphans", lambda: reserving.release_orphans(connection_id=connection_id), rounds=10)
    numbers = iter(range(persons, 0, -100))

    def mark_hundred() -> None:
        start = next(numbers)
        mark_records(
            company_id=company_id,
            connection_id=connection_id,
            kind=MarkKind.PERSON,
            keys=range(start - 99, start + 1),
        )

    def deliver_hundred() -> tuple[reserving.Reserved, ...]:
        batch = reserving.reserve_batch(connection_id=connection_id)
        assert batch is not None
        settlement = Settlement(ends=[(mark, Done()) for mark in batch.marks])
        settle(company_id=company_id, connection_id=connection_id, settlement=settlement, after=lambda: None)
        return batch.marks

    session.ask("mark_hundred", mark_hundred)
    session.ask("reserve_and_settle_hundred", deliver_hundred, rounds=session.rounds * 5)
    Mark.objects.filter(
        connection_id=connection_id, id__lte=Mark.objects.order_by("id")[0].pk + persons // 2
    ).update(
        parked_reason="permanent", parked_text="No address", last_error="No address", parked_at=clock.now()
    )
    analyze_marks()
    session.ask("health_overview_parked", lambda: health.overview(company_id=company_id))
    session.ask("parked_page_half", lambda: outbox.parked_page(company_id=company_id))
    session.ask(
        "release_orphans_parked", lambda: reserving.release_orphans(connection_id=connection_id), rounds=10
    )
