"""What does the person at the terminal read? What is being done, and then three addresses and who may sign in."""

from __future__ import annotations

import time
from pathlib import Path

from config.environment import Environment


class Progress:
    """One line per step, with the seconds since the start."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def tell(self, words: str) -> None:
        print(f"{time.monotonic() - self._began:6.1f} s  {words}", flush=True)


def greeting(environment: Environment) -> str:
    """All is up: where to go, and as whom."""
    lines = ["", f"  Recruit              {environment.base_url}/"]
    if environment.linkedin_is_the_sandbox:
        lines += [
            f"  LinkedIn Recruiter   {environment.sandbox_url}/recruiter/   (the sandbox: not LinkedIn)",
            f"  Sandbox control      {environment.sandbox_url}/_sandbox/state",
        ]
    lines.append("")
    lines += [f"  {line}" for line in _demo_lines(environment.data)]
    lines += [
        f"  Logs are in {environment.data / 'logs'}. Ctrl-C stops everything; the data stays until make clean.",
        "",
    ]
    return "\n".join(lines)


def _demo_lines(data: Path) -> list[str]:
    kept = data / "demo.txt"
    if not kept.exists():
        return []
    return [*kept.read_text("utf-8").rstrip().splitlines(), ""]
