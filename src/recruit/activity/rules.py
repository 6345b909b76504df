"""How does one say what happened? One sentence per verb, without its subject: who did it is shown before it.

A sentence is made of parts; all but the first are left out when a value they name is missing or empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recruit.activity.enums import Verb

_REASON = ". Reason: {reason}"
_LAST_STEP = ". Completed last: {last_step}"
_SENTENCES: dict[str, tuple[str, ...]] = {
    Verb.COMPANY_FOUNDED: ("founded {company}",),
    Verb.TEAMMATE_ADDED: ("added {teammate} to the company", " as {role}"),
    Verb.COMPANY_ROLE_CHANGED: ("made {teammate} {role}", ", before: {before}"),
    Verb.TEAMMATE_INVITED: ("invited {email}", " as {role}"),
    Verb.INVITATION_REVOKED: ("took back the invitation of {email}",),
    Verb.INVITATION_ACCEPTED: ("came in as {teammate}", ", {role}"),
    Verb.TEAMMATE_RESTRICTED: ("hid the own candidate profile from {teammate}",),
    Verb.TEAMMATE_UNRESTRICTED: ("no longer hides the own candidate profile from {teammate}",),
    Verb.SECOND_FACTOR_CHANGED: ("{what}", " for {teammate}"),
    Verb.PASSWORD_CHANGED: ("chose a new password for {teammate}",),
    Verb.TEAMMATE_DEACTIVATED: ("deactivated {teammate}",),
    Verb.TEAMMATE_REACTIVATED: ("reactivated {teammate}",),
    Verb.COMPANY_SETTINGS_CHANGED: ("changed the company's settings", ": {what}"),
    Verb.API_APP_CHANGED: ("{what} the API app {app}",),
    Verb.WEBHOOK_CHANGED: ("{what} the webhook {webhook}", " to {host}"),
    Verb.SOURCE_ADDED: ("added the source {source}",),
    Verb.SOURCE_EDITED: ("{what} the source {source}", ", before: {before}"),
    Verb.SOURCE_CONTACT_ADDED: ("added the source contact {contact}", " to {source}"),
    Verb.PERSON_ADDED: ("added {person}", " from {imported_via}"),
    Verb.PERSON_UPDATED: ("changed {fields} of {person}",),
    Verb.CONTACT_POINT_ADDED: ("added the {kind} {value} to {person}", " ({origin})"),
    Verb.CONTACT_POINT_REMOVED: ("took a {kind} off {person}", " ({origin})"),
    Verb.FILE_ADDED: ("added the {kind} “{file}” to {person}", ", for {position}"),
    Verb.FILE_CHANGED: ("changed the {kind} “{file}” of {person}", ", now for {position}"),
    Verb.FILE_REMOVED: ("removed the {kind} “{file}” from {person}",),
    Verb.FILE_PUT_BACK: ("put the {kind} “{file}” of {person} back",),
    Verb.PERSON_TAGGED: ("tagged {person} with “{tag}”",),
    Verb.PERSON_UNTAGGED: ("took the tag “{tag}” off {person}",),
    Verb.EXTERNAL_IDENTITY_SET: ("confirmed {person} as {known_as}",),
    Verb.EXTERNAL_IDENTITY_REMOVED: ("took back that {person} is {known_as}",),
    Verb.POSITION_OPENED: ("opened the position {position}", " like {like}"),
    Verb.POSITION_UPDATED: ("changed {fields} of {position}",),
    Verb.POSITION_HELD: ("put {position} on hold",),
    Verb.POSITION_REOPENED: ("reopened {position}",),
    Verb.POSITION_CLOSED: ("closed {position}",),
    Verb.OPENING_CHANGED: ("{what} the opening “{opening}” of {position}",),
    Verb.DISCRETION_CHANGED: ("made {position} {discretion}",),
    Verb.HIRING_TEAM_JOINED: ("added {teammate} to the hiring team of {position}", " as {role}"),
    Verb.HIRING_TEAM_LEFT: ("took {teammate} off the hiring team of {position}", " as {role}"),
    Verb.PROCESS_STARTED: ("started considering {person} for {position}", ", source: {source}"),
    Verb.PROCESS_ADVANCED: (
        "completed “{step}” of {person} for {position}",
        " with “{decision}”",
        ", next is “{next_step}”",
    ),
    Verb.PROCESS_REJECTED: ("rejected {person} for {position}", _REASON, _LAST_STEP),
    Verb.PROCESS_WITHDRAWN: ("recorded that {person} withdrew from {position}", _REASON, _LAST_STEP),
    Verb.PROCESS_HELD: ("put {person} on hold for {position}", ", because {because}"),
    Verb.PROCESS_RESUMED: ("resumed {person} for {position}", ", because {because}"),
    Verb.PROCESS_HIRED: ("hired {person} for {position}", ", filling “{opening}”", ", first day {first_day}"),
    Verb.PROCESS_REINSTATED: ("took {person} back into consideration for {position}",),
    Verb.PROCESS_DELETED: ("deleted what was kept of {person} for {position}",),
    Verb.PERSON_DELETED: ("deleted a candidate and everything about them",),
    Verb.CONSENT_RECORDED: ("recorded why {person} may be kept: {basis}", ", until {until}"),
    Verb.CONSENT_WITHDRAWN: ("recorded that {person} {wish}",),
    Verb.CONSENT_ASKED: ("asked {person} for consent", " at {email}"),
    Verb.RETENTION_EXTENDED: ("keeps {person} until {until}", _REASON),
    Verb.NOTICE_SENT: ("told {person} what is kept of them", ", at {email}"),
    Verb.NOTICE_FAILED: ("could not tell {person} what is kept of them", ": {why}"),
    Verb.PRIVACY_SETTINGS_CHANGED: ("changed the privacy settings", ": {what}"),
    Verb.CHANGE_UNDONE: ("undid “{change}” of {person} for {position}",),
    Verb.SOURCE_CHANGED: ("changed the source of {person} for {position}", " to {source}"),
    Verb.WORKFLOW_CHANGED: ("changed the workflow of {position}", ": {changes}"),
    Verb.STEP_TEMPLATE_CHANGED: ("{change} the step template “{step}”",),
    Verb.POSITION_TEMPLATE_CHANGED: ("{what} the position template “{template}”",),
    Verb.POSITION_FIELD_CHANGED: ("{what} the position field “{field}”",),
    Verb.QUESTION_CHANGED: ("{what} the question “{question}” to applicants for {position}",),
    Verb.PROCESS_MOVED: ("moved {person} to “{step}” for {position}",),
    Verb.STEP_ASKED_FOR: ("asked for “{step}” of {person} for {position}", ", because {because}"),
    Verb.STEPS_UNLOCKED: ("gave {person} a workflow of their own for {position}",),
    Verb.STEPS_CHANGED: ("changed the steps of {person} for {position}", ": {changes}"),
    Verb.STEPS_FOLLOW: ("let {person} follow the workflow of {position} again",),
    Verb.INTERVIEW_SCHEDULED: ("scheduled “{step}” with {person} for {position}", " on {when}"),
    Verb.INTERVIEW_CANCELLED: ("cancelled the meeting for “{step}” with {person} for {position}",),
    Verb.EVALUATION_SUBMITTED: ("evaluated {person} after “{step}” for {position}",),
    Verb.EVALUATION_CHANGED: ("changed their evaluation of {person} after “{step}” for {position}",),
    Verb.SCORECARD_CHANGED: ("changed the scorecard of {position}", ": {traits}"),
    Verb.NOTE_ADDED: ("wrote a note", " about {position}"),
    Verb.NOTE_CHANGED: ("changed a note", " about {position}"),
    Verb.NOTE_DELETED: ("deleted a note", " about {position}"),
    Verb.APPLIED: ("applied for {position}", " through {via}"),
    Verb.APPLIED_AGAIN: ("applied for {position} again", " through {via}"),
    Verb.WARNING: ("was warned: {warning}",),
    Verb.DUPLICATE_DECIDED: ("decided that {person} and another candidate are {decision}", _REASON),
    Verb.PERSONS_MERGED: ("merged {other} into {person}",),
    Verb.PERSONS_UNMERGED: ("took the merge of {person} and {other} back",),
    Verb.PART_ASSIGNED: ("assigned the {part} to {other} after a merge was taken back",),
    Verb.IMPORT_ENDED: ("imported the file “{file}”", ": {what}"),
    Verb.IMPORT_UNDONE: ("took the import of “{file}” back", ": {what}"),
    Verb.ARCHIVE_MADE: ("had an archive of the whole company made", ", {what}"),
    Verb.ARCHIVE_TAKEN: ("downloaded an archive of the whole company", ", made {what}"),
    Verb.LIST_TAKEN: ("downloaded a list of candidates", ": {what}"),
}
#: On the person's own page, at a glance: what became of them, without their name and without who did it.
_IN_SHORT: dict[str, tuple[str, ...]] = {
    Verb.PERSON_ADDED: ("Added",),
    Verb.PERSON_UPDATED: ("Changed: {fields}",),
    Verb.CONTACT_POINT_ADDED: ("New {kind}: {value}",),
    Verb.CONTACT_POINT_REMOVED: ("Taken off: a {kind}",),
    Verb.FILE_ADDED: ("New {kind}: “{file}”",),
    Verb.FILE_CHANGED: ("Changed: {kind} “{file}”",),
    Verb.FILE_REMOVED: ("Removed: {kind} “{file}”",),
    Verb.FILE_PUT_BACK: ("Put back: {kind} “{file}”",),
    Verb.PERSON_TAGGED: ("Tagged “{tag}”",),
    Verb.PERSON_UNTAGGED: ("Tag “{tag}” taken off",),
    Verb.EXTERNAL_IDENTITY_SET: ("Confirmed as {known_as}",),
    Verb.EXTERNAL_IDENTITY_REMOVED: ("Not {known_as} any more",),
    Verb.PROCESS_STARTED: ("Considered for {position}",),
    Verb.PROCESS_ADVANCED: ("Completed “{step}”", " for {position}"),
    Verb.PROCESS_REJECTED: ("Rejected for {position}",),
    Verb.PROCESS_WITHDRAWN: ("Withdrew from {position}",),
    Verb.PROCESS_HELD: ("On hold for {position}",),
    Verb.PROCESS_RESUMED: ("Resumed for {position}",),
    Verb.PROCESS_HIRED: ("Hired for {position}",),
    Verb.PROCESS_REINSTATED: ("Considered again for {position}",),
    Verb.PROCESS_DELETED: ("Deleted: what was kept for {position}",),
    Verb.CONSENT_RECORDED: ("May be kept: {basis}", ", until {until}"),
    Verb.CONSENT_WITHDRAWN: ("Said: {wish}",),
    Verb.CONSENT_ASKED: ("Asked for consent",),
    Verb.RETENTION_EXTENDED: ("Kept until {until}",),
    Verb.NOTICE_SENT: ("Told what is kept of them",),
    Verb.NOTICE_FAILED: ("Could not be told what is kept of them",),
    Verb.CHANGE_UNDONE: ("Undone: “{change}”", " for {position}"),
    Verb.SOURCE_CHANGED: ("Source changed", " to {source}"),
    Verb.PROCESS_MOVED: ("Moved to “{step}”", " for {position}"),
    Verb.STEP_ASKED_FOR: ("“{step}” is asked for", " for {position}"),
    Verb.STEPS_UNLOCKED: ("Own workflow", " for {position}"),
    Verb.STEPS_CHANGED: ("Own steps changed", " for {position}"),
    Verb.STEPS_FOLLOW: ("Follows the workflow again", " for {position}"),
    Verb.INTERVIEW_SCHEDULED: ("“{step}” is scheduled", " for {position}"),
    Verb.INTERVIEW_CANCELLED: ("The meeting for “{step}” is cancelled", " for {position}"),
    Verb.EVALUATION_SUBMITTED: ("Evaluated after “{step}”", " for {position}"),
    Verb.EVALUATION_CHANGED: ("An evaluation was changed", " for {position}"),
    Verb.NOTE_ADDED: ("A note was written",),
    Verb.NOTE_CHANGED: ("A note was changed",),
    Verb.NOTE_DELETED: ("A note was deleted",),
    Verb.APPLIED: ("Applied for {position}", " through {via}"),
    Verb.APPLIED_AGAIN: ("Applied for {position} again", " through {via}"),
    Verb.WARNING: ("Warning: {warning}",),
    Verb.DUPLICATE_DECIDED: ("Possible duplicate decided: {decision}",),
    Verb.PERSONS_MERGED: ("Merged with {other}",),
    Verb.PERSONS_UNMERGED: ("Merge with {other} taken back",),
}
_UNNAMED = {
    "company": "the company",
    "teammate": "a teammate",
    "role": "a teammate of another role",
    "email": "somebody",
    "person": "the candidate",
    "position": "a position",
    "fields": "details",
    "source": "a source",
    "known_as": "the owner of an outside profile",
    "discretion": "visible differently",
    "decision": "compared",
}


def sentence(verb: str, data: Mapping[str, Any]) -> str:
    """The words after the actor's name: ``rejected Mia Brand for Welding Robot Technician. Reason: …``."""
    return _filled(_SENTENCES[verb], data)


def in_short(verb: str, data: Mapping[str, Any]) -> str:
    """What happened to the person whose page it stands on: ``Rejected for Welding Robot Technician``."""
    return _filled(_IN_SHORT.get(verb, _SENTENCES[verb]), data)


def _filled(parts: tuple[str, ...], data: Mapping[str, Any]) -> str:
    first, *others = parts
    text = first.format_map(_Named({name: value for name, value in data.items() if value != ""}))
    return text + "".join(part.format_map(data) for part in others if _is_complete(part, data))


def verbs_with_a_sentence() -> frozenset[str]:
    return frozenset(_SENTENCES)


def _is_complete(part: str, data: Mapping[str, Any]) -> bool:
    name = part[part.index("{") + 1 : part.index("}")]
    return bool(data.get(name))


class _Named(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return _UNNAMED.get(name, "something")


@dataclass(frozen=True)
class Mentionable:
    """Somebody whom a note may mention, under the name that is typed after the ``@``."""

    id: int
    name: str


@dataclass(frozen=True)
class Mentioned:
    """Who is mentioned, and at which places of the text; ``length`` counts the ``@`` and the name."""

    id: int
    length: int
    starts: tuple[int, ...]


_AT = re.compile(r"(?<!\w)@")
_WORD = re.compile(r"\w")


def mentions_in(text: str, known: Sequence[Mentionable]) -> list[Mentioned]:
    """The longest name counts; of several of one name it is the first in ``known``. Case does not matter."""
    ordered = sorted((each for each in known if each.name), key=lambda each: -len(each.name))
    found: dict[int, Mentioned] = {}
    for at in _AT.finditer(text):
        named = next((each for each in ordered if _stands_at(text, at.end(), each.name)), None)
        if named is not None:
            before = found.get(named.id, Mentioned(named.id, len(named.name) + 1, ()))
            found[named.id] = Mentioned(named.id, before.length, (*before.starts, at.start()))
    return list(found.values())


def _stands_at(text: str, place: int, name: str) -> bool:
    end = place + len(name)
    return text[place:end].lower() == name.lower() and not _WORD.match(text, end)


def in_pieces(text: str, mentioned: Sequence[Mentioned]) -> list[tuple[str, int | None]]:
    """The text in order, each piece with whom it mentions; what is no mention has None."""
    places = sorted((start, each.length, each.id) for each in mentioned for start in each.starts)
    pieces: list[tuple[str, int | None]] = []
    end = 0
    for start, length, who in places:
        pieces += [(text[end:start], None), (text[start : start + length], who)]
        end = start + length
    return [piece for piece in [*pieces, (text[end:], None)] if piece[0]]


def without_signs(text: str, mentioned: Sequence[Mentioned]) -> str:
    """For readers elsewhere: the names of those who are mentioned, without the ``@``."""
    return "".join(piece.removeprefix("@") if who else piece for piece, who in in_pieces(text, mentioned))
