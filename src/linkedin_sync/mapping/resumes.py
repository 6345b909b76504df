"""Which files go to LinkedIn, and how do they look there? Résumés, as attachments of each application of the candidate.

LinkedIn shows an application's file to whoever sees the job; here whoever sees a position may see the candidates on it,
with their files. Hence nothing more is asked than whether an admin has chosen so. LinkedIn takes PDF, DOC, DOCX and
plain text of at most 10 MB.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/upload-sync-documents?view=li-lts-2026-03
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from linkedin_client import MOST_BYTES, Attachment, AttachmentKey, FileType
from linkedin_sync.mapping.fingerprints import ON_THE_WAY

if TYPE_CHECKING:
    from recruit.people.selectors import ResumeRecord

_TYPES: Final = {each.content_type: each for each in FileType}


@dataclass(frozen=True, kw_only=True, slots=True)
class Resume:
    """A résumé of one application, before it has been uploaded. ``sha256`` is of its bytes, ``size`` their number."""

    application_id: str
    file_id: str
    file_name: str
    file_type: FileType
    size: int
    sha256: str
    added_at: datetime
    #: Where the bytes lie, and for which Recruiter contract they are uploaded.
    company_id: int = field(metadata={ON_THE_WAY: True})
    contract: str = field(metadata={ON_THE_WAY: True})

    @property
    def key(self) -> tuple[str, str]:
        return self.application_id, self.file_id

    def attachment(self, *, media_urn: str) -> Attachment:
        return Attachment(
            key=attachment_key(self.key),
            file_name=self.file_name,
            file_type=self.file_type,
            created_at=self.added_at,
            modified_at=self.added_at,
            media_urn=media_urn,
        )

    def wire(self) -> dict[str, Any]:
        """What is told of it, but for what only the upload gives."""
        return {name: value for name, value in self.attachment(media_urn="").wire().items() if value}


def attachment_key(key: tuple[str, str]) -> AttachmentKey:
    application_id, file_id = key
    return AttachmentKey(entity_id=application_id, attachment_id=file_id)


def resume_of(file: ResumeRecord, *, process_public_id: str, company_id: int, contract: str) -> Resume | None:
    """None for what LinkedIn does not take."""
    file_type = file_type_of(file)
    if file_type is None:
        return None
    return Resume(
        application_id=process_public_id,
        file_id=file.public_id,
        file_name=file.name,
        file_type=file_type,
        size=file.size,
        sha256=file.sha256,
        added_at=file.added_at,
        company_id=company_id,
        contract=contract,
    )


def file_type_of(file: ResumeRecord) -> FileType | None:
    """By its content, and by its size in bytes."""
    return _TYPES.get(file.media_type) if file.size <= MOST_BYTES else None
