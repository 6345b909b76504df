"""How does a file come to LinkedIn? It is announced, sent once to a signed address, and kept as long as was asked.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/upload-sync-documents?view=li-lts-2026-03
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from linkedin_sandbox.restli.errors import WireRefusal, access_denied, invalid
from linkedin_sandbox.world.ground.validation import (
    Field,
    contract,
    epoch,
    first_problem,
    one_of,
    record_of,
    text,
)
from linkedin_sandbox.world.models import AtsAttachment, SentFile, SentFileContent
from linkedin_sandbox.world.steering import clock

if TYPE_CHECKING:
    from linkedin_sandbox.world.ground.records import Problems
    from linkedin_sandbox.world.models import Application

PREFIX = "urn:li:media:"
MOST_BYTES = 10 * 1024 * 1024
CONTENT_TYPES = (
    "text/plain",
    "application/pdf",
    "application/msword",
    # Named by the page of 2026 as DOCX, without its type.
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
_MOMENT = re.compile(r"[0-9]{1,15}")
_USAGE = "recruiterSystemConnectResumeParameters"
_SECOND = 1000
_DAYS = {"DAY": 1, "WEEK": 7, "MONTH": 30, "YEAR": 365}
_UNITS = {
    "MILLISECOND": 1,
    "SECOND": _SECOND,
    "MINUTE": clock.MINUTE,
    "HOUR": 60 * clock.MINUTE,
    **{unit: days * clock.DAY for unit, days in _DAYS.items()},
}
_LONGEST_LIFE = 100 * 365 * clock.DAY
_FIELDS = (
    Field("contentType", one_of(*CONTENT_TYPES), required=True),
    Field("fileName", text(least=1, most=300), required=True),
    Field("hiringContext", contract, required=True),
    Field("usageParameters", record_of(Field(_USAGE, record_of(), required=True)), required=True),
    Field(
        "blobTtl",
        record_of(Field("duration", epoch, required=True), Field("unit", one_of(*_UNITS), required=True)),
    ),
)


def problem_of(announced: dict[str, Any]) -> WireRefusal | None:
    problem = first_problem(announced, _FIELDS)
    return WireRefusal(problem.status, problem.message) if problem else None


def announce(application: Application, announced: dict[str, Any]) -> SentFile:
    """A place for one file. Its address is good for a day, or for the file's whole life if that is shorter."""
    now = clock.now_ms()
    life = announced.get("blobTtl")
    milliseconds = min(life["duration"] * _UNITS[life["unit"]], _LONGEST_LIFE) if life else None
    _forget_expired(now)
    return SentFile.objects.create(
        id=secrets.token_urlsafe(18),
        application_id=application.id,
        context=announced["hiringContext"],
        file_name=announced["fileName"],
        content_type=announced["contentType"],
        created_at=now,
        upload_until=now + min(milliseconds or clock.DAY, clock.DAY),
        expires_at=None if milliseconds is None else now + milliseconds,
    )


def _forget_expired(now: int) -> None:
    expired = list(SentFile.objects.filter(expires_at__lte=now).values_list("id", flat=True))
    if expired:
        _delete(expired)


def _delete(ids: Iterable[str]) -> None:
    with transaction.atomic():
        SentFile.objects.filter(id__in=ids).delete()
        SentFileContent.objects.filter(media_id__in=ids).delete()


def signature(media_id: str, until: int) -> str:
    """Of the address: whoever has it was given it by us, for this file and until then."""
    said = f"{media_id}.{until}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()


def announced_file(application: Application, media_id: str, *, until: str, signed: str) -> SentFile:
    """The file that this address is for; refused when the address is not ours, too old, or used already."""
    if not _MOMENT.fullmatch(until) or not hmac.compare_digest(
        signature(media_id, int(until)).encode(), signed.encode()
    ):
        raise WireRefusal(403, "The signature of the upload address is not valid", code="ACCESS_DENIED")
    if int(until) <= clock.now_ms():
        raise WireRefusal(403, "The upload address has expired", code="ACCESS_DENIED")
    media = SentFile.objects.filter(id=media_id).first()
    if media is None:
        raise WireRefusal(404, "The upload address is not known")
    if media.application_id != application.id:
        raise access_denied("PUT", "dms-uploads")
    if media.uploaded_at is not None:
        raise _used_already()
    return media


def _used_already() -> WireRefusal:
    return WireRefusal(
        409, "A file has been sent to this address already: each file needs an address of its own"
    )


def keep(media: SentFile, content: bytes) -> None:
    """The file itself, once."""
    if not content:
        raise WireRefusal(400, "The file is empty")
    if len(content) > MOST_BYTES:
        raise too_large()
    with transaction.atomic():
        waiting = SentFile.objects.filter(id=media.id, uploaded_at=None)
        if not waiting.update(uploaded_at=clock.now_ms(), size=len(content)):
            raise _used_already()
        SentFileContent.objects.create(media_id=media.id, content=content)


def too_large() -> WireRefusal:
    return WireRefusal(413, f"The file is larger than {MOST_BYTES} bytes")


def kept_files(ids: Iterable[str]) -> dict[str, SentFile]:
    """Those of them that were sent and have not expired, without their content."""
    alive = Q(expires_at=None) | Q(expires_at__gt=clock.now_ms())
    return SentFile.objects.filter(alive, uploaded_at__isnull=False).in_bulk(list(ids))


def content_of(media: SentFile) -> bytes:
    return bytes(SentFileContent.objects.get(media_id=media.id).content)


def id_of(urn: object) -> str:
    return str(urn).removeprefix(PREFIX)


def refuse_unknown(application: Application, urns: dict[int, str]) -> Problems:
    """By position: each must name a file that this application has sent."""
    files = kept_files(id_of(urn) for urn in urns.values())
    ours = {media.urn for media in files.values() if media.application_id == application.id}
    return {
        index: invalid("mediaUrn", f"{urn} is no file that this application has sent")
        for index, urn in urns.items()
        if urn not in ours
    }


def forget_unreferenced(ids: set[str]) -> None:
    """Files go with the last attachment that names them."""
    named = set(AtsAttachment.objects.filter(media_id__in=ids).values_list("media_id", flat=True))
    if gone := ids - named - {""}:
        _delete(gone)
