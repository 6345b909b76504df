"""Does the guide work? Every shell block of docs/sandbox.md is run, one after the other, as a reader would type them."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "sandbox.md").read_text()
ADDRESSES = ("127.0.0.1:8100", "8200")


def blocks() -> list[str]:
    return re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)


def free_ports(count: int) -> list[str]:
    sockets = [socket.socket() for _number in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [str(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def as_one_script(sandbox_port: str, listener_port: str) -> str:
    """Nothing is changed but the two ports, which must be free here."""
    said = "\n".join(f"echo '--- block {number}'\n{block}" for number, block in enumerate(blocks()))
    said = said.replace("127.0.0.1:8100", f"127.0.0.1:{sandbox_port}").replace("8200", listener_port)
    return said.replace("serve --in-memory", f"serve --port {sandbox_port} --in-memory")


def test_the_guide_is_run_from_its_first_line_to_its_last(tmp_path: Path) -> None:
    sandbox_port, listener_port = free_ports(2)
    for name in ("contract", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "LINKEDIN_SANDBOX_URL": f"http://127.0.0.1:{sandbox_port}",
    }

    done = subprocess.run(
        ["bash", "-e", "-u", "-o", "pipefail", "-m", "-c", as_one_script(sandbox_port, listener_port)],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=110,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    printed = re.split(r"--- block \d+\n", done.stdout)[1:]
    assert len(printed) == len(blocks()) == 12
    said = dict(zip(("start", "token", "child", "admin", "listen", "enable", "job", "candidate", "export", "fetch", "fault", "stop"), printed, strict=True))  # fmt: skip
    assert json.loads(said["child"])["uniqueForeignId"] == "tenant-7c1f"
    assert said["admin"].count("REQUESTED") == 4
    assert json.loads(said["listen"])["errors"] == {}
    assert said["enable"].count('"signed": true') == 4
    assert "Welding Robot Technician" in said["job"]
    assert "in_ats: true" in said["candidate"]
    assert json.loads(said["export"])["signed"] is True
    assert '"lastName": "Marchetti"' in said["fetch"]
    assert "state: fetched" in said["fetch"]
    assert "#1 status" in said["fault"]
    assert "503" in said["fault"]


def test_the_guide_uses_the_contracts_own_requests() -> None:
    named = set(re.findall(r"\b(?:example|linkedin) (\w+\.\w+/[\w-]+)", GUIDE))

    assert len(named) == 4
    for name in named:
        assert (ROOT / "contract" / "examples" / f"{name}.json").exists()


def test_every_command_of_the_guides_table_is_there() -> None:
    table = GUIDE[GUIDE.index("| command | what |") : GUIDE.index("## In your tests")]
    commands = {
        word
        for cell in re.findall(r"^\| (.*?) \| ", table, re.MULTILINE)
        for word in re.findall(r"`([a-z]+)", cell)
    }
    done = subprocess.run(
        [sys.executable, "-m", "linkedin_sandbox", "--help"],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "400"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    offered = set(re.findall(r"^    (\w+)", done.stdout, re.MULTILINE))

    assert commands - offered == set()
    assert offered - commands == {"serve", "generate", "reference", "coverage"}
