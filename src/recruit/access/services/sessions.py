"""Where is a teammate signed in, and how does that end?"""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from recruit.access.models import SignedInSession
from recruit.access.rules import device_name
from recruit.base import clock, live
from recruit.base.errors import NotFound
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate

#: When somebody was last seen is written at most this often.
SEEN_EVERY: Final = timedelta(minutes=5)


@transaction.atomic
def begin_session(
    *, teammate: Teammate, key: str, way: str, user_agent: str, address: str
) -> SignedInSession:
    """Called once Django has made the session that ``key`` names. Sessions that have run out are forgotten here."""
    now = clock.now()
    rows = SignedInSession.objects.filter(company_id=teammate.company_id, teammate=teammate)
    rows.filter(last_seen_at__lt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE)).delete()
    return SignedInSession.objects.create(
        company_id=teammate.company_id,
        teammate=teammate,
        key=key,
        way=way,
        device=device_name(user_agent),
        address=address,
        started_at=now,
        last_seen_at=now,
    )


def see_session(*, company_id: int, public_id: str) -> None:
    SignedInSession.objects.filter(company_id=company_id, public_id=public_id).update(
        last_seen_at=clock.now()
    )


@transaction.atomic
def end_session(*, teammate: Teammate, public_id: str) -> SignedInSession:
    """One of one's own. Refuses with ``NotFound``."""
    row = SignedInSession.objects.filter(
        company_id=teammate.company_id, teammate=teammate, public_id=public_id
    ).first()
    if row is None:
        raise NotFound(_("There is no such session any more."))
    _end([row])
    return row


@transaction.atomic
def end_sessions_of(*, teammate: Teammate, but_key: str | None = None) -> int:
    """All of a teammate's, but the one with this key."""
    rows = SignedInSession.objects.filter(company_id=teammate.company_id, teammate=teammate)
    gone = [row for row in rows if but_key is None or row.key != but_key]
    _end(gone)
    return len(gone)


def forget_session(*, teammate: Teammate, public_id: str) -> None:
    """After signing out: Django's session is gone already."""
    with company_context(teammate.company_id):
        SignedInSession.objects.filter(
            company_id=teammate.company_id, teammate=teammate, public_id=public_id
        ).delete()


def _end(rows: list[SignedInSession]) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for row in rows:
        store.delete(row.key)
        row.delete()
    if rows:
        # Pages that are still open there are told to fetch themselves again, and then to sign in.
        live.touch(rows[0].company_id, [live.RIGHTS])
