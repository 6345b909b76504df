"""How do static files reach a browser? As they were compressed once, while they were collected.

They are answered before Django sees the request: their names are looked up in a list of what there is, and both forms
are kept in memory, some megabytes. Their names carry a digest of their content, so that a browser may keep them for a
year; a process therefore answers a file mostly once a browser.
"""

from __future__ import annotations

import gzip
from functools import cache
from http import HTTPStatus
from pathlib import Path

from config.bodies import Application, Receive, Scope, Send

_KINDS = {
    ".css": b"text/css; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".svg": b"image/svg+xml",
    ".json": b"application/json",
    ".map": b"application/json",
    ".txt": b"text/plain; charset=utf-8",
    ".png": b"image/png",
    ".woff2": b"font/woff2",
}
#: What is compressed by its own format already gains nothing.
_COMPRESSED_ALREADY = frozenset({".png", ".woff2"})
_WORTH_IT = 0.9
_SUFFIX = ".gz"
_YEAR = 365 * 24 * 60 * 60


def compress(file: Path) -> None:
    """Write the compressed form beside the file, if it is worth it. The same bytes make the same bytes."""
    if file.suffix in _COMPRESSED_ALREADY:
        return
    written = file.read_bytes()
    compressed = gzip.compress(written, 9, mtime=0)
    if len(compressed) < len(written) * _WORTH_IT:
        file.with_name(f"{file.name}{_SUFFIX}").write_bytes(compressed)


def with_static_files(application: Application, *, folder: Path, url: str) -> Application:
    """The same application, but what lies in ``folder`` is answered under ``url``."""

    @cache
    def files() -> dict[str, Path]:
        found = (file for file in folder.rglob("*") if file.is_file())
        return {f"{url}{file.relative_to(folder).as_posix()}": file for file in found}

    @cache
    def content(file: Path) -> bytes:
        return file.read_bytes()

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        is_read = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        file = files().get(scope["path"]) if is_read and scope["path"].startswith(url) else None
        if file is None:
            await application(scope, receive, send)
            return
        headers = [
            (b"content-type", _KINDS.get(file.suffix, b"application/octet-stream")),
            (b"cache-control", f"public, max-age={_YEAR}, immutable".encode()),
            (b"vary", b"Accept-Encoding"),
            (b"x-content-type-options", b"nosniff"),
        ]
        packed = files().get(f"{scope['path']}{_SUFFIX}") if _takes_gzip(scope) else None
        if packed is not None:
            headers.append((b"content-encoding", b"gzip"))
        body = content(packed or file)
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers})
        await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})

    return answering


def _takes_gzip(scope: Scope) -> bool:
    offered = b",".join(value for name, value in scope["headers"] if name.lower() == b"accept-encoding")
    for coding in offered.decode("latin-1").replace(" ", "").lower().split(","):
        name, _, quality = coding.partition(";q=")
        if name == "gzip":
            return quality.strip("0.") != "" or quality == ""
    return False
