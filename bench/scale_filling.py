"""How does one company get a million candidates within minutes? By sets: every table is one INSERT … SELECT.

The rows are those that the services would have written; a sample of the search words is compared with the rule that
makes them. Indexes and references are taken off while the tables are filled and put back afterwards.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection
from tests.people import SETTING_UP, Cast, a_position, a_teammate, hiring_company

from bench import scale_rows
from config.demo.names import cultures, work
from linkedin_sync.enums import ConnectionState
from linkedin_sync.models import Connection
from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole
from recruit.company.selectors import all_companies, teammates_of
from recruit.people.models import ContactPoint, Person, PersonToken
from recruit.people.rules import plain, tokens_of
from recruit.people.services.tags import ensure_tag
from recruit.positions.models import Position
from recruit.sources.enums import SourceType
from recruit.sources.services import shared_source

POSITIONS = 400
LARGEST = 10_000
TAGS = ("Imported: LinkedIn Recruiter", "Talent pool", "Welder", "Speaks Polish", "Silver medallist")
_FILLED = (
    "people_person",
    "people_persontoken",
    "people_contactpoint",
    "people_externalidentity",
    "people_persontag",
    "hiring_hiringprocess",
    "hiring_processstep",
    "activity_activity",
    "linkedin_sync_link",
    "linkedin_sync_receipt",
    "linkedin_sync_export",
)
_SLOTS = 200


@dataclass(frozen=True)
class Scene:
    """The company with its cast; ``largest`` and ``other`` are Hans's two positions."""

    cast: Cast
    connection: Connection

    @property
    def company_id(self) -> int:
        return self.cast.company.pk


def fill(persons: int) -> Scene:
    """Migrate and fill an empty database."""
    call_command("migrate", verbosity=0)
    cast = hiring_company()
    with company_context(cast.company.pk):
        _positions(cast)
        scene = Scene(cast, _connection(cast))
        _small_tables(scene, persons)
        with _bare_tables():
            for caption, statement in scale_rows.STATEMENTS:
                _run(caption, statement, scene, persons)
        _check_tokens()
    _run_alone("vacuum, analyze", "VACUUM (ANALYZE)")
    return scene


def scene_there() -> Scene | None:
    """What an earlier run filled and kept."""
    call_command("migrate", verbosity=0)
    company = next(iter(all_companies()), None)
    if company is None:
        return None
    with company_context(company.pk):
        mates = {mate.first_name.lower(): mate for mate in teammates_of(company_id=company.pk)}
        names = ("olga", "ada", "rosa", "hans", "ines", "otto")
        position = Position.objects.order_by("id")[0]
        cast = Cast(company, **{name: mates[name] for name in names}, position=position)
        return Scene(cast, Connection.objects.get(company=company))


def _positions(cast: Cast) -> None:
    """All but the first; every twentieth is discreet, the second is Hans's as well."""
    mona = a_teammate(cast.company, "Mona", "Manager")
    recruiter = a_teammate(cast.company, "Rita", "Recruiter", CompanyRole.RECRUITER)
    titles = [title for family in work().families for title in family.titles]
    for number in range(2, POSITIONS + 1):
        a_position(
            cast,
            f"{titles[number % len(titles)]} {number}",
            is_discreet=number % 20 == 0,
            is_published=number % 3 > 0,
            custom_id=f"R-{100 + number}",
            city="Bremen",
            country="DE",
            hiring_manager=cast.hans if number == 2 else mona,  # noqa: PLR2004 -- the second
            recruiter=recruiter,
        )


def _connection(cast: Cast) -> Connection:
    return Connection.objects.create(
        company=cast.company,
        state=ConnectionState.ENABLED,
        organization_urn="urn:li:organization:2000117",
        contract_urn="urn:li:contract:310044551",
    )


def _small_tables(scene: Scene, persons: int) -> None:
    """What the large statements choose from: names by culture, tags, sources, positions and their steps."""
    company_id = scene.company_id
    for name in TAGS:
        ensure_tag(company_id=company_id, name=name, system=name.startswith("Imported"))
    for name, kind in work().sources[:12]:
        shared_source(company_id=company_id, name=name, type=SourceType(kind), actor=SETTING_UP)
    with connection.cursor() as cursor:
        cursor.execute(scale_rows.TEMPORARY)
        cursor.executemany("INSERT INTO bench_culture VALUES (%s, %s)", list(_culture_slots()))
        for table, pick in (("bench_first", 0), ("bench_last", 1)):
            cursor.executemany(
                f"INSERT INTO {table} VALUES (%s, %s, %s, %s, %s)",  # noqa: S608 -- one of two names above
                list(_name_slots(pick)),
            )
        cursor.execute(
            "INSERT INTO bench_position "
            "SELECT row_number() OVER (ORDER BY id) - 1, id, name, public_id FROM positions_position"
        )
    _run("who they are", scale_rows.HUMANS, scene, persons)
    _run("who is considered for what", scale_rows.CONSIDERED, scene, persons)


def _culture_slots() -> Iterator[tuple[int, int]]:
    slot = 0
    for number, culture in enumerate(cultures()):
        for _ in range(culture.weight):
            yield slot, number
            slot += 1


def _name_slots(pick: int) -> Iterator[tuple[int, int, str, str, list[str]]]:
    """The first names of a culture are far more frequent than the last ones (the n-th as 1/n)."""
    for number, culture in enumerate(cultures()):
        names = (culture.first, culture.last)[pick]
        shares = [1 / (rank + 2) for rank in range(len(names))]
        bounds = [sum(shares[: rank + 1]) / sum(shares) for rank in range(len(names))]
        for slot in range(_SLOTS):
            name = names[next(rank for rank, bound in enumerate(bounds) if (slot + 0.5) / _SLOTS <= bound)]
            letters = "".join(letter for letter in plain(name) if letter.isalpha())
            yield number, slot, name, letters, sorted(tokens_of(names=(name,), contact_points=()))


@contextmanager
def _bare_tables() -> Iterator[None]:
    """Without indexes, unique constraints and references. References come back unchecked; the planner knows them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype FROM pg_constraint "
            "WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'u') ORDER BY contype DESC",
            [list(_FILLED)],
        )
        constraints = cursor.fetchall()
        for table, name, _, _ in constraints:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
            "WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary",
            [list(_FILLED)],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        cursor.execute("SET maintenance_work_mem = '512MB'")
    began = time.perf_counter()
    for _, definition in indexes:
        _run_quietly(definition)
    for table, name, definition, kind in constraints:
        _run_quietly(
            f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}{" NOT VALID" if kind == "f" else ""}'
        )
    _say("indexes", began)


def _check_tokens() -> None:
    for person in Person.objects.order_by("-id")[:200:20]:
        points = ContactPoint.objects.filter(person=person).values_list("kind", "value")
        wanted = tokens_of(
            names=(person.first_name, person.middle_name, person.last_name), contact_points=points
        )
        found = set(PersonToken.objects.filter(person=person).values_list("token", flat=True))
        assert found == wanted, (found, wanted)


def _run(caption: str, statement: str, scene: Scene, persons: int) -> None:
    began = time.perf_counter()
    values = {
        "company": scene.company_id,
        "connection": scene.connection.pk,
        "rosa": scene.cast.rosa.pk,
        "persons": persons,
        "largest": max(1, persons // LARGEST),
        "positions": POSITIONS,
        "slots": _SLOTS,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    _say(caption, began)


def _run_alone(caption: str, statement: str) -> None:
    began = time.perf_counter()
    _run_quietly(statement)
    _say(caption, began)


def _run_quietly(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _say(caption: str, began: float) -> None:
    print(f"  {caption:32} {time.perf_counter() - began:7.1f} s", flush=True)


def database_gb() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (size,) = cursor.fetchone()
    return float(size) / 1e9


def mark_every_person(scene: Scene, persons: int) -> None:
    """As a connection's first history does, all at once."""
    _run("a mark for each of them", scale_rows.MARKS, scene, persons)
    analyze_marks()


def analyze_marks() -> None:
    _run_alone("vacuum, analyze the marks", "VACUUM (ANALYZE) linkedin_sync_mark")
