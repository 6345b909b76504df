"""A static file is compressed once, and goes out as the browser takes it."""

from __future__ import annotations

import asyncio
import gzip

import pytest

from config.statics import compress, with_static_files

STYLE = b"body { color: teal; }\n" * 40


@pytest.fixture
def ask(tmp_path):
    """``ask(path, accepts)``: status, headers and body; 404 is the application's answer."""
    (tmp_path / "deep").mkdir()
    for name, content in (("deep/style.css", STYLE), ("noise.png", STYLE), ("tiny.js", b"1")):
        (tmp_path / name).write_bytes(content)
        compress(tmp_path / name)
    (tmp_path.parent / "secret.txt").write_text("secret")

    async def application(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    serving = with_static_files(application, folder=tmp_path, url="/static/")

    def asked(path, accepts="", method="GET"):
        said = []

        async def send(message):
            said.append(message)

        scope = {"type": "http", "method": method, "path": path, "headers": [(b"accept-encoding", accepts.encode())]}  # fmt: skip
        asyncio.run(serving(scope, None, send))
        start, body = said
        return int(start["status"]), dict(start["headers"]), body["body"]

    return asked


@pytest.mark.parametrize(
    ("accepts", "is_compressed"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.2", True),
        ("gzip;q=0", False),  # it is refused by name
        ("gzip;q=0.00", False),
        ("br", False),
        ("", False),
    ],
)
def test_a_browser_gets_the_form_that_it_takes(ask, accepts, is_compressed):
    status, headers, body = ask("/static/deep/style.css", accepts)

    assert status == 200
    assert headers[b"content-type"] == b"text/css; charset=utf-8"
    assert headers[b"vary"] == b"Accept-Encoding"
    assert b"immutable" in headers[b"cache-control"]
    assert int(headers[b"content-length"]) == len(body)
    assert (headers.get(b"content-encoding") == b"gzip") == is_compressed
    assert (gzip.decompress(body) if is_compressed else body) == STYLE


@pytest.mark.parametrize("path", ["/static/noise.png", "/static/tiny.js"])
def test_what_gains_nothing_is_not_compressed(ask, path):
    assert b"content-encoding" not in ask(path, "gzip")[1]


def test_a_head_has_no_body(ask):
    status, headers, body = ask("/static/deep/style.css", method="HEAD")

    assert (status, headers[b"content-length"], body) == (200, str(len(STYLE)).encode(), b"")


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/static/nothing.css", "GET"),
        ("/static/../secret.txt", "GET"),
        ("/static/deep", "GET"),
        ("/candidates", "GET"),
        ("/static/deep/style.css", "POST"),
    ],
)
def test_all_else_is_the_applications_matter(ask, path, method):
    assert ask(path, method=method)[0] == 404
