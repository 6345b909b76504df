"""How does one company get a million candidates within minutes? By the seed of `make seed`, for the cast of the tests.

What the engine keeps of them comes on top.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection, transaction
from tests.people import SETTING_UP, Cast, a_position, a_teammate, hiring_company

from bench import scale_rows
from config.demo.names import work
from config.seed.filling import fill_candidates, look_at_tables, total_weight
from config.seed.progress import Progress
from config.seed.shape import Shape
from config.seed.tables import bare, run
from linkedin_sync.enums import ConnectionState
from linkedin_sync.models import Connection
from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole
from recruit.company.selectors import all_companies, teammates_of
from recruit.positions.models import Position

POSITIONS = 400
LARGEST = 10_000
#: With 400 positions only, the seed's own skew would put a tenth of all candidates on the second one.
SKEW = 1.2
_ENGINES = ("linkedin_sync_link", "linkedin_sync_receipt", "linkedin_sync_export")


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
    shape = Shape(persons=persons, positions=POSITIONS, teammates=8, largest=min(LARGEST, persons // 10))
    progress = Progress(total_weight())
    with company_context(cast.company.pk):
        _positions(cast)
        scene = Scene(cast, _connection(cast))
        values = fill_candidates(
            company_id=cast.company.pk, shape=shape, actor=SETTING_UP, progress=progress, skew=SKEW
        )
        _fill_engine(scene, values)
        look_at_tables(progress)
        for table in _ENGINES:
            run(f"VACUUM (ANALYZE) {table}")
    return scene


@transaction.atomic
def _fill_engine(scene: Scene, values: dict[str, object]) -> None:
    with bare(_ENGINES) as taken:
        for caption, statement in scale_rows.STATEMENTS:
            began = time.perf_counter()
            run(statement, {**values, "connection": scene.connection.pk})
            _say(caption, began)
        taken.put_back(lambda: None)


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


def _run_alone(caption: str, statement: str, values: dict[str, object] | None = None) -> None:
    began = time.perf_counter()
    run(statement, values)
    _say(caption, began)


def _say(caption: str, began: float) -> None:
    print(f"  {caption:32} {time.perf_counter() - began:7.1f} s", flush=True)


def database_gb() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (size,) = cursor.fetchone()
    return float(size) / 1e9


def mark_every_person(scene: Scene, persons: int) -> None:
    """As a connection's first history does, all at once."""
    values = {"company": scene.company_id, "connection": scene.connection.pk, "persons": persons}
    _run_alone("a mark for each of them", scale_rows.MARKS, values)
    analyze_marks()


def analyze_marks() -> None:
    _run_alone("vacuum, analyze the marks", "VACUUM (ANALYZE) linkedin_sync_mark")
