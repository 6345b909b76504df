"""How does an open page learn that something changed? By a notification that names a topic, and nothing else.

A topic is a kind and a public id, such as ``position:pos_…`` or ``person:per_…``, or a bare kind such as
``candidates``. The notification leaves PostgreSQL when the transaction commits (NOTIFY is transactional), the web
process hands it to the pages that listen to that topic, and each page asks again for its own fragment, with its
own permissions. No content travels this way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import connection

CHANNEL = "recruit_live"
#: The topic that no page asks for: who may hear what has changed in the company, every stream begins anew.
RIGHTS = "rights"


def touch(company_id: int, topics: Iterable[str]) -> None:
    """Tell the pages that look at any of these topics that what they show has changed."""
    with connection.cursor() as cursor:
        for topic in topics:
            cursor.execute(
                "SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"company": company_id, "topic": topic})]
            )
