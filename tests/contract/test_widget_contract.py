"""Do the widgets' facts hold together, and does the loader that is served know what they say?"""

from __future__ import annotations

import hashlib
import hmac
import json
from urllib.parse import urlsplit

import pytest
from tests.contract.reading import CONTRACT
from tests.linkedin_sandbox.server import sandbox, sandbox_process

__all__ = ["sandbox", "sandbox_process"]
CONTENT = json.loads((CONTRACT / "widgets.json").read_text("utf-8"))
WIDGETS = CONTENT["widgets"]
CERTAINTY = {"documented", "repository", "third_party", "specification", "uncertain"}


def named(widget):
    return widget["name"]


def marked(value):
    """Every certainty anywhere below."""
    if isinstance(value, dict):
        found = [value["certainty"]] if "certainty" in value else []
        return found + [each for one in value.values() for each in marked(one)]
    return [each for one in value for each in marked(one)] if isinstance(value, list) else []


def test_every_certainty_is_one_of_the_words():
    assert set(marked(CONTENT)) <= CERTAINTY


@pytest.mark.parametrize("widget", WIDGETS, ids=named)
def test_a_widget_says_where_it_stands_and_where_that_is_written(widget):
    assert widget["placeholder"] == f"IN/{widget['name']}"
    assert widget["extensions"]
    assert all(source.startswith("https://") for source in widget["sources"])


@pytest.mark.parametrize("widget", WIDGETS, ids=named)
def test_attributes_are_named_once_and_callbacks_by_one_of_them(widget):
    names = [one["name"] for one in widget["attributes"]]

    assert len(names) == len(set(names))
    assert all(name.startswith("data-") for name in names)
    assert {one["attribute"] for one in widget["callbacks"]} <= set(names)


def test_the_signatures_of_the_examples_are_what_the_rule_says():
    [applying] = [one for one in WIDGETS if one["name"] == "AwliWidget"]
    vector = applying["signature"]
    [callback] = applying["callbacks"]
    profile, signature = callback["arguments"]

    assert canonical(vector["profile"]) == vector["canonical"]
    assert signed(vector, vector["profile"]) == vector["signature"]
    assert signed(vector, profile) == signature


def canonical(profile):
    return json.dumps(profile, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def signed(vector, profile):
    text = f"{canonical(profile)}.{vector['nonce']}.{vector['job_code']}"
    return hmac.new(vector["secret"].encode(), text.encode(), hashlib.sha256).hexdigest()


@pytest.mark.parametrize("address", CONTENT["loader"]["addresses"], ids=lambda one: one["path"])
def test_the_loader_that_is_served_knows_every_widget_and_callback(sandbox, address):
    script = read(sandbox, address["path"])

    for widget in WIDGETS:
        assert f"{widget['name']}: {{" in script
        assert all(f'"{urlsplit(one["address"]).path}"' in script for one in widget["extensions"])
        assert all(f'"{one["attribute"][5:]}"' in script for one in widget["callbacks"])


@pytest.mark.parametrize("widget", WIDGETS, ids=named)
def test_a_frame_stands_at_the_address_of_its_extension(sandbox, widget):
    for extension in widget["extensions"]:
        refused = read(sandbox, urlsplit(extension["address"]).path, status=403)
        assert "has no line" in refused


def read(server, path, *, status=200):
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == status
        return answer.read().decode()
    finally:
        connection.close()
