"""Does it answer yet? Asked over the loopback, as anybody else would."""

from __future__ import annotations

import http.client
import json
from http import HTTPStatus


def health(port: int) -> dict[str, str]:
    """What /healthz says, or nothing while the web server does not answer."""
    status, body = _get(port, "/healthz")
    if status != HTTPStatus.OK:
        return {}
    found = json.loads(body)
    return found if isinstance(found, dict) else {}


def answers(port: int, path: str) -> bool:
    """Is there an answer, and not one of a broken server?"""
    status, _body = _get(port, path)
    return 0 < status < HTTPStatus.INTERNAL_SERVER_ERROR


def _get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()
