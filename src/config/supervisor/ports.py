"""Are the ports free? Asked before anything is started, so that nothing must be undone."""

from __future__ import annotations

import errno
import socket

from config.trouble import Trouble

_LAST_PORT = 65_535


def refuse_taken(*, host: str, port: int, purpose: str, variable: str) -> None:
    """``Trouble`` that names the port, how to find out who has it, and the variable to set."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Trouble(
                _sentence(error, host=host, port=port, purpose=purpose, variable=variable)
            ) from None


def _sentence(error: OSError, *, host: str, port: int, purpose: str, variable: str) -> str:
    other = port + 100 if port + 100 <= _LAST_PORT else port - 100
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port}, for {purpose}, is taken by another program (ss -ltnp 'sport = :{port}' tells which). "
            f"Stop that one, or choose another port: {variable}={other} make run"
        )
    if error.errno == errno.EACCES:
        return f"Port {port}, for {purpose}, is not for this user. Choose one above 1023: {variable}=8000 make run"
    return f"{host}:{port}, for {purpose}, cannot be used ({error.strerror}). Set {variable}, or RECRUIT_WEB_HOST."
