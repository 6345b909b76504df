"""What does the engine keep of a company of a million candidates? One statement a table, from the seed's own tables.

Values: ``company``, ``connection`` (ids), ``persons`` and ``positions`` (how many).
"""

from __future__ import annotations

STATEMENTS = (
    (
        "links",
        """
INSERT INTO linkedin_sync_link (company_id, connection_id, kind, our_key, external_id, their_urn, fingerprint, parts,
    delivered_at, task_urn, task_asked)
SELECT %(company)s, %(connection)s, kind, id::text, external_id, '', left(md5(kind || id), 32), parts, at, '', 0 FROM (
    SELECT 'position' AS kind, id, public_id AS external_id, '{}'::jsonb AS parts, now() - interval '1 day' AS at
    FROM seed_position
    UNION ALL
    SELECT 'person', id, pg_temp.public_id('per', id), '{}', at FROM seed_human WHERE pg_temp.dice(id, 9, 100) >= 3
    UNION ALL
    SELECT 'process', id, pg_temp.public_id('prc', id), jsonb_build_object('step-1', left(md5('s' || id), 16)), at
    FROM seed_process
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
FROM seed_human WHERE id %% 10 = 0 ORDER BY id
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
FROM seed_human AS h
JOIN linkedin_sync_receipt AS r ON r.event_id = 'event-' || h.id
JOIN seed_position AS p ON p.number = pg_temp.dice(h.id, 30, %(positions)s)
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
