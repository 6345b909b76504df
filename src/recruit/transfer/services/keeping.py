"""How does an owner or admin get an archive? It is ordered, made in the background, taken, and gone after a week."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, queue
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability
from recruit.transfer.enums import ArchiveState
from recruit.transfer.models import Archive
from recruit.transfer.services import outside
from recruit.transfer.services.archiving import Stopped, digest_of_file, size_of, write_archive
from recruit.transfer.services.ground import COMMAND_LINE, tell

log = logging.getLogger(__name__)

#: The task that makes an archive; it is defined in ``tasks``, above.
MAKE: Final = "transfer.make_archive"
KEPT_FOR: Final = timedelta(days=7)
_ERASED_SINCE: Final = gettext_noop("A candidate was erased since, who was in it. Have another one made.")
#: Whatever is not made by then has no worker any more.
_MADE_WITHIN: Final = timedelta(days=1)


class ArchiveUnderWay(Refusal):
    code = "archive_under_way"


@transaction.atomic
def order_archive(*, company_id: int, actor: Actor) -> Archive:
    """It is made in the background. Refuses with ``CompanyRoleTooSmall`` or ``ArchiveUnderWay``."""
    _require(company_id, actor)
    try:
        with transaction.atomic():
            archive = Archive.objects.create(
                company_id=company_id, by_name=actor.name, total=size_of(company_id=company_id)
            )
    except IntegrityError as there:
        raise ArchiveUnderWay(_("An archive is being made already. Wait for it, or stop it.")) from there
    queue.defer(MAKE, company_id=company_id, archive_id=archive.pk, lock=f"archive of {company_id}")
    record(company_id=company_id, verb=Verb.ARCHIVE_MADE, actor=actor, what="")
    tell(company_id)
    return archive


def place_of(archive: Archive) -> Path:
    return Path(settings.ARCHIVES_FOLDER) / str(archive.company_id) / f"{archive.public_id}.zip"


def make_archive(*, company_id: int, archive_id: int, told: Callable[[int], bool] | None = None) -> None:
    """Idempotent: a worker that died leaves a part, and the next one begins anew."""
    archive = Archive.objects.filter(company_id=company_id, pk=archive_id, state=ArchiveState.MAKING).first()
    if archive is None:
        return
    place, now = place_of(archive), clock.now()
    try:
        write_archive(
            company_id=company_id, path=place, told=told or outside.teller(Archive, company_id, archive_id)
        )
    except Stopped:
        _end(archive, state=ArchiveState.CANCELLED)
        return
    except OSError as full:
        log.warning("An archive could not be written", exc_info=full)
        _end(
            archive,
            state=ArchiveState.FAILED,
            trouble=gettext_noop(
                "The data folder could not take it: look at the room on its disk, then try again."
            ),
        )
        return
    with place.open("rb") as file:
        digest = digest_of_file(file)
    _end(
        archive,
        state=ArchiveState.READY,
        size=place.stat().st_size,
        sha256=digest,
        ready_at=now,
        expires_at=now + KEPT_FOR,
    )


def _end(archive: Archive, **values: object) -> None:
    made = Archive.objects.filter(pk=archive.pk, company_id=archive.company_id, state=ArchiveState.MAKING)
    if not made.filter(is_stopping=False).update(**values):
        place_of(archive).unlink(missing_ok=True)
        made.update(state=ArchiveState.CANCELLED)
    tell(archive.company_id)


@transaction.atomic
def stop_archive(*, archive: Archive, actor: Actor) -> None:
    """Idempotent."""
    _require(archive.company_id, actor)
    Archive.objects.filter(pk=archive.pk, state=ArchiveState.MAKING).update(is_stopping=True)
    tell(archive.company_id)


@transaction.atomic
def delete_archive(*, archive: Archive, actor: Actor) -> None:
    """The file goes, that there was one stays. Idempotent."""
    _require(archive.company_id, actor)
    _forget(archive)
    tell(archive.company_id)


@transaction.atomic
def forget_archives(*, company_id: int) -> None:
    """Somebody is erased, whom every archive of before holds: those that are kept go, and one on its way is stopped."""
    rows, why = Archive.objects.filter(company_id=company_id), _ERASED_SINCE
    # In this order: one that becomes ready meanwhile is among the second.
    rows.filter(state=ArchiveState.MAKING).update(is_stopping=True, trouble=why)
    for archive in rows.filter(state=ArchiveState.READY):
        _forget(archive, trouble=why)
    tell(company_id)


def _forget(archive: Archive, **why: str) -> None:
    Archive.objects.filter(pk=archive.pk, state=ArchiveState.READY).update(state=ArchiveState.GONE, **why)
    transaction.on_commit(lambda: place_of(archive).unlink(missing_ok=True))


@transaction.atomic
def take_archive(*, archive: Archive, actor: Actor) -> Path:
    """Where the file lies, for whoever may have it; that they took it is told. Refuses with ``NotFound`` too."""
    _require(archive.company_id, actor)
    fresh = Archive.objects.get(company_id=archive.company_id, pk=archive.pk)
    place = place_of(fresh)
    is_over = fresh.expires_at is None or fresh.expires_at < clock.now()
    if fresh.state != ArchiveState.READY or is_over or not place.exists():
        raise NotFound(_("This archive is not kept any longer. Have another one made."))
    assert fresh.ready_at is not None
    made = f"{fresh.ready_at:%-d %b %Y, %H:%M} UTC"
    record(company_id=fresh.company_id, verb=Verb.ARCHIVE_TAKEN, actor=actor, what=made)
    return place


def forget_old_archives(*, company_id: int) -> None:
    """Those whose week is over; and those that nobody makes any more are told as failed."""
    now = clock.now()
    with transaction.atomic():
        for archive in Archive.objects.filter(
            company_id=company_id, state=ArchiveState.READY, expires_at__lt=now
        ):
            _forget(archive)
    Archive.objects.filter(
        company_id=company_id, state=ArchiveState.MAKING, created_at__lt=now - _MADE_WITHIN
    ).update(state=ArchiveState.FAILED, trouble=gettext_noop("It was not finished within a day. Try again."))


def _require(company_id: int, actor: Actor) -> None:
    if actor == COMMAND_LINE:
        return
    require_capability(company_id=company_id, actor=actor, capability=Capability.EXPORT_COMPANY)
