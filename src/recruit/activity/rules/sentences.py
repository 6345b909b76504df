"""How does one say what happened? One sentence per verb, without its subject: who did it is shown before it.

A sentence is made of parts; all but the first are left out when a value they name is missing or empty. The tables
are in English, as is what is kept; parts and words are translated when somebody reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from recruit.activity.enums import Verb
from recruit.activity.rules.words import said
from recruit.base.texts import gettext
from recruit.base.texts import gettext_noop as _

_REASON = _(". Reason: {reason}")
_LAST_STEP = _(". Completed last: {last_step}")
_SENTENCES: dict[str, tuple[str, ...]] = {
    Verb.COMPANY_FOUNDED: (_("founded {company}"),),
    Verb.TEAMMATE_ADDED: (_("added {teammate} to the company"), _(" as {role}")),
    Verb.COMPANY_ROLE_CHANGED: (_("made {teammate} {role}"), _(", before: {before}")),
    Verb.TEAMMATE_INVITED: (_("invited {email}"), _(" as {role}")),
    Verb.INVITATION_REVOKED: (_("took back the invitation of {email}"),),
    Verb.INVITATION_ACCEPTED: (_("came in as {teammate}"), _(", {role}")),
    Verb.TEAMMATE_RESTRICTED: (_("hid the own candidate profile from {teammate}"),),
    Verb.TEAMMATE_UNRESTRICTED: (_("no longer hides the own candidate profile from {teammate}"),),
    Verb.SECOND_FACTOR_CHANGED: ("{what}", _(" for {teammate}")),
    Verb.PASSWORD_CHANGED: (_("chose a new password for {teammate}"),),
    Verb.TEAMMATE_DEACTIVATED: (_("deactivated {teammate}"),),
    Verb.TEAMMATE_REACTIVATED: (_("reactivated {teammate}"),),
    Verb.COMPANY_SETTINGS_CHANGED: (_("changed the company's settings"), _(": {what}")),
    Verb.API_APP_CHANGED: (_("{what} the API app {app}"),),
    Verb.WEBHOOK_CHANGED: (_("{what} the webhook {webhook}"), _(" to {host}")),
    Verb.SOURCE_ADDED: (_("added the source {source}"),),
    Verb.SOURCE_EDITED: (_("{what} the source {source}"), _(", before: {before}")),
    Verb.SOURCE_CONTACT_ADDED: (_("added the source contact {contact}"), _(" to {source}")),
    Verb.PERSON_ADDED: (_("added {person}"), _(" from {imported_via}")),
    Verb.PERSON_UPDATED: (_("changed {fields} of {person}"),),
    Verb.CONTACT_POINT_ADDED: (_("added the {kind} {value} to {person}"), _(" ({origin})")),
    Verb.CONTACT_POINT_REMOVED: (_("took a {kind} off {person}"), _(" ({origin})")),
    Verb.FILE_ADDED: (_("added the {kind} “{file}” to {person}"), _(", for {position}")),
    Verb.FILE_CHANGED: (_("changed the {kind} “{file}” of {person}"), _(", now for {position}")),
    Verb.FILE_REMOVED: (_("removed the {kind} “{file}” from {person}"),),
    Verb.FILE_PUT_BACK: (_("put the {kind} “{file}” of {person} back"),),
    Verb.PERSON_TAGGED: (_("tagged {person} with “{tag}”"),),
    Verb.PERSON_UNTAGGED: (_("took the tag “{tag}” off {person}"),),
    Verb.EXTERNAL_IDENTITY_SET: (_("confirmed {person} as {known_as}"),),
    Verb.EXTERNAL_IDENTITY_REMOVED: (_("took back that {person} is {known_as}"),),
    Verb.POSITION_OPENED: (_("opened the position {position}"), _(" like {like}")),
    Verb.POSITION_UPDATED: (_("changed {fields} of {position}"),),
    Verb.POSITION_HELD: (_("put {position} on hold"),),
    Verb.POSITION_REOPENED: (_("reopened {position}"),),
    Verb.POSITION_CLOSED: (_("closed {position}"),),
    Verb.OPENING_CHANGED: (_("{what} the opening “{opening}” of {position}"),),
    Verb.DISCRETION_CHANGED: (_("made {position} {discretion}"),),
    Verb.HIRING_TEAM_JOINED: (_("added {teammate} to the hiring team of {position}"), _(" as {role}")),
    Verb.HIRING_TEAM_LEFT: (_("took {teammate} off the hiring team of {position}"), _(" as {role}")),
    Verb.PROCESS_STARTED: (_("started considering {person} for {position}"), _(", source: {source}")),
    Verb.PROCESS_ADVANCED: (
        _("completed “{step}” of {person} for {position}"),
        _(" with “{decision}”"),
        _(", next is “{next_step}”"),
    ),
    Verb.PROCESS_REJECTED: (_("rejected {person} for {position}"), _REASON, _LAST_STEP),
    Verb.PROCESS_WITHDRAWN: (_("recorded that {person} withdrew from {position}"), _REASON, _LAST_STEP),
    Verb.PROCESS_HELD: (_("put {person} on hold for {position}"), _(", because {because}")),
    Verb.PROCESS_RESUMED: (_("resumed {person} for {position}"), _(", because {because}")),
    Verb.PROCESS_HIRED: (
        _("hired {person} for {position}"),
        _(", filling “{opening}”"),
        _(", first day {first_day}"),
    ),
    Verb.PROCESS_REINSTATED: (_("took {person} back into consideration for {position}"),),
    Verb.PROCESS_DELETED: (_("deleted what was kept of {person} for {position}"),),
    Verb.PERSON_DELETED: (_("deleted a candidate and everything about them"),),
    Verb.CONSENT_RECORDED: (_("recorded why {person} may be kept: {basis}"), _(", until {until}")),
    Verb.CONSENT_WITHDRAWN: (_("recorded that {person} {wish}"),),
    Verb.CONSENT_ASKED: (_("asked {person} for consent"), _(" at {email}")),
    Verb.RETENTION_EXTENDED: (_("keeps {person} until {until}"), _REASON),
    Verb.NOTICE_SENT: (_("told {person} what is kept of them"), _(", at {email}")),
    Verb.NOTICE_FAILED: (_("could not tell {person} what is kept of them"), _(": {why}")),
    Verb.PRIVACY_SETTINGS_CHANGED: (_("changed the privacy settings"), _(": {what}")),
    Verb.CHANGE_UNDONE: (_("undid “{change}” of {person} for {position}"),),
    Verb.SOURCE_CHANGED: (_("changed the source of {person} for {position}"), _(" to {source}")),
    Verb.WORKFLOW_CHANGED: (_("changed the workflow of {position}"), _(": {changes}")),
    Verb.STEP_TEMPLATE_CHANGED: (_("{change} the step template “{step}”"),),
    Verb.POSITION_TEMPLATE_CHANGED: (_("{what} the position template “{template}”"),),
    Verb.POSITION_FIELD_CHANGED: (_("{what} the position field “{field}”"),),
    Verb.QUESTION_CHANGED: (_("{what} the question “{question}” to applicants for {position}"),),
    Verb.PROCESS_MOVED: (_("moved {person} to “{step}” for {position}"),),
    Verb.STEP_ASKED_FOR: (_("asked for “{step}” of {person} for {position}"), _(", because {because}")),
    Verb.STEPS_UNLOCKED: (_("gave {person} a workflow of their own for {position}"),),
    Verb.STEPS_CHANGED: (_("changed the steps of {person} for {position}"), _(": {changes}")),
    Verb.STEPS_FOLLOW: (_("let {person} follow the workflow of {position} again"),),
    Verb.INTERVIEW_SCHEDULED: (_("scheduled “{step}” with {person} for {position}"), _(" on {when}")),
    Verb.INTERVIEW_CANCELLED: (_("cancelled the meeting for “{step}” with {person} for {position}"),),
    Verb.EVALUATION_SUBMITTED: (_("evaluated {person} after “{step}” for {position}"),),
    Verb.EVALUATION_CHANGED: (_("changed their evaluation of {person} after “{step}” for {position}"),),
    Verb.SCORECARD_CHANGED: (_("changed the scorecard of {position}"), _(": {traits}")),
    Verb.NOTE_ADDED: (_("wrote a note"), _(" about {position}")),
    Verb.NOTE_CHANGED: (_("changed a note"), _(" about {position}")),
    Verb.NOTE_DELETED: (_("deleted a note"), _(" about {position}")),
    Verb.APPLIED: (_("applied for {position}"), _(" through {via}")),
    Verb.APPLIED_AGAIN: (_("applied for {position} again"), _(" through {via}")),
    Verb.WARNING: (_("was warned: {warning}"),),
    Verb.DUPLICATE_DECIDED: (_("decided that {person} and another candidate are {decision}"), _REASON),
    Verb.PERSONS_MERGED: (_("merged {other} into {person}"),),
    Verb.PERSONS_UNMERGED: (_("took the merge of {person} and {other} back"),),
    Verb.PART_ASSIGNED: (_("assigned the {part} to {other} after a merge was taken back"),),
    Verb.IMPORT_ENDED: (_("imported the file “{file}”"), _(": {what}")),
    Verb.IMPORT_UNDONE: (_("took the import of “{file}” back"), _(": {what}")),
    Verb.ARCHIVE_MADE: (_("had an archive of the whole company made"), _(", {what}")),
    Verb.ARCHIVE_TAKEN: (_("downloaded an archive of the whole company"), _(", made {what}")),
    Verb.LIST_TAKEN: (_("downloaded a list of candidates"), _(": {what}")),
}
#: On the person's own page, at a glance: what became of them, without their name and without who did it.
_IN_SHORT: dict[str, tuple[str, ...]] = {
    Verb.PERSON_ADDED: (_("Added"),),
    Verb.PERSON_UPDATED: (_("Changed: {fields}"),),
    Verb.CONTACT_POINT_ADDED: (_("New {kind}: {value}"),),
    Verb.CONTACT_POINT_REMOVED: (_("Taken off: a {kind}"),),
    Verb.FILE_ADDED: (_("New {kind}: “{file}”"),),
    Verb.FILE_CHANGED: (_("Changed: {kind} “{file}”"),),
    Verb.FILE_REMOVED: (_("Removed: {kind} “{file}”"),),
    Verb.FILE_PUT_BACK: (_("Put back: {kind} “{file}”"),),
    Verb.PERSON_TAGGED: (_("Tagged “{tag}”"),),
    Verb.PERSON_UNTAGGED: (_("Tag “{tag}” taken off"),),
    Verb.EXTERNAL_IDENTITY_SET: (_("Confirmed as {known_as}"),),
    Verb.EXTERNAL_IDENTITY_REMOVED: (_("Not {known_as} any more"),),
    Verb.PROCESS_STARTED: (_("Considered for {position}"),),
    Verb.PROCESS_ADVANCED: (_("Completed “{step}”"), _(" for {position}")),
    Verb.PROCESS_REJECTED: (_("Rejected for {position}"),),
    Verb.PROCESS_WITHDRAWN: (_("Withdrew from {position}"),),
    Verb.PROCESS_HELD: (_("On hold for {position}"),),
    Verb.PROCESS_RESUMED: (_("Resumed for {position}"),),
    Verb.PROCESS_HIRED: (_("Hired for {position}"),),
    Verb.PROCESS_REINSTATED: (_("Considered again for {position}"),),
    Verb.PROCESS_DELETED: (_("Deleted: what was kept for {position}"),),
    Verb.CONSENT_RECORDED: (_("May be kept: {basis}"), _(", until {until}")),
    Verb.CONSENT_WITHDRAWN: (_("Said: {wish}"),),
    Verb.CONSENT_ASKED: (_("Asked for consent"),),
    Verb.RETENTION_EXTENDED: (_("Kept until {until}"),),
    Verb.NOTICE_SENT: (_("Told what is kept of them"),),
    Verb.NOTICE_FAILED: (_("Could not be told what is kept of them"),),
    Verb.CHANGE_UNDONE: (_("Undone: “{change}”"), _(" for {position}")),
    Verb.SOURCE_CHANGED: (_("Source changed"), _(" to {source}")),
    Verb.PROCESS_MOVED: (_("Moved to “{step}”"), _(" for {position}")),
    Verb.STEP_ASKED_FOR: (_("“{step}” is asked for"), _(" for {position}")),
    Verb.STEPS_UNLOCKED: (_("Own workflow"), _(" for {position}")),
    Verb.STEPS_CHANGED: (_("Own steps changed"), _(" for {position}")),
    Verb.STEPS_FOLLOW: (_("Follows the workflow again"), _(" for {position}")),
    Verb.INTERVIEW_SCHEDULED: (_("“{step}” is scheduled"), _(" for {position}")),
    Verb.INTERVIEW_CANCELLED: (_("The meeting for “{step}” is cancelled"), _(" for {position}")),
    Verb.EVALUATION_SUBMITTED: (_("Evaluated after “{step}”"), _(" for {position}")),
    Verb.EVALUATION_CHANGED: (_("An evaluation was changed"), _(" for {position}")),
    Verb.NOTE_ADDED: (_("A note was written"),),
    Verb.NOTE_CHANGED: (_("A note was changed"),),
    Verb.NOTE_DELETED: (_("A note was deleted"),),
    Verb.APPLIED: (_("Applied for {position}"), _(" through {via}")),
    Verb.APPLIED_AGAIN: (_("Applied for {position} again"), _(" through {via}")),
    Verb.WARNING: (_("Warning: {warning}"),),
    Verb.DUPLICATE_DECIDED: (_("Possible duplicate decided: {decision}"),),
    Verb.PERSONS_MERGED: (_("Merged with {other}"),),
    Verb.PERSONS_UNMERGED: (_("Merge with {other} taken back"),),
}
_UNKNOWN = _("something")
_UNNAMED = {
    "company": _("the company"),
    "teammate": _("a teammate"),
    "role": _("a teammate of another role"),
    "email": _("somebody"),
    "person": _("the candidate"),
    "position": _("a position"),
    "fields": _("details"),
    "source": _("a source"),
    "known_as": _("the owner of an outside profile"),
    "discretion": _("visible differently"),
    "decision": _("compared"),
}
#: Under which names of the data words of ours stand, from lists that end.
_OUR_WORDS = frozenset({
    "role", "what", "kind", "fields", "discretion", "known_as", "via", "imported_via", "because", "decision", "part",
    "basis", "wish", "warning", "why", "change", "changes", "origin", "until", "first_day", "when",
})  # fmt: skip


def sentence(verb: str, data: Mapping[str, Any]) -> str:
    """The words after the actor's name: ``rejected Mia Brand for Welding Robot Technician. Reason: …``."""
    return _filled(_SENTENCES[verb], _as_said_now(verb, data))


def in_short(verb: str, data: Mapping[str, Any]) -> str:
    """What happened to the person whose page it stands on: ``Rejected for Welding Robot Technician``."""
    return _filled(_IN_SHORT.get(verb, _SENTENCES[verb]), _as_said_now(verb, data))


def _as_said_now(verb: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with our own words in the reader's language; names and what people wrote stay."""
    return {
        name: _said_now(verb, name, value) if value and isinstance(value, str) else value
        for name, value in data.items()
    }


def _said_now(verb: str, name: str, value: str) -> str:
    if name in _OUR_WORDS or (verb, name) == (Verb.COMPANY_ROLE_CHANGED, "before"):
        return said(value)
    # One of the usual reasons that forms offer, or somebody's own.
    return gettext(value) if name == "reason" else value


def _filled(parts: tuple[str, ...], data: Mapping[str, Any]) -> str:
    first, *others = parts
    text = gettext(first).format_map(_Named({name: value for name, value in data.items() if value != ""}))
    return text + "".join(gettext(part).format_map(data) for part in others if _is_complete(part, data))


def verbs_with_a_sentence() -> frozenset[str]:
    return frozenset(_SENTENCES)


def _is_complete(part: str, data: Mapping[str, Any]) -> bool:
    name = part[part.index("{") + 1 : part.index("}")]
    return bool(data.get(name))


class _Named(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return gettext(_UNNAMED.get(name, _UNKNOWN))
