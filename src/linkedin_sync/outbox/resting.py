"""How does a drain wait for LinkedIn's throttle? In its place, for that is quickest; but not all drains at once.

A drain that rests keeps one of the worker's places from other jobs. Where several companies send their history at the
same time, the others leave and come back as jobs.
"""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from types import TracebackType
from typing import Final, Self

#: Drains of one worker that may rest; there are more places than these (``RECRUIT_WORKER_CONCURRENCY``).
_SEATS: Final = threading.BoundedSemaphore(2)
#: So often one looks whether a person has changed something meanwhile.
_NAP: Final = 0.05


class Rest:
    """One drain's place to rest, taken at the first rest and given back at the end."""

    def __init__(self) -> None:
        self._is_seated = False

    def a_little(self, span: timedelta) -> bool:
        """Sleep for the span, or for a nap if it is longer. False: there is no place."""
        self._is_seated = self._is_seated or _SEATS.acquire(blocking=False)
        if self._is_seated:
            time.sleep(min(max(span.total_seconds(), 0.0), _NAP))
        return self._is_seated

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._is_seated:
            self._is_seated = False
            _SEATS.release()
