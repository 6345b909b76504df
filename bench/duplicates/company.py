"""How fast is a check, and a walk over the whole, in a company of a million candidates with known doubles?

Everything asked goes through the product's own services, in the company's context, behind row-level security.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

from bench.duplicates.people import World, world
from recruit.base.actors import system_actor
from recruit.base.ids import new_id
from recruit.base.tenancy import company_context
from recruit.company.services import found_company
from recruit.duplicates.rules import blocking
from recruit.duplicates.rules.profiles import Facts
from recruit.duplicates.services import begin_scan, check_person, fill_keys, start_scan

_ACTOR = system_actor("Bench")
_BATCH = 20_000
#: Records of a world of so many humans: one each, a second for some, a third for a few.
_RECORDS_A_HUMAN = 1.16
_CHECKS = 500


def build(records: int) -> tuple[int, World]:
    """A migrated database with one company of about so many persons; their keys are filled and timed."""
    call_command("migrate", verbosity=0)
    company = found_company(
        name="Likeness Ltd", plan="enterprise", owner_email="olga@likeness.example", owner_first_name="Olga",
        owner_last_name="Owner", owner_password=new_id("pw"), actor=_ACTOR,
    )  # fmt: skip
    began = time.perf_counter()
    found = world(int(records / _RECORDS_A_HUMAN), seed="scale")
    _say(f"{len(found.records):,} records of made-up humans, {len(found.links):,} true pairs", began)
    with company_context(company.pk):
        began = time.perf_counter()
        for at in range(0, len(found.records), _BATCH):
            _insert(company.pk, found.records[at : at + _BATCH])
        _say("persons, contact points, identities", began)
        began = time.perf_counter()
        keys = fill_keys(company_id=company.pk)
        _say(f"{keys:,} blocking keys", began)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("SELECT pg_total_relation_size('duplicates_blockingkey')")
        print(f"  the keys take {cursor.fetchone()[0] / 1e6:,.0f} MB", flush=True)
    return company.pk, found


def _insert(company_id: int, records: Sequence[Facts]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PERSONS, [company_id, *_columns(_person(each) for each in records)])
        points = [(each.id, kind, value) for each in records for kind, value in _points(each)]
        cursor.execute(_POINTS, [company_id, *_columns(points)])
        identities = [
            (each.id, one.provider, one.subject, one.verified, one.url)
            for each in records
            for one in each.identities
        ]
        if identities:
            cursor.execute(_IDENTITIES, [company_id, *_columns(identities)])
        sketches = [(each.id, json.dumps(each.resume)) for each in records if each.resume]
        if sketches:
            cursor.execute(_SKETCHES, [company_id, *_columns(sketches)])


_PERSONS = """
INSERT INTO people_person (id, company_id, public_id, first_name, middle_name, last_name, sort_name, prospect_status,
    do_not_contact, headline, location, employer, imported_via, created_at, updated_at)
OVERRIDING SYSTEM VALUE
SELECT id, %s, 'per_' || left(md5('per' || id), 16), first, middle, last, left(lower(last || ' ' || first), 400),
    'sourced', false, headline, location, employer, '', now(), now()
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
    AS made (id, first, middle, last, headline, location, employer)
"""
_POINTS = """
INSERT INTO people_contactpoint (company_id, person_id, public_id, kind, value, normalized, is_primary, provenance,
    origin, at)
SELECT %s, person, 'cp_' || left(md5(person || kind || value), 16), kind, value, value,
    row_number() OVER (PARTITION BY person, kind) = 1, 'file_import', '', now()
FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS made (person, kind, value)
"""
_IDENTITIES = """
INSERT INTO people_externalidentity (company_id, person_id, provider, subject, verified, url, created_at)
SELECT %s, person, provider, subject, verified, url, now()
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::boolean[], %s::text[])
    AS made (person, provider, subject, verified, url)
ON CONFLICT DO NOTHING
"""
_SKETCHES = """
INSERT INTO duplicates_resumesketch (company_id, person_id, sketch)
SELECT %s, person, ARRAY(SELECT jsonb_array_elements_text(sketch::jsonb)::bigint)
FROM unnest(%s::bigint[], %s::text[]) AS made (person, sketch)
"""


def _columns(rows: object) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)]  # type: ignore[call-overload]


def _person(facts: Facts) -> tuple[object, ...]:
    return (
        facts.id, facts.first_name, facts.middle_name, facts.last_name, facts.headline, facts.location,
        facts.employer,
    )  # fmt: skip


def _points(facts: Facts) -> Iterator[tuple[str, str]]:
    for kind, values in (("email", facts.emails), ("phone", facts.phones), ("link", facts.links)):
        for value in values:
            yield kind, value


def check_times(company_id: int, found: World) -> list[float]:
    """Milliseconds of a whole check of one incoming person, half of whom have a double; nothing stays."""
    dice = random.Random("checks")
    doubles = dice.sample(sorted({pair[1] for pair in found.links}), _CHECKS // 2)
    others = dice.sample(range(1, len(found.records) + 1), _CHECKS // 2)
    asked = [*doubles, *others]
    dice.shuffle(asked)
    times = []
    with company_context(company_id):
        for number, person_id in enumerate([*asked[:20], *asked]):
            began = time.perf_counter()
            with transaction.atomic():
                check_person(company_id=company_id, person_id=person_id)
                took = (time.perf_counter() - began) * 1000
                transaction.set_rollback(True)
            if number >= 20:  # the first ones warm the caches of words
                times.append(took)
    return times


_RECALL = """
WITH frequent AS (
    SELECT key FROM duplicates_blockingkey GROUP BY key
    HAVING count(*) > CASE key & %(mask)s WHEN %(broad)s THEN %(few)s ELSE %(many)s END
)
SELECT count(*) FROM unnest(%(one)s::bigint[], %(other)s::bigint[]) AS pair (one, other)
WHERE EXISTS (
    SELECT FROM duplicates_blockingkey AS mine JOIN duplicates_blockingkey AS theirs USING (key)
    WHERE mine.person_id = pair.one AND theirs.person_id = pair.other
    AND NOT EXISTS (SELECT FROM frequent WHERE frequent.key = mine.key)
)
"""


def blocking_recall(company_id: int, found: World) -> float:
    """The share of true pairs with a key in common that is not too frequent, in the database as it stands."""
    pairs = sorted(found.links)
    values = {
        "mask": blocking.CLASS_MASK, "broad": blocking.BROAD, "few": blocking.MOST_SHARED_BROAD,
        "many": blocking.MOST_SHARED, "one": [one for one, _ in pairs], "other": [other for _, other in pairs],
    }  # fmt: skip
    with company_context(company_id), connection.cursor() as cursor:
        cursor.execute(_RECALL, values)
        return int(cursor.fetchone()[0]) / len(pairs)


def scan(company_id: int) -> tuple[float, float]:
    """Seconds of a walk over the whole by two workers, and the memory that both took at most together, in MB."""
    with company_context(company_id):
        made = start_scan(company_id=company_id, actor=_ACTOR)
        began = time.perf_counter()
        begin_scan(company_id=company_id, scan_id=made.pk)
        parts = [part.pk for part in made.parts.order_by("id")]
    command = [sys.executable, "-m", "bench.duplicates.walk", str(company_id)]
    workers = [
        subprocess.Popen([*command, str(part)], stdout=subprocess.PIPE, text=True, env=os.environ, cwd=_ROOT)
        for part in parts
    ]
    said = [worker.communicate()[0] for worker in workers]
    took = time.perf_counter() - began
    if any(worker.returncode for worker in workers):
        raise RuntimeError(f"a worker of the scan failed: {said}")
    return took, sum(json.loads(each.splitlines()[-1])["rss_mb"] for each in said)


_ROOT = Path(__file__).resolve().parents[2]


def cases_quality(company_id: int, found: World) -> tuple[float, float, int]:
    """Precision and recall of the cases that the walk has left, and their number."""
    with company_context(company_id), connection.cursor() as cursor:
        cursor.execute("SELECT first_id, second_id FROM duplicates_duplicatecase")
        cases = set(cursor.fetchall())
    right = len(cases & found.links)
    return right / max(len(cases), 1), right / len(found.links), len(cases)


def _say(caption: str, began: float) -> None:
    print(f"  {caption}: {time.perf_counter() - began:.1f} s", flush=True)
