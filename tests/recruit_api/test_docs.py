"""The examples in docs/api.md are run as they stand, one after the other."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from string import Template
from typing import Any

from recruit.company.rules import APP_SCOPES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")


def test_every_scope_stands_in_the_docs():
    assert {each.scope for each in APP_SCOPES} <= set(re.findall(r"`([a-z-]+:[a-z]+)`", PAGE))


def test_the_docs_examples_work(cast, program):
    script = program()
    token = script.headers["Authorization"].removeprefix("Bearer ")
    names = {"RECRUIT_TOKEN": token, "RECRUIT_URL": "http://testserver", "POSITION": cast.position.public_id}
    answers = []
    for example in re.findall(r"```sh\n(curl .*?)\n```", PAGE):
        answer = run(script.client, Template(example).substitute(names))
        answers.append((answer.status_code, answer.json()))
        names.setdefault("PERSON" if "/persons" in example else "PROCESS", answers[-1][1].get("id", ""))
        names = {name: value for name, value in names.items() if value}

    assert [status for status, _ in answers] == [200, 201, 201, 200, 200, 201, 201, 200, 200]
    assert answers[0][1]["items"][0]["name"] == "Welding Robot Technician"
    assert answers[4][1]["status"] == "hired"
    assert answers[6][1]["until"].startswith("2036-12-31T23:59:59")
    assert [person["last_name"] for person in answers[8][1]["items"]] == ["Brand"]


def run(client: Any, command: str) -> Any:
    words, method, headers, body, address = shlex.split(command)[1:], "GET", {}, "", ""
    while words:
        word = words.pop(0)
        if word == "-X":
            method = words.pop(0)
        elif word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = words.pop(0)
        else:
            address = word
    return client.generic(
        method,
        address.removeprefix("http://testserver"),
        data=body,
        content_type=headers.pop("Content-Type", "application/json"),
        headers=headers,
    )
