"""How does a company get its candidates? Piece by piece, each in slices, in one transaction that is all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from config.seed.ground import lay_ground
from config.seed.pieces import CANDIDATES
from config.seed.progress import Progress
from config.seed.shape import Shape
from config.seed.tables import Piece, bare, insertion, run, tell_sequence
from recruit.base.actors import Actor
from recruit.people.models import ContactPoint, Person, PersonToken
from recruit.people.rules import tokens_of
from recruit.people.services import learn_names
from recruit.reports.selectors.counting import PROCESSES, STEPS
from recruit.reports.services import write_tally

#: Persons or processes a statement; small enough for the bar to move.
_SLICE = 50_000
#: As pieces' weights: all indexes and references, laying the ground, looking at the tables, counting for reports.
_INDEXES, _GROUND, _VACUUM, _TALLIES = 130.0, 25.0, 120.0, 30.0
_NUMBERED_BY_HAND = ("people_person", "hiring_hiringprocess")
_CHECKED = 10
#: What reports count.
_COUNTED = ("hiring_hiringprocess", "hiring_processstep", "positions_position")


class SearchWordsDiffer(Exception):  # noqa: N818 -- a statement of what is wrong reads better than an error
    """The words that SQL made are not those that the product makes: the seed is out of date."""


def fill_candidates(
    *,
    company_id: int,
    shape: Shape,
    actor: Actor,
    progress: Progress | None = None,
    skew: float | None = None,
) -> dict[str, Any]:
    """Into the company of the surrounding context, which has teammates and positions already. One transaction.

    Answers the values that the statements shared: the first ids and the counts.
    """
    progress = progress or Progress(total_weight())
    with transaction.atomic():
        progress.begin("who they are")
        uneven = {} if skew is None else {"largest_alone": skew}
        values = lay_ground(company_id=company_id, shape=shape, actor=actor, **uneven)
        progress.advance(_GROUND, "who they are")
        progress.end("who they are")
        with bare([piece.model._meta.db_table for piece in CANDIDATES]) as taken:  # noqa: SLF001 -- Django's documented door
            for piece in CANDIDATES:
                write(piece, values, progress)
            for table in _NUMBERED_BY_HAND:
                tell_sequence(table)
            learn_names(company_id=company_id, names=_names())
            progress.begin("indexes and references")
            taken.put_back(lambda: progress.advance(_INDEXES / taken.count, "indexes and references"))
            progress.end("indexes and references")
        progress.begin("numbers of reports")
        for table in _COUNTED:
            # Or it may be joined as if it were empty: once that took eleven minutes instead of seconds.
            run(f"ANALYZE {table}")
        for kind in (PROCESSES, STEPS):
            write_tally(kind, company_id=company_id)
        progress.advance(_TALLIES, "numbers of reports")
        progress.end("numbers of reports")
        _require_right_words()
    return dict(values)


def look_at_tables(progress: Progress, models: Sequence[Piece] = CANDIDATES) -> None:
    """Until PostgreSQL has looked again it plans as if the tables were empty. Outside of any transaction."""
    for piece in models:
        run(f"VACUUM (ANALYZE) {piece.model._meta.db_table}")  # noqa: SLF001 -- Django's documented door
        progress.advance(_VACUUM / len(models), "looking at the tables")
    for kind in (PROCESSES, STEPS):
        run(f"VACUUM (ANALYZE) {kind.table}")
    run("ANALYZE")
    progress.end("looking at the tables")


def total_weight() -> float:
    return sum(piece.weight for piece in CANDIDATES) + _INDEXES + _GROUND + _VACUUM + _TALLIES


def write(piece: Piece, values: Mapping[str, Any], progress: Progress) -> None:
    statement, defaults = insertion(piece)
    progress.begin(piece.caption)
    lowest, highest = _bounds(piece)
    slices = range(lowest, highest + 1, _SLICE)
    for low in slices:
        high = min(low + _SLICE - 1, highest)
        run(statement, {**values, **defaults, "low": low, "high": high})
        progress.advance(piece.weight / len(slices), piece.caption)
    progress.end(piece.caption)


def _bounds(piece: Piece) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id), max(id) FROM {piece.ids}")  # noqa: S608 -- a table's name from pieces.py
        lowest, highest = cursor.fetchone()
    return lowest, highest


def _names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT first_name FROM seed_human UNION SELECT last_name FROM seed_human")
        return [name for (name,) in cursor.fetchall()]


def _require_right_words() -> None:
    for person in Person.objects.order_by("-id")[: _CHECKED * 20 : 20]:
        points = ContactPoint.objects.filter(person=person).values_list("kind", "value")
        names = (person.first_name, person.middle_name, person.last_name)
        wanted = tokens_of(names=names, contact_points=points)
        found = set(PersonToken.objects.filter(person=person).values_list("token", flat=True))
        if found != wanted:
            raise SearchWordsDiffer(f"{person.full_name}: {sorted(found ^ wanted)}")
