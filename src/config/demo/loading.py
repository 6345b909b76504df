"""How does a demo company get into the database? Through the domain's services, as people would have done it.

Everything is one transaction: an interrupted load leaves nothing behind, and loading again begins anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.text import slugify

from config.demo.cast import PASSWORD
from config.demo.shapes import DemoCompany, DemoPerson, DemoPosition, DemoProcess
from recruit.activity.services import add_note
from recruit.base import clock
from recruit.base.actors import system_actor
from recruit.base.tenancy import company_context
from recruit.careers.enums import ConsentScope
from recruit.careers.services import change_site
from recruit.company import services as companies
from recruit.company.models import Company, Teammate
from recruit.company.selectors import actor_of, all_companies, teammates_of
from recruit.hiring.services import NewProcess, start_processes_in_bulk
from recruit.people.services import NewContactPoint, NewPerson, add_persons_in_bulk
from recruit.people.services.tags import ensure_tag
from recruit.positions import services as positions
from recruit.positions.models import Position
from recruit.sources import services as sources
from recruit.sources.models import Source
from recruit.sources.services import Attribution

ACTOR = system_actor("Demo data")
IMPORTED_TAG = "Imported: LinkedIn Recruiter"
_LABEL = "LinkedIn Recruiter"
# A position opens a day before the first candidate comes.
_BEFORE_FIRST = timedelta(days=1)


@dataclass(frozen=True)
class _Loaded:
    """What has been loaded so far, by the keys that the demo's values refer to."""

    company_id: int
    now: datetime
    teammates: Mapping[str, Teammate]
    sources: Mapping[str, Source]
    positions: Mapping[str, Position]

    def moment(self, hours_ago: int) -> datetime:
        return self.now - timedelta(hours=hours_ago)


def loaded_company(demo: DemoCompany) -> Company | None:
    """The company, if an earlier run has loaded it."""
    return next((company for company in all_companies() if company.name == demo.name), None)


def load_company(demo: DemoCompany) -> Company:
    """Found the company and everything in it."""
    with transaction.atomic():
        company = companies.found_company(
            name=demo.name,
            owner_email=demo.owner.email,
            owner_first_name=demo.owner.first_name,
            owner_last_name=demo.owner.last_name,
            owner_password=PASSWORD,
            actor=ACTOR,
        )
        with company_context(company.pk):
            _fill(company.pk, demo)
    _look_at_tables()
    return company


def _look_at_tables() -> None:
    """Until PostgreSQL has looked again it plans as if they were empty: several times too slow for some questions."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _fill(company_id: int, demo: DemoCompany) -> None:
    now = clock.now()
    _open_careers_site(company_id, demo)
    teammates = _add_teammates(company_id, demo)
    loaded = _Loaded(
        company_id=company_id,
        now=now,
        teammates=teammates,
        sources=_add_sources(company_id, demo, teammates),
        positions=_open_positions(company_id, demo, teammates, now),
    )
    _add_persons(loaded, demo)
    _end_openings(demo, loaded.positions)


def _open_careers_site(company_id: int, demo: DemoCompany) -> None:
    domain = demo.owner.email.rpartition("@")[2]
    change_site(
        company_id=company_id,
        slug=slugify(demo.name),
        is_on=True,
        intro=f"Everybody at {demo.name} has been an applicant once. Tell us who you are: we read every application.",
        privacy_url=f"https://{domain}/privacy",
        consent_scope=ConsentScope.EU_AND_UK,
        website=f"https://{domain}",
        actor=ACTOR,
    )


def _add_teammates(company_id: int, demo: DemoCompany) -> dict[str, Teammate]:
    for teammate in demo.teammates:
        if teammate.company_role == "owner":
            continue
        companies.add_teammate(
            company_id=company_id,
            email=teammate.email,
            first_name=teammate.first_name,
            last_name=teammate.last_name,
            company_role=teammate.company_role,
            password=PASSWORD if teammate.signs_in else None,
            actor=ACTOR,
        )
    return {teammate.email: teammate for teammate in teammates_of(company_id=company_id)}


# Sources


def _add_sources(company_id: int, demo: DemoCompany, teammates: Mapping[str, Teammate]) -> dict[str, Source]:
    found = {
        source.name: sources.shared_source(
            company_id=company_id, name=source.name, type=source.type, actor=ACTOR
        )
        for source in demo.sources
    }
    for contact in demo.source_contacts:
        sources.add_source_contact(
            company_id=company_id,
            first_name=contact.first_name,
            last_name=contact.last_name,
            email=contact.email,
            source=found.get(contact.source),
            teammate=teammates.get(contact.email),
            actor=ACTOR,
        )
    return found


# Positions


def _open_positions(
    company_id: int, demo: DemoCompany, teammates: Mapping[str, Teammate], now: datetime
) -> dict[str, Position]:
    first = _first_arrivals(demo)
    opened = {}
    for position in demo.positions:
        opened_at = now - timedelta(hours=first.get(position.custom_id, 1)) - _BEFORE_FIRST
        opened[position.custom_id] = _open_position(company_id, position, teammates, opened_at)
    return opened


def _first_arrivals(demo: DemoCompany) -> dict[str, int]:
    """How many hours ago the first process of each position started."""
    first: dict[str, int] = {}
    for person in demo.persons:
        for process in person.processes:
            first[process.position] = max(first.get(process.position, 0), process.started_hours_ago)
    return first


def _open_position(
    company_id: int, demo: DemoPosition, teammates: Mapping[str, Teammate], opened_at: datetime
) -> Position:
    position = positions.open_position(
        company_id=company_id,
        name=demo.name,
        public_name=None if demo.public_name == demo.name else demo.public_name,
        workplace_type=demo.workplace_type,
        city=demo.city,
        region=demo.region,
        country=demo.country,
        custom_id=demo.custom_id,
        description=demo.description,
        department=demo.department,
        employment_type=demo.employment_type,
        seniority=demo.seniority,
        is_discreet=demo.is_discreet,
        is_published=demo.is_published,
        is_talent_pool=demo.is_talent_pool,
        hiring_manager=teammates[demo.hiring_manager],
        recruiter=teammates[demo.recruiter],
        opened_at=opened_at,
        actor=ACTOR,
    )
    for email, role in demo.team:
        positions.add_to_hiring_team(position=position, teammate=teammates[email], role=role, actor=ACTOR)
    return position


def _end_openings(demo: DemoCompany, opened: Mapping[str, Position]) -> None:
    """At the end: nobody can be considered for a position that is on hold or closed."""
    for position in demo.positions:
        if position.status == "on_hold":
            positions.hold_position(position=opened[position.custom_id], actor=ACTOR)
        if position.status == "closed":
            positions.close_position(position=opened[position.custom_id], actor=ACTOR)


# Persons and what has happened to them


def _add_persons(loaded: _Loaded, demo: DemoCompany) -> None:
    ensure_tag(company_id=loaded.company_id, name=IMPORTED_TAG, system=True)
    # In the order in which they came, so that "newest first" is that in the lists.
    persons = sorted(demo.persons, key=lambda person: -person.added_hours_ago)
    rows = add_persons_in_bulk(
        company_id=loaded.company_id,
        persons=[_new_person(loaded, person) for person in persons],
        actor=ACTOR,
        announce=False,
    )
    pairs = list(zip(persons, (row.pk for row in rows), strict=True))
    early = _early_exports(loaded, demo)
    start_processes_in_bulk(
        company_id=loaded.company_id,
        processes=[
            _new_process(loaded, process, person_id, early if person.member is not None else None)
            for person, person_id in pairs
            for process in person.processes
        ],
        actor=ACTOR,
        announce=False,
    )
    for person, person_id in pairs:
        for note in person.notes:
            author = actor_of(loaded.teammates[note.author])
            add_note(company_id=loaded.company_id, person_id=person_id, text=note.text, actor=author)


def _new_person(loaded: _Loaded, person: DemoPerson) -> NewPerson:
    is_member = person.member is not None
    return NewPerson(
        first_name=person.first_name,
        middle_name=person.middle_name,
        last_name=person.last_name,
        headline=person.headline,
        location=person.location,
        employer=person.employer,
        imported_via=_LABEL if is_member else "",
        prospect_status=person.prospect_status,
        do_not_contact=person.do_not_contact,
        contact_points=tuple(
            NewContactPoint(
                kind=point.kind, value=point.value, provenance=point.provenance, origin=point.origin
            )
            for point in person.contact_points
        ),
        tags=(*person.tags, IMPORTED_TAG) if is_member else person.tags,
        added_at=loaded.moment(person.added_hours_ago),
    )


def _early_exports(loaded: _Loaded, demo: DemoCompany) -> Attribution:
    """The source of those who came by an export before: one colleague made them all."""
    exporter = loaded.teammates[demo.early_exporter]
    return sources.attribute_import(
        company_id=loaded.company_id,
        first_name=exporter.first_name,
        last_name=exporter.last_name,
        email=exporter.email,
        label=_LABEL,
        actor=ACTOR,
    )


def _new_process(
    loaded: _Loaded, process: DemoProcess, person_id: int, early: Attribution | None
) -> NewProcess:
    return NewProcess(
        person_id=person_id,
        position_id=loaded.positions[process.position].pk,
        source_id=early.source_id if early else loaded.sources[process.source].pk,
        source_contact_id=early.contact_id if early else None,
        status=process.status,
        completed_steps=process.steps_done,
        reason=process.reason,
        imported_via=_LABEL if early else "",
        started_at=loaded.moment(process.started_hours_ago),
        moved_at=loaded.moment(process.changed_hours_ago),
    )
