"""How often may one guess a password? A few times per e-mail address and place, then a pause.

Counted in the cache of this process: a guesser is slowed down and nobody is locked out for long. Behind a proxy all
requests come from one place; then the pause is the e-mail address's alone.
"""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

MOST_FAILURES = 10
PAUSE_SECONDS = 300
TRY_LATER = _("There were too many attempts with this e-mail address. Wait five minutes and try again.")


class Attempts:
    """The failures of one e-mail address from one place; each one begins the pause anew."""

    def __init__(self, request: HttpRequest, *, email: str) -> None:
        who = f"{email.strip().lower()}\n{request.META.get('REMOTE_ADDR', '')}"
        self._key = f"sign-in:{hashlib.sha256(who.encode()).hexdigest()}"

    @property
    def are_too_many(self) -> bool:
        failures: int = cache.get(self._key, 0)
        return failures >= MOST_FAILURES

    def count_failure(self) -> None:
        cache.add(self._key, 0, PAUSE_SECONDS)
        cache.incr(self._key)
        cache.touch(self._key, PAUSE_SECONDS)

    def forget(self) -> None:
        cache.delete(self._key)
