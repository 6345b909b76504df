"""``make certify``: an installation of its own for one certification, in a folder and on ports that nobody uses."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.trouble import Trouble

_START_SECONDS = 240.0
_STOP_SECONDS = 40.0
#: The certification asks often, and is no program that anybody has to be kept from.
_CALLS_PER_MINUTE = "6000"


def certify_alone(words: list[str]) -> int:
    """Start, certify, stop, and leave nothing but the report; ``words`` are those of ``recruit certify``."""
    folder = Path(tempfile.mkdtemp(prefix="recruit-certification-"))
    folder.chmod(0o755)  # the database may run as somebody else
    web, sandbox = _free_ports()
    variables = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "RECRUIT_DATA": str(folder / "data"),
        "RECRUIT_WEB_PORT": str(web),
        "RECRUIT_SANDBOX_PORT": str(sandbox),
        "RECRUIT_API_CALLS_PER_MINUTE": _CALLS_PER_MINUTE,
        "RECRUIT_BASE_URL": "",
        "RECRUIT_LINKEDIN_API_URL": "",
    }
    ready, log = folder / "ready.json", folder / "run.log"
    with log.open("wb") as output:
        house = subprocess.Popen(  # noqa: S603 -- our own module
            [sys.executable, "-m", "config", "run", "--no-demo", "--ready-file", str(ready)],
            env=variables, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        _wait(house, ready, log)
        address = json.loads(ready.read_text("utf-8"))["web_url"]
        print(f"An installation for the certification runs at {address}.", flush=True)
        done = subprocess.run(  # noqa: S603 -- our own module
            [sys.executable, "-m", "config", "certify", *words], env=variables, check=False
        )
        return done.returncode
    finally:
        house.send_signal(signal.SIGINT)
        house.wait(_STOP_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(house: subprocess.Popen[bytes], ready: Path, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not ready.exists():
        if house.poll() is not None or time.monotonic() > deadline:
            raise Trouble(f"Recruit did not start.\n{log.read_text('utf-8', errors='replace')[-3000:]}")
        time.sleep(0.1)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as another:
        for probe in (one, another):
            probe.bind(("127.0.0.1", 0))
        return one.getsockname()[1], another.getsockname()[1]
