"""``recruit certify``: found two customers here, and let the certification loose on this installation.

It runs as a process of its own that gets addresses, sign-ins and tokens: it reaches Recruit by HTTP, as LinkedIn's
auditors would, and shares nothing with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from config.certification.customers import found_customers, revoke_tokens
from config.environment import Environment

_CHOOSE = "-m config linkedin generations choose {generation} --company '{company}'"
_SOURCE = Path(__file__).resolve().parents[2]


def certify(environment: Environment, options: Namespace) -> int:
    """The exit status of the certification."""
    wanted = ("v2", "rest") if options.generation == "both" else (options.generation,)
    customers = found_customers(wanted)
    try:
        return _run(environment, options, customers)
    finally:
        revoke_tokens(customers)


def _run(environment: Environment, options: Namespace, customers: list[dict[str, Any]]) -> int:
    with TemporaryDirectory() as folder:
        told = Path(folder) / "customers.json"
        told.touch(mode=0o600)
        told.write_text(json.dumps(customers), "utf-8")
        words = [
            "--against", options.against or environment.base_url,
            "--sandbox", options.sandbox or environment.linkedin_api_url,
            "--customers", str(told),
            "--generation-command", f"{sys.executable} {_CHOOSE}",
            "--generation", options.generation, "--out", str(options.out),
            *(word for rule in options.only for word in ("--only", rule)),
        ]  # fmt: skip
        variables = os.environ | {"PYTHONPATH": str(_SOURCE), "RECRUIT_DATA": str(environment.data)}
        done = subprocess.run(  # noqa: S603 -- our own module, the words are from the command line
            [sys.executable, "-m", "rsc_certification", *words], env=variables, check=False
        )
    return done.returncode
