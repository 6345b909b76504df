"""What do the large statements choose from? Temporary tables of names, teammates, positions, sources and tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from config.demo.names import work
from config.seed import names
from config.seed.shape import Shape
from config.seed.tables import Values, copy_rows, highest_id, one_value, run
from recruit.base.actors import Actor
from recruit.company.enums import CompanyRole
from recruit.people.services.tags import ensure_tag
from recruit.sources.enums import SourceType
from recruit.sources.services import shared_source

#: The tag's name with how often it is met: one of so many persons has it.
TAGS = (
    ("Imported: LinkedIn Recruiter", 10),
    ("Talent pool", 50),
    ("Welder", 100),
    ("Speaks Polish", 500),
    ("Silver medallist", 20_000),
)
_MORE_TAGS_EVERY = 150
_AGENCIES = 30

# Every choice is a hash of the row's number, so that two runs make the same company.
TEMPORARY = """
CREATE OR REPLACE FUNCTION pg_temp.dice(number bigint, salt int, sides bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN (hashint8extended(number, salt) & 9007199254740991) % sides;
CREATE OR REPLACE FUNCTION pg_temp.public_id(prefix text, number bigint) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN prefix || '_' || left(md5(prefix || number), 16);
CREATE TEMP TABLE IF NOT EXISTS seed_culture (slot int, culture int);
CREATE TEMP TABLE IF NOT EXISTS seed_first
    (culture int, slot int, name text, letters text, sorting text, tokens text[]);
CREATE TEMP TABLE IF NOT EXISTS seed_last (LIKE seed_first);
CREATE TEMP TABLE IF NOT EXISTS seed_author (number int, id bigint, name text);
CREATE TEMP TABLE IF NOT EXISTS seed_source (number int, id bigint);
CREATE TEMP TABLE IF NOT EXISTS seed_tag (id bigint, every bigint);
CREATE TEMP TABLE IF NOT EXISTS seed_text (kind text, number int, text text);
CREATE TEMP TABLE IF NOT EXISTS seed_title (number int, text text);
CREATE TEMP TABLE IF NOT EXISTS seed_workflow (place int, name text, type text);
CREATE TEMP TABLE IF NOT EXISTS seed_teammate (number int, id bigint, kind text);
"""

_POSITIONS = """
CREATE TEMP TABLE seed_position AS
SELECT row_number() OVER (ORDER BY id) - 1 AS number, id, name, public_id, status FROM positions_position;
CREATE TEMP TABLE seed_step AS
SELECT position_id, row_number() OVER (PARTITION BY position_id ORDER BY "order") - 1 AS place, id, name, type, "order"
FROM positions_stepdefinition;
ANALYZE seed_position; ANALYZE seed_step
"""

# ``number`` counts persons from one; the id is free in the table, whoever else is in it. The newest came an hour ago.
_HUMANS = """
CREATE TEMP TABLE seed_human AS
SELECT %(first_person)s + i AS id, i AS number, f.name AS first_name, l.name AS last_name,
       f.tokens AS first_tokens, l.tokens AS last_tokens, f.letters AS local_1, l.letters || i AS local_2,
       left(l.sorting || ' ' || f.sorting, 400) AS sort_name,
       (ARRAY['example.com', 'mail.example', 'post.example', 'work.example'])[1 + pg_temp.dice(i, 4, 4)] AS host,
       lpad(pg_temp.dice(i, 5, 100000000)::text, 8, '0') AS phone,
       now() - (%(persons)s - i) * interval '5 years' / %(persons)s - interval '1 hour' AS at
FROM generate_series(1, %(persons)s) AS i
JOIN seed_culture AS c ON c.slot = pg_temp.dice(i, 1, (SELECT count(*) FROM seed_culture))
JOIN seed_first AS f ON f.culture = c.culture AND f.slot = pg_temp.dice(i, 2, %(slots)s)
JOIN seed_last AS l ON l.culture = c.culture AND l.slot = pg_temp.dice(i, 3, %(slots)s)
ORDER BY i;
CREATE INDEX ON seed_human (id);
ANALYZE seed_human
"""

# Of a hundred persons one has no process, and some thirty a second one elsewhere: 1.3 processes a person. An open
# position has people at its steps; on a closed one all have ended; those of one on hold wait with it.
_CONSIDERED = """
CREATE TEMP TABLE seed_process AS
WITH chosen AS (
    SELECT id AS person, number, at, CASE WHEN number %% %(every)s = 0 THEN 0
        ELSE 1 + floor((%(positions)s - 1) * power(pg_temp.dice(number, 10, 1000000) / 1000000.0, %(skew)s))::int
        END AS place
    FROM seed_human WHERE pg_temp.dice(number, 9, 100) >= 1
), both_rounds AS (
    SELECT 1 AS round, person, number, place, at FROM chosen
    UNION ALL
    SELECT 2, person, number, 1 + (place + 7) %% (%(positions)s - 1), least(at + interval '9 days', now())
    FROM chosen WHERE pg_temp.dice(number, 11, 100) < 31
), numbered AS (
    SELECT row_number() OVER (ORDER BY round, number) AS number, person, place, at FROM both_rounds
), decided AS (
    SELECT n.*, p.id AS position, p.name AS position_name, p.status AS position_status,
           (ARRAY['in_progress', 'in_progress', 'in_progress', 'on_hold', 'awaiting_decision', 'rejected', 'rejected',
                  'rejected', 'rejected', 'withdrawn', 'hired'])[1 + pg_temp.dice(n.number, 12, 11)] AS drawn
    FROM numbered AS n JOIN seed_position AS p ON p.number = n.place
)
SELECT %(first_process)s + number AS id, number, person, position, position_name, at,
       CASE WHEN drawn IN ('rejected', 'withdrawn', 'hired') OR position_status = 'open' THEN drawn
            WHEN position_status = 'on_hold' THEN 'on_hold'
            ELSE 'rejected' END AS status,
       position_status = 'on_hold' AND drawn IN ('in_progress', 'on_hold', 'awaiting_decision') AS held_by_position,
       floor(6 * power(pg_temp.dice(number, 13, 1000) / 1000.0, 1.6))::int AS completed,
       pg_temp.dice(number, 14, 30) * interval '1 day' AS taken
FROM decided ORDER BY number;
UPDATE seed_process SET completed = 6 WHERE status IN ('awaiting_decision', 'hired');
CREATE INDEX ON seed_process (id);
ANALYZE seed_process
"""

_SKEW = 1.7


def make_room() -> None:
    """The temporary tables and functions of this session; once more does no harm."""
    run(TEMPORARY)


def lay_ground(*, company_id: int, shape: Shape, actor: Actor, largest_alone: float = _SKEW) -> Values:
    """Fill the temporary tables from what the company has; answers the values that all statements share."""
    for name, _ in TAGS:
        ensure_tag(company_id=company_id, name=name, system=name.startswith("Imported"))
    for name in work().tags:
        ensure_tag(company_id=company_id, name=name, system=False)
    for name, kind in _sources():
        shared_source(company_id=company_id, name=name, type=kind, actor=actor)
    make_room()
    copy_rows("seed_culture", names.culture_slots())
    copy_rows("seed_first", (astuple(slot) for slot in names.first_names()))
    copy_rows("seed_last", (astuple(slot) for slot in names.last_names()))
    copy_rows("seed_text", _texts())
    run(
        "INSERT INTO seed_author SELECT row_number() OVER (ORDER BY id) - 1, id, concat_ws(' ', first_name, "
        "NULLIF(last_name, '')) FROM company_teammate WHERE company_role = ANY(%(roles)s)",
        {"roles": [CompanyRole.RECRUITER.value, CompanyRole.OWNER.value, CompanyRole.ADMIN.value]},
    )
    run("INSERT INTO seed_source SELECT row_number() OVER (ORDER BY id) - 1, id FROM sources_source")
    for name, every in TAGS:
        run(
            "INSERT INTO seed_tag SELECT id, %(every)s FROM people_tag WHERE name = %(name)s",
            {"name": name, "every": every},
        )
    run(
        "INSERT INTO seed_tag SELECT id, %(every)s FROM people_tag WHERE id NOT IN (SELECT id FROM seed_tag)",
        {"every": _MORE_TAGS_EVERY},
    )
    values: dict[str, object] = {
        "company": company_id,
        "persons": shape.persons,
        "every": shape.every,
        "slots": names.SLOTS,
        "skew": largest_alone,
        # Never below what the sequence gave out: rolled back ids are not given again.
        "first_person": highest_id("people_person"),
        "first_process": highest_id("hiring_hiringprocess"),
    }
    run(_POSITIONS)
    values["positions"] = one_value("SELECT count(*) FROM seed_position")
    run(_HUMANS, values)
    run(_CONSIDERED, values)
    return values


def _sources() -> Iterator[tuple[str, SourceType]]:
    for name, kind in work().sources:
        yield name, SourceType(kind)
    for number, employer in enumerate(work().employers[:_AGENCIES]):
        yield (
            f"{employer} ({'agency' if number % 2 else 'campus'})",
            SourceType.AGENCY if number % 2 else SourceType.CAMPUS,
        )


def _texts() -> Iterator[tuple[str, int, str]]:
    titles = [title for family in work().families for title in family.titles]
    skills = [skill for family in work().families for skill in family.skills]
    kinds = {
        "note": work().notes,
        "reason": work().reasons,
        "withdrawal": work().withdrawals,
        "title": titles,
        "skill": skills,
        "employer": work().employers,
    }
    for kind, texts in kinds.items():
        for number, text in enumerate(texts):
            yield kind, number, text
