"""Which file belongs to which application? An address to send it to, and a record that ties it.

At most 10 MB; PDF, DOC, DOCX or plain text. By which field the record names the uploaded file could not be read; ours
is `mediaUrn`.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/upload-sync-documents?view=li-lts-2026-03
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-attachments?view=li-lts-2025-04
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from linkedin_client.records.moments import milliseconds
from linkedin_client.records.plain import identifier

if TYPE_CHECKING:
    from datetime import datetime

#: What LinkedIn takes in one file, in bytes.
MOST_BYTES = 10 * 1024 * 1024
#: The most attachments in one call: what LinkedIn's own SDK sends.
MOST_ATTACHMENTS = 10

APPLICATION = "APPLICATION"
RESUME = "RESUME"


class FileType(StrEnum):
    PDF = "PDF"
    DOC = "DOC"
    DOCX = "DOCX"
    TXT = "TXT"

    @property
    def content_type(self) -> str:
        """As the upload announces it. That of DOCX is not documented; it is the standard one."""
        return _CONTENT_TYPES[self]


_CONTENT_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.DOC: "application/msword",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.TXT: "text/plain",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class AttachmentKey:
    """A file of an application; LinkedIn's SDK knows CANDIDATE as `entity_type`, too."""

    entity_id: str
    attachment_id: str
    entity_type: str = APPLICATION
    attachment_type: str = RESUME

    def __post_init__(self) -> None:
        identifier(self.entity_id, name="entity_id")
        identifier(self.attachment_id, name="attachment_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    key: AttachmentKey
    file_name: str
    file_type: FileType
    created_at: datetime
    modified_at: datetime
    #: What the upload gave: `urn:li:media:…`.
    media_urn: str

    def wire(self) -> dict[str, Any]:
        return {
            "externalFileName": self.file_name,
            "fileType": self.file_type.value,
            "externalCreatedAt": milliseconds(self.created_at),
            "externalLastModifiedAt": milliseconds(self.modified_at),
            "mediaUrn": self.media_urn,
        }

    def wire_v2(self) -> dict[str, Any]:
        """A value of v2's `resumes`, of which the address alone is known."""
        return {
            "fileName": self.file_name,
            "atsCreatedAt": milliseconds(self.created_at),
            "mediaUrn": self.media_urn,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class UploadAddress:
    """Where one file is to be sent, once. Whoever has the signed address can use it: it is not shown."""

    url: str = field(repr=False)
    #: None if LinkedIn tells it only when the file has arrived.
    media_urn: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MediaFile:
    content: bytes = field(repr=False)
    #: "" if LinkedIn did not say.
    content_type: str = ""
