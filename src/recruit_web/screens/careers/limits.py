"""How often may one apply from one place? A robot is slowed down; people, several behind one address, are not.

Counted in the cache of this process, as failed sign-ins are.
"""

from __future__ import annotations

import hashlib
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

MOST: Final = 20
SECONDS: Final = 3600
TRY_LATER: Final = _(
    "Too many applications came from where you are. Nothing you typed is lost: wait an hour and send it then."
)


def are_too_many(request: HttpRequest, *, company_id: int) -> bool:
    """Counts this one, too."""
    who = f"{company_id}\n{request.META.get('REMOTE_ADDR', '')}"
    key = f"careers:{hashlib.sha256(who.encode()).hexdigest()}"
    cache.add(key, 0, SECONDS)
    try:
        count: int = cache.incr(key)
    except ValueError:  # it ran out between the two
        return False
    return count > MOST
