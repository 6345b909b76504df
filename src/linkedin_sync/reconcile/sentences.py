"""How is drift said to people? In a sentence that names what differs and what is done, never what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

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


#: What an older state is an older state of; and the parts of a record that are counted.
RECORD: Final = gettext_noop("the record")
_COUNTED: Final = re.compile(r"(\d+) (stage|note|evaluation|résumé)")


def sentence_of(kind: DriftKind, *, what: str = RECORD) -> str:
    """In English: it is kept, and said again in its reader's language."""
    return SENTENCES[kind].format(what=what)


def said_again(kind: DriftKind, kept: str) -> str:
    """A kept sentence in the reader's language, with what it names."""
    before, hole, after = SENTENCES[kind].partition("{what}")
    if not hole or not (kept.startswith(before) and kept.endswith(after)):
        return gettext(kept)
    parts = [_part_again(each) for each in re.split(", | and ", kept[len(before) : len(kept) - len(after)])]
    if len(parts) > 1:
        both = gettext("{first_ones} and {last}")
        parts = [both.format(first_ones=", ".join(parts[:-1]), last=parts[-1])]
    return gettext(SENTENCES[kind]).format(what=parts[0])


def _part_again(part: str) -> str:
    if part.startswith(_OTHER_FIELD.format(name="")):
        return gettext(_OTHER_FIELD).format(name=part.removeprefix(_OTHER_FIELD.format(name="")))
    counted = _COUNTED.match(part)
    if counted is None:
        return gettext(part)
    n = int(counted[1])
    words = {
        "stage": ngettext("{n} stage entry", "{n} stage entries", n),
        "note": ngettext("{n} note", "{n} notes", n),
        "evaluation": ngettext("{n} evaluation", "{n} evaluations", n),
        "résumé": ngettext("{n} résumé", "{n} résumés", n),
    }
    return words[counted[2]].format(n=n)


def fields_in_words(names: Iterable[str]) -> str:
    """Such as “the first name and the phone numbers”; the order is always the same."""
    words = sorted({_FIELDS.get(name, _OTHER_FIELD.format(name=name)) for name in names})
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
