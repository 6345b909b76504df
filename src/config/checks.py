"""Is this installation set up so that it may serve? Checks with stable ids, run before anything starts.

config.E001  the database's server or role is not fit (too old, superuser, exempt from row security)
config.E002  the secret key is missing or weak
config.E003  the base address is malformed
config.E004  the encryption key is missing or malformed
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from config.database.fitness import QUERY, Facts, faults_of

_SHORTEST_KEY = 32


@register(Tags.database)
def check_database(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Runs only where a database is named, as ``migrate`` and ``check --database`` do."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(QUERY)
            facts = Facts(*cursor.fetchone())
        found += [Error(sentence, id="config.E001") for sentence in faults_of(facts)]
    return found


@register(Tags.security, deploy=True)
def check_keys(**_kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < _SHORTEST_KEY or settings.SECRET_KEY.startswith("not-secret"):
        found.append(
            Error(
                f"The secret key is missing or shorter than {_SHORTEST_KEY} characters.",
                hint="Set RECRUIT_SECRET_KEY, or let `recruit run` make one in the data folder.",
                id="config.E002",
            )
        )
    try:
        Fernet(settings.ENCRYPTION_KEY)
    except ValueError:
        found.append(
            Error(
                "The encryption key is missing or is not 32 url-safe base64 bytes.",
                hint="Set RECRUIT_ENCRYPTION_KEY (python -c 'from cryptography.fernet import Fernet; "
                "print(Fernet.generate_key().decode())'), or let `recruit run` make one in the data folder.",
                id="config.E004",
            )
        )
    return found


@register(Tags.urls)
def check_base_url(**_kwargs: Any) -> list[CheckMessage]:
    parts = urlsplit(settings.BASE_URL)
    if (
        parts.scheme in ("http", "https")
        and parts.hostname
        and not (parts.path or parts.query or parts.fragment)
    ):
        return []
    return [
        Error(
            f"The base address {settings.BASE_URL!r} is not of the form https://recruit.example.com.",
            hint="Set RECRUIT_BASE_URL to scheme and host, with a port where there is one, and nothing after it.",
            id="config.E003",
        )
    ]
