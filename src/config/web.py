"""How are requests served? By granian in one process over ASGI: open streams of live updates cost no thread each.

Pages go out compressed (``middleware.Compressed``), and so do the static files (``statics``).
"""

from __future__ import annotations

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from config.environment import Environment

# Without it a worker that has open streams may wait for them for ever.
_KILL_SECONDS = 3


def serve(environment: Environment) -> None:
    """Serve until SIGTERM or SIGINT."""
    Server(
        "config.asgi:application",
        address=environment.web_host,
        port=environment.web_port,
        interface=Interfaces.ASGINL,  # Django takes no part in ASGI's lifespan
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        workers_kill_timeout=_KILL_SECONDS,
        log_level=LogLevels.warning,
    ).serve()
