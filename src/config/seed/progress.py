"""How far is it, and how long will it take? One line that is written over on a terminal, one line a step elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_WIDTH = 30
_MINUTE = 60


class Progress:
    """``total`` is the sum of all weights to come, in any unit; the time left follows from the share that is done."""

    def __init__(self, total: float, *, output: TextIO | None = None) -> None:
        self.total = max(total, 1e-9)
        self.done = 0.0
        self.began = time.perf_counter()
        self._output = output or sys.stdout
        self._step_began = self.began

    def begin(self, caption: str) -> None:
        self._step_began = time.perf_counter()
        if self._output.isatty():
            self._show(caption)

    def advance(self, weight: float, caption: str) -> None:
        self.done += weight
        if self._output.isatty():
            self._show(caption)

    def end(self, caption: str) -> None:
        took = time.perf_counter() - self._step_began
        line = f"{self.share:4.0%}  {caption:<34} {took:7.1f} s   {self.left}"
        self._output.write(f"\r{line:<{_WIDTH + 60}}\n" if self._output.isatty() else f"{line}\n")
        self._output.flush()

    @property
    def share(self) -> float:
        return min(1.0, self.done / self.total)

    @property
    def seconds_left(self) -> float | None:
        """Nothing is known before the first piece is done."""
        if self.share <= 0:
            return None
        return (time.perf_counter() - self.began) / self.share * (1 - self.share)

    @property
    def left(self) -> str:
        seconds = self.seconds_left
        if seconds is None:
            return ""
        if seconds < _MINUTE:
            return f"about {seconds:.0f} s left"
        return f"about {seconds / _MINUTE:.0f} min left"

    def _show(self, caption: str) -> None:
        filled = round(self.share * _WIDTH)
        bar = "█" * filled + "·" * (_WIDTH - filled)
        self._output.write(f"\r{bar} {self.share:4.0%}  {caption:<34} {self.left:<22}")
        self._output.flush()
