"""How is drift said to people? In a sentence that names what differs and what is done, never what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from linkedin_sync.enums import DriftKind

SENTENCES: Final = {
    DriftKind.NOT_SENT: "LinkedIn was never told of it. It is sent now.",
    DriftKind.OUTDATED: "LinkedIn has an older state of {what}. It is sent again.",
    DriftKind.UNSURE: "It was sent, but LinkedIn never confirmed it. It is sent again.",
    DriftKind.MISSING: "LinkedIn does not know it any more. It is sent again.",
    DriftKind.DIFFERENT: "LinkedIn has {what} otherwise than Recruit. It is sent again.",
    DriftKind.UNWANTED: "It is not shared any more, but LinkedIn still has it. It is taken away.",
    DriftKind.GONE: "It is gone from Recruit, but LinkedIn still has it. It is taken away.",
}

#: Fields of LinkedIn's wire, as people call them.
_FIELDS: Final = {
    "firstName": "the first name",
    "lastName": "the last name",
    "middleInitial": "the middle initial",
    "prefix": "the title before the name",
    "suffix": "what follows the name",
    "emailAddresses": "the e-mail addresses",
    "phoneNumbers": "the phone numbers",
    "addresses": "the postal addresses",
    "externalProfileUrl": "the address of the candidate's page",
    "linkedInProfileUrl": "the address of the LinkedIn profile",
    "currentCompanyName": "the employer",
    "currentJobTitle": "the job title",
    "doNotContact": "the wish not to be contacted",
    "atsCreatedAt": "the moment of creation",
    "externalCreatedAt": "the moment of creation",
    "atsCandidateId": "the candidate",
    "atsJobPostingId": "the position",
    "atsJobPostingName": "the position's name",
    "candidateEmail": "the e-mail address",
    "source": "the source",
    "dispositionReason": "the reason of the end",
}


def sentence_of(kind: DriftKind, *, what: str = "the record") -> str:
    return SENTENCES[kind].format(what=what)


def fields_in_words(names: Iterable[str]) -> str:
    """Such as “the first name and the phone numbers”; the order is always the same."""
    words = sorted({_FIELDS.get(name, f"the field {name}") for name in names})
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
