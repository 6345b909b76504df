"""Pictures of members: drawn by code, the same for the same person, and kept by the browser."""

from __future__ import annotations

import http.client
import xml.etree.ElementTree as ET

import pytest
from tests.linkedin_sandbox.records import WORLD
from tests.linkedin_sandbox.server import Server

from linkedin_sandbox.world.people.portraits import portrait


def picture(server: Server, slug: str, **headers: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("GET", f"/recruiter/photos/{slug}.svg", headers=headers)
        answer = connection.getresponse()
        return (
            answer.status,
            {name.lower(): value for name, value in answer.getheaders()},
            answer.read().decode(),
        )
    finally:
        connection.close()


def test_noor_has_a_picture_that_a_browser_may_keep(sandbox: Server) -> None:
    status, headers, drawn = picture(sandbox, "demo-noor-h")

    assert status == 200
    assert headers["content-type"] == "image/svg+xml"
    assert headers["cache-control"] == "public, max-age=86400"
    assert ET.fromstring(drawn).tag == "{http://www.w3.org/2000/svg}svg"
    assert picture(sandbox, "demo-noor-h", **{"If-None-Match": headers["etag"]})[0] == 304


def test_the_picture_follows_the_seed_number_and_not_the_moment(sandbox: Server) -> None:
    noor = picture(sandbox, "demo-noor-h")[2]
    odile = picture(sandbox, "invented-odile")[2]
    sandbox.post("reset", **WORLD)

    assert noor != odile
    assert picture(sandbox, "demo-noor-h")[2] == noor


def test_nobody_has_no_picture(sandbox: Server) -> None:
    assert picture(sandbox, "nobody")[0] == 404


@pytest.mark.parametrize("seed", range(40))
def test_every_figure_is_well_formed_and_fetches_nothing(seed: int) -> None:
    drawn = portrait(seed)

    assert {part.tag.rpartition("}")[2] for part in ET.fromstring(drawn).iter()} <= {
        "svg", "rect", "path", "g", "circle", "ellipse",
    }  # fmt: skip
    assert "href" not in drawn


def test_a_crowd_does_not_look_alike() -> None:
    assert len({portrait(seed) for seed in range(1000)}) > 950
