"""The sandbox under test is a real process; see ``server``."""

from __future__ import annotations

from tests.linkedin_sandbox.admin_cast import admin
from tests.linkedin_sandbox.callbacks import callback
from tests.linkedin_sandbox.console_cast import address
from tests.linkedin_sandbox.server import prepared, sandbox, sandbox_process
from tests.linkedin_sandbox.widget_cast import frames_end

__all__ = ["address", "admin", "callback", "frames_end", "prepared", "sandbox", "sandbox_process"]
