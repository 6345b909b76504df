"""Which rows has a company of a million candidates? One piece a table, each written a slice of ids at a time."""

# ruff: noqa: S608 -- the statements are put together from this module's own constants; every value is a parameter

from __future__ import annotations

from config.seed.tables import Piece
from recruit.activity.models import Activity, Note
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.people.models import ContactPoint, ExternalIdentity, Person, PersonTag, PersonToken

_HUMANS = "FROM seed_human AS h WHERE h.id BETWEEN %(low)s AND %(high)s"
_PROCESSES = "FROM seed_process AS p {joins} WHERE p.id BETWEEN %(low)s AND %(high)s"
_AUTHOR = "JOIN seed_author AS a ON a.number = pg_temp.dice({of}, {salt}, (SELECT count(*) FROM seed_author))"
_PERSON = "JOIN seed_human AS h ON h.id = p.person"
_ENDED = "('rejected', 'withdrawn', 'hired')"


def _text(kind: str, of: str, salt: int) -> str:
    """One of the texts of that kind, drawn by a number."""
    count = f"(SELECT count(*) FROM seed_text WHERE kind = '{kind}')"
    return (
        f"(SELECT text FROM seed_text WHERE kind = '{kind}' AND number = pg_temp.dice({of}, {salt}, {count}))"
    )


PERSONS = Piece(
    "persons",
    Person,
    {
        "id": "h.id",
        "company_id": "%(company)s",
        "public_id": "pg_temp.public_id('per', h.id)",
        "first_name": "h.first_name",
        "last_name": "h.last_name",
        "sort_name": "h.sort_name",
        "prospect_status": "(ARRAY['sourced', 'sourced', 'sourced', 'sourced', 'contacted', 'contacted', 'responded', "
        "'interested', 'not_interested', 'do_not_contact'])[1 + pg_temp.dice(h.number, 21, 10)]",
        "do_not_contact": "pg_temp.dice(h.number, 21, 10) = 9 AND h.number %% 20 = 0",
        "headline": "titles.text",
        "location": "'Bremen, Germany'",
        "employer": "employers.text",
        "imported_via": "CASE WHEN h.number %% 10 = 0 THEN 'LinkedIn Recruiter' ELSE '' END",
        "created_at": "h.at",
        "updated_at": "least(h.at + pg_temp.dice(h.number, 22, 90) * interval '1 day', now())",
    },
    "FROM seed_human AS h "
    "JOIN seed_text AS titles ON titles.kind = 'title' AND titles.number = pg_temp.dice(h.number, 23, "
    "(SELECT count(*) FROM seed_text WHERE kind = 'title')) "
    "JOIN seed_text AS employers ON employers.kind = 'employer' AND employers.number = pg_temp.dice(h.number, 24, "
    "(SELECT count(*) FROM seed_text WHERE kind = 'employer')) "
    "WHERE h.id BETWEEN %(low)s AND %(high)s ORDER BY h.id",
    ids="seed_human",
    weight=8,
)

TOKENS = Piece(
    "search words",
    PersonToken,
    {"company_id": "%(company)s", "person_id": "found.id", "token": "found.token"},
    "FROM (SELECT DISTINCT id, token FROM ("
    "SELECT h.id, first_tokens || last_tokens || ARRAY[local_1 || '.' || local_2 || '@' || host, local_2, "
    "'49151' || phone, '1' || phone, '151' || phone] AS tokens " + _HUMANS + ") AS named, "
    "LATERAL unnest(tokens) AS token "
    "WHERE NOT EXISTS (SELECT FROM unnest(tokens) AS longer WHERE longer <> token AND starts_with(longer, token))"
    ") AS found ORDER BY found.id",
    ids="seed_human",
    weight=30,
)

CONTACT_POINTS = Piece(
    "contact points",
    ContactPoint,
    {
        "company_id": "%(company)s",
        "person_id": "h.id",
        "public_id": "pg_temp.public_id('cp', h.id * 2 + (point.kind = 'phone')::int)",
        "kind": "point.kind",
        "value": "point.value",
        "normalized": "point.value",
        "is_primary": "true",
        "provenance": "'file_import'",
        "at": "h.at",
    },
    "FROM seed_human AS h, LATERAL (VALUES ('email', local_1 || '.' || local_2 || '@' || host), "
    "('phone', '+49151' || phone)) AS point (kind, value) WHERE h.id BETWEEN %(low)s AND %(high)s",
    ids="seed_human",
    weight=17,
)

IDENTITIES = Piece(
    "profiles elsewhere",
    ExternalIdentity,
    {
        "company_id": "%(company)s",
        "person_id": "h.id",
        "provider": "'linkedin'",
        "subject": "'urn:li:person:' || left(md5('member' || h.id), 10)",
        "verified": "true",
        "url": "'https://www.linkedin.com/in/' || local_1 || '-' || local_2",
        "created_at": "h.at",
    },
    _HUMANS + " AND h.number %% 10 < 3",
    ids="seed_human",
    weight=2,
)

TAGGED = Piece(
    "tags",
    PersonTag,
    {"company_id": "%(company)s", "person_id": "h.id", "tag_id": "t.id", "at": "h.at"},
    "FROM seed_human AS h JOIN seed_tag AS t ON pg_temp.dice(h.number, 25 + t.id::int, t.every) = 0 "
    "WHERE h.id BETWEEN %(low)s AND %(high)s",
    ids="seed_human",
    weight=3,
)

PROCESSES = Piece(
    "processes",
    HiringProcess,
    {
        "id": "p.id",
        "company_id": "%(company)s",
        "public_id": "pg_temp.public_id('prc', p.id)",
        "person_id": "p.person",
        "position_id": "p.position",
        "status": "p.status",
        "source_id": "s.id",
        "reason": f"CASE p.status WHEN 'rejected' THEN {_text('reason', 'p.number', 26)} "
        f"WHEN 'withdrawn' THEN {_text('withdrawal', 'p.number', 27)} ELSE '' END",
        "held_by_position": "p.held_by_position",
        "current_step_order": 'd."order"',
        "current_step_name": "COALESCE(d.name, '')",
        "board_column": "CASE WHEN p.status IN ('in_progress', 'on_hold') "
        "THEN 'step-' || lpad(d.\"order\"::text, 3, '0') ELSE p.status END",
        "started_at": "p.at",
        "updated_at": "least(p.at + p.taken, now())",
        "status_changed_at": "least(p.at + p.taken, now())",
        "ended_at": f"CASE WHEN p.status IN {_ENDED} THEN least(p.at + p.taken, now()) END",
        "imported_via": "''",
    },
    _PROCESSES.format(
        joins="JOIN seed_source AS s ON s.number = floor((SELECT count(*) FROM seed_source) "
        "* power(pg_temp.dice(p.number, 20, 10000) / 10000.0, 2))::int "
        "LEFT JOIN seed_step AS d ON d.position_id = p.position AND d.place = p.completed"
    )
    + " ORDER BY p.id",
    ids="seed_process",
    weight=35,
)

STEPS = Piece(
    "steps",
    ProcessStep,
    {
        "company_id": "%(company)s",
        "public_id": "pg_temp.public_id('stp', p.id * 10 + d.place)",
        "process_id": "p.id",
        "definition_id": "d.id",
        "name": "d.name",
        "type": "d.type",
        "order": 'd."order"',
        "state": "CASE WHEN d.place < p.completed THEN 'completed' WHEN d.place = p.completed THEN 'current' "
        "ELSE 'future' END",
        "entered_at": "CASE WHEN d.place <= p.completed THEN least(p.at + d.place * p.taken / 6, now()) END",
        "completed_at": "CASE WHEN d.place < p.completed THEN least(p.at + (d.place + 1) * p.taken / 6, now()) END",
        "completed_by_name": "CASE WHEN d.place < p.completed THEN a.name ELSE '' END",
        "decision": "''",
    },
    _PROCESSES.format(
        joins="JOIN seed_step AS d ON d.position_id = p.position " + _AUTHOR.format(of="p.number", salt=28)
    ),
    ids="seed_process",
    weight=55,
)

NOTES = Piece(
    "notes",
    Note,
    {
        "company_id": "%(company)s",
        "public_id": "pg_temp.public_id('nte', h.id)",
        "person_id": "h.id",
        "author_id": "a.id",
        "author_name": "a.name",
        "text": _text("note", "h.number", 30),
        "created_at": "least(h.at + interval '2 days', now())",
        "updated_at": "least(h.at + interval '2 days', now())",
    },
    "FROM seed_human AS h "
    + _AUTHOR.format(of="h.number", salt=29)
    + " WHERE h.id BETWEEN %(low)s AND %(high)s AND h.number %% 5 = 0",
    ids="seed_human",
    weight=4,
)

_PERSON_NAME = "h.first_name || ' ' || h.last_name"
_FACTS = f"""
FROM (
    SELECT h.at, 'person_added' AS verb, h.number AS who, h.id AS person, NULL::bigint AS position,
           NULL::bigint AS process, jsonb_build_object('person', {_PERSON_NAME}, 'imported_via', '') AS data
    {_HUMANS}
    UNION ALL
    SELECT least(h.at + interval '2 days', now()), 'note_added', h.number, h.id, NULL, NULL, '{{}}'::jsonb
    {_HUMANS} AND h.number %% 5 = 0
    UNION ALL
    SELECT p.at, 'process_started', p.number, p.person, p.position, p.id,
           jsonb_build_object('person', {_PERSON_NAME}, 'position', p.position_name)
    FROM seed_process AS p {_PERSON} WHERE h.id BETWEEN %(low)s AND %(high)s
    UNION ALL
    SELECT least(p.at + p.taken, now()),
           CASE p.status WHEN 'on_hold' THEN 'process_held' ELSE 'process_' || p.status END,
           p.number, p.person, p.position, p.id,
           jsonb_build_object('person', {_PERSON_NAME}, 'position', p.position_name)
    FROM seed_process AS p {_PERSON}
    WHERE h.id BETWEEN %(low)s AND %(high)s AND p.status NOT IN ('in_progress', 'awaiting_decision')
) AS facts
{_AUTHOR.format(of="facts.who", salt=31)}
ORDER BY facts.at
"""

ACTIVITY = Piece(
    "activity",
    Activity,
    {
        "company_id": "%(company)s",
        "at": "facts.at",
        "verb": "facts.verb",
        "actor_kind": "'teammate'",
        "actor_name": "a.name",
        "actor_teammate_id": "a.id",
        "person_id": "facts.person",
        "position_id": "facts.position",
        "process_id": "facts.process",
        "data": "facts.data",
    },
    _FACTS,
    ids="seed_human",
    weight=42,
)

CANDIDATES = (
    PERSONS, TOKENS, CONTACT_POINTS, IDENTITIES, TAGGED, PROCESSES, STEPS, NOTES, ACTIVITY,
)  # fmt: skip
