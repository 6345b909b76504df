"""Whom does the certification act for? Two new companies with some years of history, each with a program's token.

They are loaded as the demo is: through the domain's services. Nothing of them is known to LinkedIn yet.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import transaction

from config.demo.cast import PASSWORD
from config.demo.loading import load_company
from config.demo.shapes import (
    DemoCompany,
    DemoContactPoint,
    DemoNote,
    DemoPerson,
    DemoPosition,
    DemoProcess,
    DemoSource,
    DemoTeammate,
)
from linkedin_sync.connections.services import begin_connection, choose_generations
from recruit.base.actors import system_actor
from recruit.base.tenancy import company_context
from recruit.company.enums import AppReach, AppScope
from recruit.company.selectors import app_with_token
from recruit.company.services import add_api_app, approve_api_app, revoke_api_app

_BY: Final = system_actor("Certification")
_HOURS_A_YEAR: Final = 365 * 24
#: More than two batches, so that a change of their position has to be sent in three calls at least (OUR-M2-c).
_CROWD: Final = 250
_SOURCE: Final = "Careers site"


@dataclass(frozen=True)
class _Names:
    """Of one invented company; each role of ``rsc_certification``'s customer has a person."""

    company: str
    people: dict[str, tuple[str, str, str]]


_COMPANIES: Final = (
    _Names(
        "Alder Instruments",
        {
            "admin": ("Agnes", "Thorvald", "owner"),
            "recruiter": ("Remo", "Castelli", "recruiter"),
            "manager": ("Marit", "Solheim", "teammate"),
            "colleague": ("Casimir", "Brandt", "teammate"),
            "outsider": ("Odd", "Lunde", "teammate"),
        },
    ),
    _Names(
        "Birch Analytics",
        {
            "admin": ("Anouk", "Verhaeren", "owner"),
            "recruiter": ("Rasmus", "Kjeldsen", "recruiter"),
            "manager": ("Milena", "Horvat", "teammate"),
            "colleague": ("Cosima", "Reuter", "teammate"),
            "outsider": ("Otis", "Farrow", "teammate"),
        },
    ),
)


def found_customers(generations: tuple[str, ...]) -> list[dict[str, Any]]:
    """Two companies, as ``rsc_certification`` reads them; the first speaks the first generation, and so on.

    Both are founded even where one generation is asked for: some rules want a second customer.
    """
    run = secrets.token_hex(3)
    spoken = (generations * 2)[:2]
    return [_found(names, run, generation) for names, generation in zip(_COMPANIES, spoken, strict=True)]


def _found(names: _Names, run: str, generation: str) -> dict[str, Any]:
    demo = _company(names, run)
    company = load_company(demo)
    with transaction.atomic(), company_context(company.pk):
        begin_connection(company_id=company.pk, actor=_BY)
        choose_generations(company_id=company.pk, generations={"all": generation}, actor=_BY)
        app = add_api_app(
            company_id=company.pk, name="Certification", purpose="LinkedIn's rules, run by name",
            scopes=tuple(AppScope), actor=_BY,
        )  # fmt: skip
        _, token = approve_api_app(
            company_id=company.pk, public_id=app.public_id, reach=AppReach.ALL, actor=_BY
        )
    people = {
        role: {"first_name": first, "last_name": last, "email": _email(demo, first), "password": PASSWORD}
        for role, (first, last, _) in names.people.items()
    }
    return {"name": demo.name, "token": token, "generation": generation, **people}


def revoke_tokens(customers: list[dict[str, Any]]) -> None:
    """The companies stay, to be looked at; their programs' tokens open nothing any more."""
    for each in customers:
        app = app_with_token(token=each["token"])
        if app is not None:
            with company_context(app.company_id):
                revoke_api_app(company_id=app.company_id, public_id=app.public_id, actor=_BY)


def _email(demo: DemoCompany, first_name: str) -> str:
    return next(each.email for each in demo.teammates if each.first_name == first_name)


def _company(names: _Names, run: str) -> DemoCompany:
    domain = f"{names.company.split()[0].lower()}-{run}.example"
    teammates = tuple(
        DemoTeammate(first, last, f"{first}.{last}@{domain}".lower(), role, signs_in=True)
        for first, last, role in names.people.values()
    )
    admin, recruiter, manager = (each.email for each in teammates[:3])
    return DemoCompany(
        name=f"{names.company} {run}",
        domain=domain,
        organization=0,
        contract=0,
        teammates=teammates,
        sources=(DemoSource(_SOURCE, "website"),),
        source_contacts=(),
        positions=_positions(manager, recruiter, admin),
        persons=(*_history(recruiter, domain), *_crowd(domain)),
        early_exporter=recruiter,
    )


def _positions(manager: str, recruiter: str, admin: str) -> tuple[DemoPosition, ...]:
    usual = DemoPosition(
        "", "", "", manager, recruiter, workplace_type="on_site", city="Graz", country="AT",
        department="Engineering", seniority="Associate",
        description="You measure what others guess, and say how sure you are.",
    )  # fmt: skip

    def position(code: str, name: str, **more: Any) -> DemoPosition:
        return replace(usual, custom_id=code, name=name, public_name=name, **more)

    return (
        position("CT-1", "Calibration Engineer"),
        position("CT-2", "Optics Technician"),
        position("CT-3", "Warehouse Lead", is_published=False),
        position("CT-4", "Metrology Analyst", status="closed"),
        position("CT-5", "Field Surveyor", status="closed"),
        position("CT-6", "Deputy Director", is_discreet=True, is_published=False, recruiter=admin),
        position("CT-7", "Assembly Helper"),
    )


#: First name, last name, position, status, steps behind them, years ago, note.
_PAST: Final = (
    ("Solveig", "Aaker", "CT-4", "hired", 6, 3.2, "Knew the old instruments by their sound."),
    ("Tadeo", "Quiroga", "CT-5", "rejected", 2, 2.8, ""),
    ("Freya", "Lindgren", "CT-5", "withdrawn", 1, 2.4, ""),
    ("Jorun", "Ekeberg", "CT-4", "rejected", 3, 1.9, "Asked to be told of the next opening."),
    ("Basil", "Montgomery", "CT-1", "rejected", 1, 1.2, ""),
    ("Ilinca", "Petrescu", "CT-1", "in_progress", 2, 0.3, "Brought her own gauge blocks."),
    ("Henrike", "Vogelsang", "CT-2", "in_progress", 0, 0.2, ""),
    ("Callum", "Strachan", "CT-2", "on_hold", 1, 0.25, ""),
    ("Noemi", "Fabbri", "CT-3", "in_progress", 1, 0.15, ""),
    ("Yusuf", "Demirel", "CT-6", "in_progress", 1, 0.1, ""),
)  # fmt: skip
_REASONS: Final = {"rejected": "Chose another candidate", "withdrawn": "Moved away"}


def _history(author: str, domain: str) -> tuple[DemoPerson, ...]:
    return tuple(
        _person(
            f"{first}|{last}", f"{first}.{last}@mail-of-{domain}".lower(),
            _process(position, status, done, int(years * _HOURS_A_YEAR)),
            note=DemoNote(author, note, 100) if note else None,
        )
        for first, last, position, status, done, years, note in _PAST
    )  # fmt: skip


def _crowd(domain: str) -> tuple[DemoPerson, ...]:
    return tuple(
        _person(
            f"Helper{number}|Anderswo", f"helper{number}@mail-of-{domain}",
            _process("CT-7", "in_progress", 0, 200 + number),
        )
        for number in range(1, _CROWD + 1)
    )  # fmt: skip


def _process(position: str, status: str, done: int, hours: int) -> DemoProcess:
    return DemoProcess(position, _SOURCE, status, done, hours, max(1, hours // 2), _REASONS.get(status, ""))


def _person(name: str, email: str, process: DemoProcess, *, note: DemoNote | None = None) -> DemoPerson:
    first, _, last = name.partition("|")
    return DemoPerson(
        first_name=first,
        last_name=last,
        headline="Technician",
        location="Graz, Austria",
        employer="Hollow Oak Tools",
        contact_points=(DemoContactPoint("email", email, "careers_form", _SOURCE),),
        processes=(process,),
        notes=(note,) if note else (),
        added_hours_ago=process.started_hours_ago,
    )
