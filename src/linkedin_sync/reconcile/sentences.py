"""How is drift said to people? In a sentence that names what differs and what is done, never what is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop, ngettext

from linkedin_sync.enums import DriftKind

SENTENCES: Final = {
    DriftKind.NOT_SENT: gettext_noop("LinkedIn was never told of it. It is sent now."),
    DriftKind.OUTDATED: gettext_noop("LinkedIn has an older state of {what}. It is sent again."),
    DriftKind.UNSURE: gettext_noop("It was sent, but LinkedIn never confirmed it. It is sent again."),
    DriftKind.MISSING: gettext_noop("LinkedIn does not know it any more. It is sent again."),
    DriftKind.DIFFERENT: gettext_noop("LinkedIn has {what} otherwise than Recruit. It is sent again."),
    DriftKind.UNWANTED: gettext_noop(
        "It is not shared any more, but LinkedIn still has it. It is taken away."
    ),
    DriftKind.GONE: gettext_noop("It is gone from Recruit, but LinkedIn still has it. It is taken away."),
}

#: Fields of LinkedIn's wire, as people call them.
_FIELDS: Final = {
    "firstName": gettext_noop("the first name"),
    "lastName": gettext_noop("the last name"),
    "middleInitial": gettext_noop("the middle initial"),
    "prefix": gettext_noop("the title before the name"),
    "suffix": gettext_noop("what follows the name"),
    "emailAddresses": gettext_noop("the e-mail addresses"),
    "phoneNumbers": gettext_noop("the phone numbers"),
    "addresses": gettext_noop("the postal addresses"),
    "externalProfileUrl": gettext_noop("the address of the candidate's page"),
    "linkedInProfileUrl": gettext_noop("the address of the LinkedIn profile"),
    "currentCompanyName": gettext_noop("the employer"),
    "currentJobTitle": gettext_noop("the job title"),
    "doNotContact": gettext_noop("the wish not to be contacted"),
    "atsCreatedAt": gettext_noop("the moment of creation"),
    "externalCreatedAt": gettext_noop("the moment of creation"),
    "atsCandidateId": gettext_noop("the candidate"),
    "atsJobPostingId": gettext_noop("the position"),
    "atsJobPostingName": gettext_noop("the position's name"),
    "candidateEmail": gettext_noop("the e-mail address"),
    "source": gettext_noop("the source"),
    "dispositionReason": gettext_noop("the reason of the end"),
}
_OTHER_FIELD: Final = gettext_noop("the field {name}")
_RECORD: Final = gettext_noop("the record")
#: What is sent apart and counted, in the order in which it is said.
PARTS: Final = ("record", "stage", "note", "evaluation", "résumé")
_OF_GRANTS: Final = {
    DriftKind.MISSING: gettext_noop(
        "LinkedIn does not have all of the grants any more that let it be seen. They are given again."
    ),
    DriftKind.UNWANTED: gettext_noop(
        "LinkedIn has a grant that Recruit knows nothing of. It is taken away unless it is right."
    ),
}

#: What a sentence names, as JSON: ``parts`` that are outdated (of ``PARTS``, with their numbers), or ``fields`` that
#: LinkedIn has otherwise, by their names on its wire, or that it is of ``grants``; nothing: it is of the record.
About = Mapping[str, Any]
OF_GRANTS: Final[About] = {"grants": True}


def sentence_of(kind: DriftKind, about: About) -> str:
    """In the reader's language."""
    if about.get("grants"):
        return gettext(_OF_GRANTS[kind])
    parts = about.get("parts", {})
    words = [_part(part, parts[part]) for part in PARTS if parts.get(part)]
    words += sorted({_field(name) for name in about.get("fields", ())})
    return gettext(SENTENCES[kind]).format(what=_listed(words or [gettext(_RECORD)]))


def _part(part: str, n: int) -> str:
    return {
        "record": gettext(_RECORD),
        "stage": ngettext("{n} stage entry", "{n} stage entries", n),
        "note": ngettext("{n} note", "{n} notes", n),
        "evaluation": ngettext("{n} evaluation", "{n} evaluations", n),
        "résumé": ngettext("{n} résumé", "{n} résumés", n),
    }[part].format(n=n)


def _field(name: str) -> str:
    return gettext(_FIELDS[name]) if name in _FIELDS else gettext(_OTHER_FIELD).format(name=name)


def _listed(words: Sequence[str]) -> str:
    """Such as “the first name and the phone numbers”."""
    if len(words) == 1:
        return words[0]
    return gettext("{first_ones} and {last}").format(first_ones=", ".join(words[:-1]), last=words[-1])
