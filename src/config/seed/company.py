"""Who works in the seeded company, and what does it hire for? Teammates by the services, positions by sets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from django.db import transaction

from config.demo.names import cultures, work
from config.seed.ground import make_room
from config.seed.shape import Shape
from config.seed.tables import Piece, copy_rows, highest_id, insertion, one_value, run, tell_sequence
from recruit.base.actors import Actor
from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole
from recruit.company.models import Company
from recruit.company.services import add_teammate, found_company
from recruit.positions.models import Opening, Position, PositionRole, StepDefinition
from recruit.positions.rules import DEFAULT_STEPS

_ADMINS, _RECRUITERS_SHARE = 4, 8
#: Who can sign in: the first name is the company role too, so that nobody has to look it up.
SIGN_INS = (
    ("Olga", "Owner", CompanyRole.OWNER),
    ("Rosa", "Recruiter", CompanyRole.RECRUITER),
    ("Hans", "Manager", CompanyRole.TEAMMATE),
)

_POSITIONS = Piece(
    "positions",
    Position,
    {
        "id": "%(first)s + i",
        "company_id": "%(company)s",
        "public_id": "pg_temp.public_id('pos', %(first)s + i)",
        "name": "t.text || CASE WHEN i > %(titles)s THEN ' ' || (i / %(titles)s + 1) ELSE '' END",
        "status": "CASE WHEN i = 1 OR pg_temp.dice(i, 40, 100) < 45 THEN 'open' "
        "WHEN pg_temp.dice(i, 40, 100) < 48 THEN 'on_hold' ELSE 'closed' END",
        "is_published": "pg_temp.dice(i, 40, 100) < 45 AND i %% 3 > 0",
        "is_discreet": "i %% 20 = 0",
        "department": "(ARRAY['Sales', 'Production', 'Development', 'Service'])[1 + i %% 4]",
        "city": "'Bremen'",
        "country": "'DE'",
        "custom_id": "'R-' || (100 + i)",
        "opened_at": "now() - interval '5 years'",
        "closed_at": "CASE WHEN i > 1 AND pg_temp.dice(i, 40, 100) >= 48 THEN now() - interval '1 hour' END",
        "created_at": "now() - interval '5 years'",
        "updated_at": "now() - interval '1 hour'",
    },
    "FROM generate_series(1, %(positions)s) AS i JOIN seed_title AS t ON t.number = i %% %(titles)s",
)
_STEPS = Piece(
    "workflows",
    StepDefinition,
    {
        "company_id": "%(company)s",
        "public_id": "pg_temp.public_id('std', p.id * 20 + s.place)",
        "position_id": "p.id",
        "name": "s.name",
        "type": "s.type",
        "order": "s.place",
    },
    "FROM positions_position AS p, seed_workflow AS s ORDER BY p.id, s.place",
)
_OPENINGS = Piece(
    "openings",
    Opening,
    {
        "company_id": "%(company)s",
        "public_id": "pg_temp.public_id('opn', p.id)",
        "position_id": "p.id",
        "name": "p.name",
        "is_open": "p.status = 'open'",
        "opened_at": "p.opened_at",
        "closed_at": "CASE WHEN p.status <> 'open' THEN p.updated_at END",
    },
    "FROM positions_position AS p",
)
# Hans manages the first and every hundredth position; a recruiter and two interviewers are on each.
_TEAMS = Piece(
    "hiring teams",
    PositionRole,
    {
        "company_id": "%(company)s",
        "position_id": "chosen.position",
        "teammate_id": "t.id",
        "role": "chosen.role",
    },
    """FROM (
    SELECT p.id AS position, 'hiring_manager' AS role, 'teammate' AS kind,
           CASE WHEN (p.id - %(first)s) %% 100 = 1 THEN 0 ELSE pg_temp.dice(p.id, 41, %(teammates)s) END AS number
    FROM positions_position AS p
    UNION ALL
    SELECT p.id, 'recruiter', 'recruiter', pg_temp.dice(p.id, 42, %(recruiters)s) FROM positions_position AS p
    UNION ALL
    SELECT DISTINCT p.id, 'interviewer', 'teammate', pg_temp.dice(p.id, 43 + k, %(teammates)s)
    FROM positions_position AS p, generate_series(1, 2) AS k
) AS chosen JOIN seed_teammate AS t ON t.kind = chosen.kind AND t.number = chosen.number""",
)


_TEAMMATES = """
INSERT INTO seed_teammate
SELECT row_number() OVER (PARTITION BY company_role ORDER BY id) - 1, id, company_role FROM company_teammate
WHERE company_role IN ('teammate', 'recruiter')
"""


@transaction.atomic
def found_seeded_company(*, name: str, domain: str, password: str, shape: Shape, actor: Actor) -> Company:
    """A company with its teammates and positions, and nobody yet to hire."""
    company = found_company(
        name=name,
        owner_email=f"olga@{domain}",
        owner_first_name="Olga",
        owner_last_name="Owner",
        owner_password=password,
        actor=actor,
    )
    with company_context(company.pk):
        _hire_teammates(company.pk, domain=domain, password=password, shape=shape, actor=actor)
        _open_positions(company.pk, shape)
    return company


def _hire_teammates(company_id: int, *, domain: str, password: str, shape: Shape, actor: Actor) -> None:
    for first_name, last_name, role in SIGN_INS[1:]:
        add_teammate(
            company_id=company_id, email=f"{first_name.lower()}@{domain}", first_name=first_name, last_name=last_name,
            company_role=role, password=password, actor=actor,
        )  # fmt: skip
    for number, (first_name, last_name) in enumerate(_names(shape.teammates - len(SIGN_INS)), start=1):
        add_teammate(
            company_id=company_id, email=f"teammate{number}@{domain}", first_name=first_name, last_name=last_name,
            company_role=_role(number), actor=actor,
        )  # fmt: skip


def _role(number: int) -> CompanyRole:
    if number <= _ADMINS:
        return CompanyRole.ADMIN
    return CompanyRole.RECRUITER if number % _RECRUITERS_SHARE == 0 else CompanyRole.TEAMMATE


def _names(count: int) -> Sequence[tuple[str, str]]:
    pairs = (
        (first, culture.last[(place + turn) % len(culture.last)])
        for turn in range(count)
        for culture in cultures()
        for place, first in enumerate(culture.first)
    )
    return list(islice(pairs, count))


def _open_positions(company_id: int, shape: Shape) -> None:
    titles = [title for family in work().families for title in family.titles]
    make_room()
    copy_rows("seed_title", enumerate(titles))
    copy_rows(
        "seed_workflow",
        ((place, step, str(kind)) for place, (step, kind) in enumerate(DEFAULT_STEPS, start=1)),
    )
    run(_TEAMMATES)
    values = {
        "company": company_id,
        "first": highest_id("positions_position"),
        "positions": shape.positions,
        "titles": len(titles),
        "teammates": one_value("SELECT count(*) FROM seed_teammate WHERE kind = 'teammate'"),
        "recruiters": one_value("SELECT count(*) FROM seed_teammate WHERE kind = 'recruiter'"),
    }
    for piece in (_POSITIONS, _STEPS, _OPENINGS, _TEAMS):
        statement, defaults = insertion(piece)
        run(statement, {**values, **defaults})
    tell_sequence("positions_position")
