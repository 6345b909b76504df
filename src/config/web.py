"""How are requests served? By granian in one process over ASGI: open streams of live updates cost no thread each.

granian also serves the static files, past Python. Their names carry a digest of their content, so that a browser may
keep them for a year.
"""

from __future__ import annotations

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from config.environment import Environment

_YEAR = 365 * 24 * 60 * 60
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
        static_path_route=["/static"],
        static_path_mount=[environment.static_root],
        static_path_expires=_YEAR,
    ).serve()
