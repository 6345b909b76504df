"""What recruiters do in Recruiter, to be polled: `conversationEvents`, `mailStubs`, `prospectNotes`.

Wants the contract's CSA_API integration. No push tells of any of them. In REST their names are known by analogy only.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.finding import PAGE, pages
from linkedin_client.records.moments import milliseconds
from linkedin_client.records.recruiting import LONGEST_SPAN, ConversationEvent, MailStub, ProspectNote
from linkedin_client.told import moment_in, text_told, texts_told, urn_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Parameter


class ConversationEvents:
    """InMail, by seat and time."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.conversation_events

    def pages(
        self, viewer: str, *, since: datetime, until: datetime, thread_urn: str = "", count: int = PAGE
    ) -> Iterator[list[ConversationEvent]]:
        """What the seat sent and received from `since` to before `until`; each page is one call when it is asked for.

        ValueError if the span is longer than 12 hours. LinkedIn takes few calls a minute for one viewer.
        """
        _of_at_most_12_hours(since, until)
        span = {"start": milliseconds(since), "end": milliseconds(until)}
        criteria: dict[str, Parameter] = {"q": "criteria", "viewer": viewer, "timeRange": span}
        if thread_urn:
            criteria["threadUrn"] = thread_urn
        found = pages(self._line.wire, self._generation, "conversationEvents", criteria, count=count)
        return ([_event(element) for element in page] for page in found)


class MailStubs:
    """Contact data that members shared, by the seats that they shared it with."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.mail_stubs

    def pages(
        self,
        contract: str,
        *,
        owners: Sequence[str],
        since: datetime | None = None,
        until: datetime | None = None,
        count: int = PAGE,
    ) -> Iterator[list[MailStub]]:
        """What was shared with these seats from `since` to before `until`; without them, ever.

        ValueError without owners: LinkedIn asks that they are always named. Beyond result 20,000 LinkedIn refuses
        (`Invalid`): then ask for fewer owners or a shorter time.
        """
        if not owners:
            raise ValueError("name the seats that own the stubs: LinkedIn asks that owners are always given")
        criteria: dict[str, Parameter] = {"q": "contract", "contract": contract, "owners": list(owners)}
        criteria |= _bounds(createdDateStart=since, createdDateEnd=until)
        found = pages(self._line.wire, self._generation, "mailStubs", criteria, count=count)
        return ([_stub(element, contract=contract) for element in page] for page in found)


class ProspectNotes:
    """Notes about members, by contract, owners and time."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.prospect_notes

    def pages(
        self,
        contract: str,
        *,
        owners: Sequence[str] = (),
        since: datetime,
        until: datetime,
        count: int = PAGE,
    ) -> Iterator[list[ProspectNote]]:
        """Notes changed after `since` and not after `until`, deleted ones too; without owners, everybody's.

        Whether LinkedIn's bounds mean the creation or the last change, and whether the later one is still in, is not
        documented: let spans overlap, and know a note by its id. ValueError if the span is longer than 12 hours.
        """
        _of_at_most_12_hours(since, until)
        criteria: dict[str, Parameter] = {"q": "criteria", "contract": contract}
        if owners:
            criteria["owners"] = list(owners)
        criteria |= _bounds(cutoffDate=since, beforeDate=until)
        found = pages(self._line.wire, self._generation, "prospectNotes", criteria, count=count)
        return ([_note(element, contract=contract) for element in page] for page in found)


def _of_at_most_12_hours(since: datetime, until: datetime) -> None:
    if not since < until <= since + LONGEST_SPAN:
        raise ValueError(f"from {since} to {until} is not a span of at most {LONGEST_SPAN}")


def _bounds(**moments: datetime | None) -> dict[str, Parameter]:
    return {name: milliseconds(moment) for name, moment in moments.items() if moment is not None}


def _event(told: Mapping[str, Any]) -> ConversationEvent:
    sent_at = moment_in(told, "createdAt", "created", "deliveredAt")
    if sent_at is None:
        raise errors.AnswerNotUnderstood("an InMail message without its moment")
    mail = told.get("content") or told.get("mailContent")
    content = mail if isinstance(mail, dict) else told
    return ConversationEvent(
        id=text_told(told, "id", "eventId", "entityUrn"),
        thread_urn=text_told(told, "threadUrn", "thread"),
        author_seat=urn_told(told, "author", "from", "sender", "seat", kind="seat"),
        author_person=urn_told(told, "author", "from", "sender", "member", kind="person"),
        recipients=texts_told(told, "recipients", "to", "recipient"),
        sent_at=sent_at,
        subject=text_told(content, "subject"),
        body=mail if isinstance(mail, str) else text_told(content, "body", "text", "message"),
        visibility=text_told(told, "visibility"),
        raw=told,
    )


def _stub(told: Mapping[str, Any], *, contract: str) -> MailStub:
    stub = MailStub(
        id=text_told(told, "id", "stubId"),
        contract=text_told(told, "contract") or contract,
        owner=urn_told(told, "owner", "seat", kind="seat"),
        person_urn=urn_told(told, "member", "person", "candidate", kind="person"),
        shared_at=moment_in(told, "created", "createdAt"),
        first_name=text_told(told, "firstName"),
        last_name=text_told(told, "lastName"),
        profile_url=text_told(told, "profileUrl", "publicProfileUrl"),
        email_addresses=texts_told(told, "emailAddress", "emailAddresses", "email", "emails"),
        phone_numbers=texts_told(told, "phoneNumber", "phoneNumbers", "phone", "phones"),
        raw=told,
    )
    if not (stub.person_urn or stub.email_addresses):
        raise errors.AnswerNotUnderstood("a mail stub without member and e-mail")
    return stub


def _note(told: Mapping[str, Any], *, contract: str) -> ProspectNote:
    note_id = text_told(told, "id", "noteId")
    if not note_id:
        raise errors.AnswerNotUnderstood("a prospect note without id")
    created = told.get("created") or told.get("createdAt")
    return ProspectNote(
        id=note_id,
        active=told.get("active") is not False,
        contract=text_told(told, "contract") or contract,
        created_at=moment_in(told, "created", "createdAt"),
        modified_at=moment_in(told, "lastModified", "lastModifiedAt"),
        owner=urn_told(told, "owner", "author", "seat", kind="seat")
        or urn_told({"created": created}, "created", kind="seat"),
        person_urn=urn_told(told, "member", "prospect", "person", "candidate", kind="person"),
        text=text_told(told, "content", "note", "text", "body"),
        visibility=text_told(told, "visibility"),
        raw=told,
    )
