"""Files of the Robots' candidates, positions and processes, and how a test brings them in."""

from __future__ import annotations

from typing import Any

from tests.people import Cast

from recruit.transfer import selectors, services
from recruit.transfer.enums import BadRows
from recruit.transfer.models import Import

PERSONS = """id;First name;Last name;E-mail;Phone;Tags;Added
k1;Mia;Gößl;mia@example.com;+49 421 5550001;welder, robots;1.3.2024
k2;Jan;Petersen;jan@example.com;;welder;2.3.2024
"""
POSITIONS = """ID,Title,Requisition,City,Country,Hiring manager,Recruiter,Status,Published
j1,Lathe Operator,L-1,Bremen,DE,hans@robots.example,Rosa@robots.example,open,yes
j2,Old Post,L-2,,,,,Closed,no
j3,Nowhere,L-3,,,nobody@robots.example,,,
"""
PROCESSES = """Application ID,Candidate ID,Email,Position ID,Requisition,Job,Status,Stage,Source,Applied date,Reason
a1,k1,,j1,,,In progress,Phone interview,Job fair,2024-05-01,
a2,,JAN@example.com,,R-100,,Rejected,,Job fair,2024-05-02,Too far away
a3,k1,,,,welding robot technician,Hired,,,2024-05-03,
a4,k7,,j1,,,,,,,
a5,k2,,j1,,,,Tea,,,
a6,k1,,j1,,,,,,,
a7,k2,,j2,,,,,,,
"""


def drafted(cast: Cast, text: str, kind: str = "persons", **how: Any) -> Import:
    return services.draft_import(
        company_id=cast.company.pk, kind=kind, file_name=f"{kind}.csv", content=text.encode(),
        actor=how.get("actor", cast.by_rosa),
    )  # fmt: skip


def started(cast: Cast, text: str, kind: str = "persons", *, bad: str = BadRows.SKIP, **how: Any) -> Import:
    actor = how.get("actor", cast.by_rosa)
    run = drafted(cast, text, kind, actor=actor)
    mapping = run.mapping | how.get("mapping", {})
    services.choose_mapping(run=run, mapping=mapping, bad_rows=bad, actor=actor)
    return services.start_import(run=run, actor=actor)


def done(cast: Cast, text: str, kind: str = "persons", **how: Any) -> Import:
    run = started(cast, text, kind, **how)
    services.work_import(company_id=cast.company.pk, import_id=run.pk, told=how.get("told", lambda _: True))
    run.refresh_from_db()
    return run


def counts(run: Import) -> tuple[str, int, int, int]:
    return run.state, run.imported, run.there_already, run.refused


def said(run: Import) -> list[tuple[int, str]]:
    rows = selectors.rows_with_problems(run=run).rows
    return [(row.number, " ".join(each["sentence"] for each in row.problems)) for row in rows]


def undone(cast: Cast, run: Import, actor: Any = None) -> Import:
    services.undo_import(run=run, actor=actor or cast.by_rosa)
    teammate_id = (actor or cast.by_rosa).teammate_id
    services.work_undo(company_id=cast.company.pk, import_id=run.pk, teammate_id=teammate_id)
    run.refresh_from_db()
    return run
