"""What do words of ours that are kept in history say in the reader's language?

History is kept in English, whoever wrote it in which language (``services``). Its words come from lists that end, such
as roles and kinds, and stand here with what else was put together of them. What is in no list is shown as it is.
"""

from __future__ import annotations

import re
from typing import Final

from recruit.base.texts import gettext
from recruit.base.texts import gettext_noop as _

#: Said alone or in a list; labels of closed lists that begin with a capital are marked where they are.
WORDS: Final = (
    # what became of a thing
    _("added"), _("changed"), _("removed"), _("moved"), _("renamed"), _("closed"), _("reopened"), _("retired"),
    _("brought back"), _("asked for"), _("approved"), _("revoked"), _("switched on"), _("switched off"),
    _("gave a new secret to"), _("set up an authenticator app"), _("made new recovery codes"),
    _("took the authenticator app off"), _("order changed"), _("details of steps"),
    # roles on a position
    _("recruiter"), _("recruiting coordinator"), _("hiring manager"), _("manager"), _("recruiting assistant"),
    _("interviewer"), _("viewer"),
    # kinds of things
    _("e-mail"), _("phone"), _("link"), _("résumé"), _("cover letter"), _("file"), _("hiring process"),
    _("contact detail"), _("outside profile"), _("tag"), _("note"), _("consent"), _("candidates"), _("positions"),
    _("candidates' hiring processes"), _("everybody"),
    # fields of candidates and of positions
    _("first name"), _("middle name"), _("last name"), _("headline"), _("location"), _("employer"),
    _("prospect status"), _("do not contact"), _("name"), _("public name"), _("department"), _("employment type"),
    _("seniority"), _("workplace type"), _("city"), _("region"), _("country"), _("custom id"), _("description"),
    _("is published"), _("is talent pool"),
    # settings of the company
    _("several positions at once"), _("who brings candidates from connected tools"), _("steps of one's own"),
    _("what follows on “not sure”"), _("when interviewers read evaluations"),
    _("who applies again is the same candidate"), _("for how long who applies again is the same candidate"),
    _("mail domains"), _("who needs a second factor"), _("plan"),
    # privacy
    _("words of notices"), _("a consent has no end"), _("notices to candidates who were exported are on"),
    _("notices to candidates who were exported are off"), _("put them on the list, and do nothing else"),
    _("pseudonymise them a week later"), _("erase them a week later"), _("sourced"), _("applied"), _("rejected"),
    _("hired"), _("gave consent"), _("applied for a position"), _("legitimate interest"), _("another legal ground"),
    _("asked to be erased"), _("withdrew consent"), _("The mail server did not take it"),
    _("Notices were switched off before it was sent"), _("The e-mail address is gone"),
    _("They are not to be contacted"),
    _("due now"), _("within 30 days"), _("within 90 days"),
    # the rest
    _("discreet"), _("visible to all who see positions"), _("different people"), _("the careers form"),
    _("the position was put on hold"), _("the position was reopened"), _("a hiring process"),
    _("somebody very like this candidate is known already. Compare the two."),
    # who did it, where nobody did
    _("Careers site"), _("Retention rule"), _("The candidate"), _("Privacy notice"), _("Command line"),
    _("Demo data"), _("Certification"),
)  # fmt: skip
#: Put together with a name, a number or another word of ours.
_PHRASES: Final = (
    _("Invitation by {name}"),
    _("an evaluation says “{recommendation}”"),
    _("added the passkey “{name}”"),
    _("removed the passkey “{name}”"),
    _("“{step}” added"),
    _("“{step}” removed"),
    _("“{step}” renamed to “{name}”"),
    _("{kind} candidates are kept for good"),
    _("{kind} candidates: {months} months, then {what}"),
    _("the words of consent, number {number} now"),
    _("a consent is good for {months} months"),
    _("{imported} of {total} rows, {kind}"),
    _("{number} rows"),
    _("{number} stayed"),
    _("The mail server did not take it ({reason})"),
    _("whose time for being kept is over ({when})"),
    _("the source “{source}” is of type {type}, although this came from an active search"),
    _("A file that came with the application was not kept. {why}"),
    _(
        "the {kind} {value} is another candidate's, too. "
        "They may be the same person: search for it and compare the two."
    ),
    _("a hiring process that the merge had ended was not taken up again. {why}"),
)
_HOLE: Final = re.compile(r"\\\{(\w+)\\\}")
_PATTERNS: Final = tuple(
    (re.compile(_HOLE.sub(r"(?P<\1>.+)", re.escape(phrase))), phrase) for phrase in _PHRASES
)
_ENGLISH_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(_ENGLISH_MONTHS)}) (\d{{4}})")


def said(kept: str) -> str:
    """Words of ours as they are kept, in the reader's language: one, a phrase, or several with commas between."""
    if not kept or gettext(WORDS[0]) == WORDS[0]:  # the reader's language is that of what is kept
        return kept
    whole = gettext(kept)
    if whole != kept:
        return whole
    if "; " in kept:
        return "; ".join(map(said, kept.split("; ")))
    for pattern, phrase in _PATTERNS:
        found = pattern.fullmatch(kept)
        if found is not None:
            return gettext(phrase).format(**{name: said(value) for name, value in found.groupdict().items()})
    if ", " in kept:
        return ", ".join(map(said, kept.split(", ")))
    return _DAY.sub(_day, kept)


def _day(found: re.Match[str]) -> str:
    """Django knows the names of months in every language."""
    day, month, year = found.groups()
    return gettext("{day} {month} {year}").format(day=day, month=gettext(month), year=year)
