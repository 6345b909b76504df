"""How does the world tell the push thread that there is something to send? It rings."""

from __future__ import annotations

import threading

from django.db import transaction

_bell = threading.Event()


def ring() -> None:
    """Ring when the surrounding transaction has been stored: the push thread must find the row."""
    transaction.on_commit(_bell.set)


def wait_for_bell(seconds: float) -> None:
    _bell.wait(seconds)
    _bell.clear()
