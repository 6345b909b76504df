"""How many statements does each of these pages ask? Counted inside of the product; the last line is one JSON object.

What tells the session whose rows it may see is no question and is left out.
"""

from __future__ import annotations

import json
import os
import sys
from http import HTTPStatus

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ.setdefault("RECRUIT_LOG_LEVEL", "ERROR")

import django

django.setup()

from django.db import connection  # noqa: E402 -- after Django's set-up
from django.test import Client  # noqa: E402 -- after Django's set-up
from django.test.utils import CaptureQueriesContext  # noqa: E402 -- after Django's set-up

from recruit.base.tenancy import Door, door  # noqa: E402 -- after Django's set-up
from recruit.company.models import Teammate  # noqa: E402 -- after Django's set-up


def main(email: str, *addresses: str) -> None:
    with door(Door.SIGN_IN):
        teammate = Teammate.objects.get(email_normalized=email)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(teammate, backend="recruit.company.selectors.SignInBackend")
    counts: dict[str, int] = {}
    for address in addresses:
        headers = {"HX-Request": "true"} if address.startswith("/search") else {}
        client.get(address, headers=headers)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address, headers=headers)
        assert answer.status_code == HTTPStatus.OK, (address, answer.status_code)
        counts[address] = sum("set_config" not in query["sql"] for query in captured)
    print(json.dumps(counts))


main(*sys.argv[1:])
