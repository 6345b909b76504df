"""The sandbox under test is a real process; see ``server``."""

from __future__ import annotations

from tests.linkedin_sandbox.callbacks import callback
from tests.linkedin_sandbox.console_cast import address
from tests.linkedin_sandbox.server import prepared, sandbox, sandbox_process

__all__ = ["address", "callback", "prepared", "sandbox", "sandbox_process"]
