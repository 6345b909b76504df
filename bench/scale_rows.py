"""What rows does a company of a million candidates have? One statement a table, each a set at a time.

Values: ``company``, ``connection``, ``rosa`` (ids), ``persons`` (how many), ``largest`` (every n-th person is
considered for the largest position), ``positions`` (how many), ``slots`` (of each culture's table of names).
"""

from __future__ import annotations

# Every choice is a hash of the row's number, so that two runs make the same company.
TEMPORARY = """
CREATE FUNCTION pg_temp.dice(number bigint, salt int, sides bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN (hashint8extended(number, salt) & 9007199254740991) % sides;
CREATE FUNCTION pg_temp.public_id(prefix text, number bigint) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN prefix || '_' || left(md5(prefix || number), 16);
CREATE TEMP TABLE bench_culture (slot int, culture int);
CREATE TEMP TABLE bench_first (culture int, slot int, name text, letters text, tokens text[]);
CREATE TEMP TABLE bench_last (LIKE bench_first);
CREATE TEMP TABLE bench_position (number int, id bigint, name text, public_id text);
"""

HUMANS = """
CREATE TEMP TABLE bench_human AS
SELECT i AS id, f.name AS first_name, l.name AS last_name, f.tokens AS first_tokens, l.tokens AS last_tokens,
       f.letters AS local_1, l.letters || i AS local_2,
       (ARRAY['example.com', 'mail.example', 'post.example', 'work.example'])[1 + pg_temp.dice(i, 4, 4)] AS host,
       lpad(pg_temp.dice(i, 5, 100000000)::text, 8, '0') AS number,
       now() - (%(persons)s - i) * interval '60 seconds' - interval '1 day' AS at
FROM generate_series(1, %(persons)s) AS i
JOIN bench_culture AS c ON c.slot = pg_temp.dice(i, 1, (SELECT count(*) FROM bench_culture))
JOIN bench_first AS f ON f.culture = c.culture AND f.slot = pg_temp.dice(i, 2, %(slots)s)
JOIN bench_last AS l ON l.culture = c.culture AND l.slot = pg_temp.dice(i, 3, %(slots)s)
ORDER BY i;
ANALYZE bench_human;
"""

# Of a hundred persons three have no process, and a fifth a second one elsewhere. One position has ten thousand.
CONSIDERED = """
CREATE TEMP TABLE bench_process AS
WITH chosen AS (
    SELECT i AS person, at, CASE WHEN i %% %(largest)s = 0 THEN 0
                             ELSE 1 + floor((%(positions)s - 1) * power(pg_temp.dice(i, 10, 10000) / 10000.0, 1.2))::int
                        END AS number
    FROM (SELECT id AS i, at FROM bench_human WHERE pg_temp.dice(id, 9, 100) >= 3) AS considered
), both_rounds AS (
    SELECT 1 AS round, person, number, at FROM chosen
    UNION ALL
    SELECT 2, person, 1 + (number + 7) %% (%(positions)s - 1), at + interval '9 days' FROM chosen
    WHERE pg_temp.dice(person, 11, 100) < 23
), numbered AS (
    SELECT row_number() OVER (ORDER BY round, person) AS id, * FROM both_rounds
)
SELECT n.id, n.person, p.id AS position, p.name AS position_name, n.at,
       (ARRAY['in_progress', 'in_progress', 'in_progress', 'on_hold', 'awaiting_decision', 'rejected', 'rejected',
              'rejected', 'rejected', 'withdrawn', 'hired'])[1 + pg_temp.dice(n.id, 12, 11)] AS status,
       pg_temp.dice(n.id, 13, 6)::int AS completed
FROM numbered AS n JOIN bench_position AS p ON p.number = n.number
ORDER BY n.id;
UPDATE bench_process SET completed = 6 WHERE status IN ('awaiting_decision', 'hired');
ANALYZE bench_process;
"""

STATEMENTS = (
    (
        "persons",
        """
INSERT INTO people_person (id, company_id, public_id, first_name, middle_name, last_name, sort_name, prospect_status,
    do_not_contact, headline, location, employer, imported_via, created_at, updated_at)
OVERRIDING SYSTEM VALUE
SELECT id, %(company)s, pg_temp.public_id('per', id), first_name, '', last_name,
       left(lower(local_2 || ' ' || local_1), 400), 'sourced', id %% 200 = 0, 'Mechanical engineer', 'Bremen, Germany',
       'Robots Example', CASE WHEN id %% 10 = 0 THEN 'LinkedIn Recruiter' ELSE '' END, at, at
FROM bench_human ORDER BY id;
SELECT setval(pg_get_serial_sequence('people_person', 'id'), (SELECT max(id) FROM people_person))
""",
    ),
    (
        "search words",
        """
INSERT INTO people_persontoken (company_id, person_id, token)
SELECT DISTINCT %(company)s, id, token FROM (
    SELECT id, first_tokens || last_tokens || ARRAY[local_1 || '.' || local_2 || '@' || host, local_2,
                                                    '49151' || number, '1' || number, '151' || number] AS tokens
    FROM bench_human
) AS named, LATERAL unnest(tokens) AS token
WHERE NOT EXISTS (SELECT FROM unnest(tokens) AS longer WHERE longer <> token AND starts_with(longer, token))
ORDER BY id
""",
    ),
    (
        "contact points",
        """
INSERT INTO people_contactpoint (company_id, person_id, public_id, kind, value, normalized, is_primary, provenance,
    origin, at)
SELECT %(company)s, id, pg_temp.public_id('cp', id * 2 + (kind = 'phone')::int), kind, value, value, true,
       'file_import', '', at
FROM bench_human, LATERAL (VALUES ('email', local_1 || '.' || local_2 || '@' || host),
                                  ('phone', '+49151' || number)) AS point (kind, value)
""",
    ),
    (
        "identities",
        """
INSERT INTO people_externalidentity (company_id, person_id, provider, subject, verified, url, created_at)
SELECT %(company)s, id, 'linkedin', 'urn:li:person:' || left(md5('member' || id), 10), true,
       'https://www.linkedin.com/in/' || local_1 || '-' || local_2, at
FROM bench_human WHERE id %% 10 < 3
""",
    ),
    (
        "tags",
        """
INSERT INTO people_persontag (company_id, person_id, tag_id, at)
SELECT %(company)s, human.id, tag.id, human.at FROM bench_human AS human
JOIN people_tag AS tag ON CASE tag.normalized
    WHEN 'imported: linkedin recruiter' THEN human.id %% 10 = 0
    WHEN 'talent pool' THEN human.id %% 50 = 7
    WHEN 'welder' THEN human.id %% 100 = 33
    WHEN 'speaks polish' THEN human.id %% 500 = 99
    ELSE human.id %% 20000 = 1234 END
ORDER BY human.id
""",
    ),
    (
        "processes",
        """
INSERT INTO hiring_hiringprocess (id, company_id, public_id, person_id, position_id, status, source_id, reason,
    held_by_position, current_step_order, current_step_name, board_column, started_at, updated_at, status_changed_at,
    ended_at, imported_via)
OVERRIDING SYSTEM VALUE
SELECT p.id, %(company)s, pg_temp.public_id('prc', p.id), p.person, p.position, p.status, s.id,
       CASE WHEN p.status = 'rejected' THEN 'Too far away' ELSE '' END, false, d.order,
       COALESCE(d.name, ''),
       CASE WHEN p.status IN ('in_progress', 'on_hold') THEN 'step-' || lpad(d.order::text, 3, '0') ELSE p.status END,
       p.at, p.at + interval '3 days', p.at + interval '3 days',
       CASE WHEN p.status IN ('rejected', 'withdrawn', 'hired') THEN p.at + interval '3 days' END, ''
FROM bench_process AS p
JOIN (SELECT row_number() OVER (ORDER BY id) - 1 AS number, id FROM sources_source) AS s
  ON s.number = pg_temp.dice(p.id, 20, (SELECT count(*) FROM sources_source))
LEFT JOIN (SELECT position_id, row_number() OVER (PARTITION BY position_id ORDER BY "order") - 1 AS place, "order", name
           FROM positions_stepdefinition) AS d ON d.position_id = p.position AND d.place = p.completed
ORDER BY p.id;
SELECT setval(pg_get_serial_sequence('hiring_hiringprocess', 'id'), (SELECT max(id) FROM hiring_hiringprocess))
""",
    ),
    (
        "steps",
        """
INSERT INTO hiring_processstep (company_id, public_id, process_id, definition_id, name, type, "order", state,
    entered_at, completed_at, completed_by_name, decision)
SELECT %(company)s, pg_temp.public_id('stp', p.id * 10 + d.place), p.id, d.id, d.name, d.type, d.order,
       CASE WHEN d.place < p.completed THEN 'completed' WHEN d.place = p.completed THEN 'current' ELSE 'future' END,
       CASE WHEN d.place <= p.completed THEN p.at + d.place * interval '1 day' END,
       CASE WHEN d.place < p.completed THEN p.at + (d.place + 1) * interval '1 day' END,
       CASE WHEN d.place < p.completed THEN 'Rosa Recruiter' ELSE '' END, ''
FROM bench_process AS p
JOIN (SELECT position_id, row_number() OVER (PARTITION BY position_id ORDER BY "order") - 1 AS place, id, name, type,
             "order" FROM positions_stepdefinition) AS d ON d.position_id = p.position
""",
    ),
    (
        "activity",
        """
INSERT INTO activity_activity (company_id, at, verb, actor_kind, actor_name, actor_teammate_id, person_id, position_id,
    process_id, data)
SELECT %(company)s, at, verb, 'teammate', 'Rosa Recruiter', %(rosa)s, person, position, process, data FROM (
    SELECT at, 'person_added' AS verb, id AS person, NULL::bigint AS position, NULL::bigint AS process,
           jsonb_build_object('person', first_name || ' ' || last_name, 'imported_via', '') AS data
    FROM bench_human
    UNION ALL
    SELECT p.at, 'process_started', p.person, p.position, p.id,
           jsonb_build_object('person', h.first_name || ' ' || h.last_name, 'position', p.position_name)
    FROM bench_process AS p JOIN bench_human AS h ON h.id = p.person
    UNION ALL
    SELECT p.at + interval '3 days', 'process_rejected', p.person, p.position, p.id,
           jsonb_build_object('person', h.first_name || ' ' || h.last_name, 'position', p.position_name,
                              'reason', 'Too far away')
    FROM bench_process AS p JOIN bench_human AS h ON h.id = p.person WHERE p.status <> 'in_progress'
) AS facts ORDER BY at
""",
    ),
    (
        "links",
        """
INSERT INTO linkedin_sync_link (company_id, connection_id, kind, our_key, external_id, their_urn, fingerprint, parts,
    delivered_at, task_urn, task_asked)
SELECT %(company)s, %(connection)s, kind, id::text, external_id, '', left(md5(kind || id), 32), parts, at, '', 0 FROM (
    SELECT 'position' AS kind, id, public_id AS external_id, '{}'::jsonb AS parts, now() - interval '1 day' AS at
    FROM bench_position
    UNION ALL
    SELECT 'person', id, pg_temp.public_id('per', id), '{}', at FROM bench_human WHERE pg_temp.dice(id, 9, 100) >= 3
    UNION ALL
    SELECT 'process', id, pg_temp.public_id('prc', id), jsonb_build_object('step-1', left(md5('s' || id), 16)), at
    FROM bench_process
) AS sent
""",
    ),
    (
        "receipts",
        """
INSERT INTO linkedin_sync_receipt (company_id, connection_id, event_id, type, body, signature_state, received_at,
    expires_at, state, reason, sentence, attempts, not_before, finished_at)
SELECT %(company)s, %(connection)s, 'event-' || id, 'EXPORT_CANDIDATE_PROFILE', '{"id": ' || id || '}', 'valid', at,
       at + interval '1 day', CASE WHEN id %% 5000 = 0 THEN 'failed' ELSE 'done' END, '', '', 1, at, at
FROM bench_human WHERE id %% 10 = 0 ORDER BY id
""",
    ),
    (
        "exports",
        """
INSERT INTO linkedin_sync_export (company_id, receipt_id, ordinal, member_urn, first_name, last_name, profile_url,
    position_public_id, position_name, recruiter_name, teammate_id, outcome, reason, sentence, person_id, process_id,
    at)
SELECT %(company)s, r.id, 0, 'urn:li:person:' || left(md5('member' || h.id), 10), h.first_name, h.last_name, '',
       p.public_id, p.name, 'Rosa Recruiter',
       (SELECT id FROM company_teammate WHERE email LIKE CASE WHEN h.id %% 30 = 0 THEN 'rosa@%%' ELSE 'rita@%%' END
        LIMIT 1),
       CASE WHEN h.id %% 70 = 0 THEN 'refused' ELSE 'created' END,
       CASE WHEN h.id %% 70 = 0 THEN 'position_closed' ELSE '' END, '', h.id, NULL, h.at
FROM bench_human AS h
JOIN linkedin_sync_receipt AS r ON r.event_id = 'event-' || h.id
JOIN bench_position AS p ON p.number = pg_temp.dice(h.id, 30, %(positions)s)
ORDER BY r.id
""",
    ),
)

MARKS = """
INSERT INTO linkedin_sync_mark (company_id, connection_id, kind, lane, priority, our_key, tombstone, version, marked_at,
    not_before, attempts, last_error, parked_reason, parked_text)
SELECT %(company)s, %(connection)s, 'person', 3, 1, id::text, false, 1, now(), now(), 0, '', '', ''
FROM generate_series(1, %(persons)s) AS id
"""
