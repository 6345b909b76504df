"""Files of applications: `rest/attachments`; in v2 `atsApplications/{key}/resumes`, which cannot be deleted.

The bytes themselves go another way: `media`.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-attachments?view=li-lts-2025-04
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_client import errors
from linkedin_client.batching import Batch, at_most
from linkedin_client.dialects import Generation
from linkedin_client.records.batches import BatchResult
from linkedin_client.records.files import APPLICATION, MOST_ATTACHMENTS, RESUME
from linkedin_client.resources.children import Children, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkedin_client.records.files import Attachment, AttachmentKey
    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Key

_V2 = Form(
    v2_parent="atsApplications",
    v2_parent_part="atsJobApplicationId",
    v2_segment="resumes",
    rest_path="attachments",
    rest_parent_part="externalReferenceEntityId",
    rest_part="externalAttachmentId",
)


class Attachments:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.attachments

    def upsert(self, attachments: Sequence[Attachment]) -> BatchResult[AttachmentKey]:
        """Tie uploaded files to their applications, at most 10 a call. v2 makes one call per application.

        NotOffered in v2 for anything but a résumé of an application.
        """
        at_most(MOST_ATTACHMENTS, attachments, key=lambda each: each.key)
        if self._generation is Generation.REST:
            batch = self._batch([each.key for each in attachments])
            return batch.update({each.key: each.wire() for each in attachments})
        return self._resumes(attachments)

    def delete(self, keys: Sequence[AttachmentKey]) -> BatchResult[AttachmentKey]:
        """Delete attachments, at most 10 a call. NotOffered in v2: they go with their application."""
        if self._generation is Generation.V2:
            raise errors.NotOffered("v2's resumes cannot be deleted but with their application")
        at_most(MOST_ATTACHMENTS, keys, key=lambda key: key)
        return self._batch(keys).delete()

    def _resumes(self, attachments: Sequence[Attachment]) -> BatchResult[AttachmentKey]:
        for key in (each.key for each in attachments):
            if (key.entity_type, key.attachment_type) != (APPLICATION, RESUME):
                raise errors.NotOffered("v2 knows no attachments but the résumés of applications")
        children = Children(line=self._line, generation=Generation.V2, form=_V2)
        named = {(each.key.entity_id, each.key.attachment_id): each for each in attachments}
        told = children.written_upsert({name: each.wire_v2() for name, each in named.items()})()
        return BatchResult(
            results={named[name].key: status for name, status in told.results.items()},
            errors={named[name].key: error for name, error in told.errors.items()},
        )

    def _batch(self, keys: Sequence[AttachmentKey]) -> Batch[AttachmentKey]:
        wire_keys: dict[AttachmentKey, Key] = {
            key: self._line.key(
                Generation.REST,
                externalReferenceEntityId=key.entity_id,
                externalAttachmentId=key.attachment_id,
                externalReferenceEntityType=key.entity_type,
                attachmentType=key.attachment_type,
            )
            for key in keys
        }
        return Batch(wire=self._line.wire, generation=Generation.REST, path="attachments", keys=wire_keys)
