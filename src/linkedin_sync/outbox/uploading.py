"""How does a résumé get to LinkedIn? An address for it, its bytes, and then the record that ties it to its application.

Runs in a posting thread, outside any transaction: one file is read at a time, and none is kept. What goes wrong with
one file is that file's alone; what goes wrong with LinkedIn as a whole is raised, as by any call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from linkedin_client import LinkedIn, errors
from linkedin_sync.enums import ParkedReason
from linkedin_sync.outbox.calls import Answer
from linkedin_sync.outbox.outcomes import Again, Hopeless, trouble_of_batch
from recruit.base import clock, files
from recruit.base.errors import NotFound

if TYPE_CHECKING:
    from linkedin_client import Attachment
    from linkedin_sync.mapping.resumes import Resume

#: What refuses files and need not refuse anything else: LinkedIn grants attachments apart from the rest.
_OF_FILES_ALONE = (errors.Forbidden, errors.NotFound, errors.NotOffered)


def upload_and_attach(linkedin: LinkedIn, resumes: Sequence[Resume]) -> list[Answer]:
    """An answer for each, in their order. Raises what concerns the whole connection, and LinkedIn's throttle."""
    answers: dict[tuple[str, str], Answer] = {}
    attachments: list[Attachment] = []
    for resume in resumes:
        sent = _uploaded(linkedin, resume)
        if isinstance(sent, Answer):
            answers[resume.key] = sent
        else:
            attachments.append(sent)
    if attachments:
        answers |= _attached(linkedin, attachments)
    return [answers[resume.key] for resume in resumes]


def _uploaded(linkedin: LinkedIn, resume: Resume) -> Attachment | Answer:
    """The record of a file that is there now, or what became of it instead."""
    try:
        with files.opened(company_id=resume.company_id, digest=resume.sha256) as file:
            content = file.read()
        address = linkedin.media.address(resume.file_name, resume.file_type, contract=resume.contract)
        return resume.attachment(media_urn=linkedin.media.upload(address, content, resume.file_type))
    except NotFound as lost:
        return Answer(outcome=Hopeless(ParkedReason.INTERNAL, lost.sentence))
    except ValueError as error:
        return Answer(outcome=Hopeless(ParkedReason.INTERNAL, str(error)))
    except errors.LinkedInError as error:
        return Answer(outcome=_of_one_file(error))


def _attached(linkedin: LinkedIn, attachments: Sequence[Attachment]) -> dict[tuple[str, str], Answer]:
    named = {(each.key.entity_id, each.key.attachment_id): each.key for each in attachments}
    try:
        told = linkedin.attachments.upsert(attachments)
    except _OF_FILES_ALONE as error:
        return dict.fromkeys(named, Answer(outcome=_of_one_file(error)))
    return {name: Answer(told.errors.get(key)) for name, key in named.items()}


def _of_one_file(error: errors.LinkedInError) -> Again | Hopeless:
    if isinstance(error, _OF_FILES_ALONE):
        return Hopeless(ParkedReason.MISCONFIGURED, f"LinkedIn takes no files here: {error}")  # English
    trouble = trouble_of_batch(error, now=clock.now(), size=1)
    if isinstance(trouble, Again):
        return Again(trouble.text)
    if isinstance(trouble, Hopeless) and not trouble.stops:
        return trouble
    raise error
