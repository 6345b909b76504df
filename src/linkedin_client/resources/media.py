"""Files themselves: an address to send one to (`hireMediaUrl`), the sending, and the fetching of an applicant's.

That a signed address is answered and that the file goes there with the token is documented; the answer's shape, the
verb and what comes back are not, and are read in every likely form.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/upload-sync-documents?view=li-lts-2026-03
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/receive-applications
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.records.files import MOST_BYTES, FileType, MediaFile, UploadAddress
from linkedin_client.records.moments import whole_hours
from linkedin_client.told import text_told
from linkedin_client.wire import Call

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from linkedin_client.resources.line import Line

_URLS = ("uploadUrl", "url", "value")
_URNS = ("mediaUrn", "resumeUrn", "urn")


class Media:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.media

    def address(
        self, file_name: str, file_type: FileType, *, contract: str, keep_for: timedelta | None = None
    ) -> UploadAddress:
        """Where to send one file to, for the Recruiter contract `urn:li:contract:…`.

        `keep_for` is how long LinkedIn shall keep the file, in hours rounded up; without it, LinkedIn decides.
        """
        body: dict[str, Any] = {
            "contentType": file_type.content_type,
            "fileName": file_name,
            "hiringContext": contract,
            "usageParameters": {"recruiterSystemConnectResumeParameters": {}},
        }
        if keep_for is not None:
            body["blobTtl"] = {"duration": whole_hours(keep_for), "unit": "HOUR"}
        call = Call(
            generation=self._generation,
            verb="POST",
            restli_method="create",
            path="hireMediaUrl",
            body=body,
        )
        return _address(self._line.wire.send(call).json_object())

    def upload(self, address: UploadAddress, content: bytes, file_type: FileType) -> str:
        """Send the file to its address; answers the URN that an attachment names it by.

        ValueError above 10 MB, and for an address that is not LinkedIn's: the token goes with the file.
        Conflict if the address has been used, AnswerNotUnderstood if nobody tells the URN.
        """
        if len(content) > MOST_BYTES:
            raise ValueError(f"{len(content)} bytes in one file; LinkedIn takes at most {MOST_BYTES}")
        answer = self._line.wire.exchange_file(
            "PUT", address.url, content=content, content_type=file_type.content_type
        )
        told = answer.json_object() if answer.content.strip() else {}
        urn = _inside(told, _URNS) or address.media_urn
        if not urn:
            raise errors.AnswerNotUnderstood(f"{answer.where}: the file has arrived, but as what is not told")
        return urn

    def download(self, url: str) -> MediaFile:
        """An applicant's file, within 30 days. ValueError for an address that is not LinkedIn's.

        NotFound once LinkedIn has it no more.
        """
        answer = self._line.wire.exchange_file("GET", url)
        return MediaFile(content=answer.content, content_type=answer.headers.get("content-type", ""))


def _address(told: Mapping[str, Any]) -> UploadAddress:
    url = _inside(told, _URLS)
    if not url:
        raise errors.AnswerNotUnderstood("the answer of hireMediaUrl has no address")
    return UploadAddress(url=url, media_urn=_inside(told, _URNS) or None)


def _inside(told: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """By one of these names, flat or inside `value`."""
    value = told.get("value")
    return text_told(told, *names) or (text_told(value, *names) if isinstance(value, dict) else "")
