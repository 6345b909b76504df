"""What is said in InMail between a seat and a member? Conversations, answers, and contact data that is shared.

At the first reply to a seat the member is asked whether to share contact data; only a yes makes a stub profile.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions/inmail-history
"""

from __future__ import annotations

from django.db import transaction

from linkedin_sandbox.world.models import MailMessage, MailStub, MailThread, Member
from linkedin_sandbox.world.models.recruiting import PRIVATE, PUBLIC
from linkedin_sandbox.world.people import people
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.refusals import SandboxRefusal

LONGEST_SUBJECT, LONGEST_BODY = 200, 8000
OPEN, ANSWERED, DECLINED = "open", "answered", "declined"


def send_inmail(
    *, seat: Seat, member: Member, subject: str, body: str, visibility: str = PUBLIC, now: int
) -> MailThread:
    """Begin a conversation; ``visibility`` says whether colleagues of the contract see that it took place."""
    people.refuse_idle_seat(seat)
    _refuse_closed_account(member)
    if visibility not in (PUBLIC, PRIVATE):
        raise SandboxRefusal(f"An InMail is {PUBLIC} or {PRIVATE}.")
    with transaction.atomic():
        thread = MailThread.objects.create(
            contract_id=seat.contract.id,
            seat_id=seat.holder.id,
            member_id=member.id,
            subject=_checked(subject, "subject", LONGEST_SUBJECT),
            visibility=visibility,
            created_at=now,
            latest_at=now,
        )
        _write(thread, body, by_member=False, now=now)
    return thread


def follow_up(*, seat: Seat, thread: MailThread, body: str, now: int) -> MailMessage:
    """The recruiter writes again in the same conversation."""
    people.refuse_idle_seat(seat)
    if thread.seat_id != seat.holder.id:
        raise SandboxRefusal("This is another recruiter's conversation. Write an InMail of your own.")
    _refuse_closed_account(Member.objects.get(id=thread.member_id))
    if thread.state == DECLINED:
        raise SandboxRefusal(
            "The member has declined this InMail, and can only be written to after an answer."
        )
    with transaction.atomic():
        return _write(thread, body, by_member=False, now=now)


def asks_to_share(thread: MailThread) -> bool:
    """Is the member's next reply the first to this seat? Only then does LinkedIn ask about contact data."""
    earlier = MailMessage.objects.filter(seat_id=thread.seat_id, member_id=thread.member_id)
    return not earlier.filter(is_from_member=True).exists()


def reply(
    *,
    thread: MailThread,
    body: str,
    share_contact: bool,
    now: int,
    email: str | None = None,
    phone: str | None = None,
) -> MailMessage:
    """The member answers. What is shared are the profile's own e-mail and phone, unless others are named."""
    # Inside the transaction, which is the only one that writes: of two replies at once only one is the first.
    with transaction.atomic():
        member = Member.objects.get(id=thread.member_id)
        _refuse_closed_account(member)
        if share_contact and not asks_to_share(thread):
            raise SandboxRefusal("LinkedIn asks about contact data at the first reply to a recruiter only.")
        MailThread.objects.filter(id=thread.id).update(state=ANSWERED)
        thread.state = ANSWERED
        message = _write(thread, body, by_member=True, now=now)
        if share_contact:
            MailStub.objects.create(
                contract_id=thread.contract_id,
                seat_id=thread.seat_id,
                member_id=member.id,
                thread_id=thread.id,
                email=member.email if email is None else email.strip(),
                phone=member.phone if phone is None else phone.strip(),
                created_at=now,
            )
    return message


def decline(*, thread: MailThread, now: int) -> MailThread:
    """The member says no without a word: no message, no contact data, and the recruiter cannot insist."""
    _refuse_closed_account(Member.objects.get(id=thread.member_id))
    changed = MailThread.objects.filter(id=thread.id, state=OPEN).update(state=DECLINED, latest_at=now)
    if not changed:
        raise SandboxRefusal("This InMail has been answered or declined already.")
    thread.state, thread.latest_at = DECLINED, now
    return thread


def mark_read(*, thread: MailThread, by_member: bool, now: int) -> int:
    """What the other side has written there is read from now on; how many messages that were."""
    unread = MailMessage.objects.filter(thread_id=thread.id, read_at=None, is_from_member=not by_member)
    return unread.update(read_at=now)


def _write(thread: MailThread, body: str, *, by_member: bool, now: int) -> MailMessage:
    message = MailMessage.objects.create(
        thread_id=thread.id,
        seat_id=thread.seat_id,
        member_id=thread.member_id,
        is_from_member=by_member,
        body=_checked(body, "message", LONGEST_BODY),
        created_at=now,
    )
    MailThread.objects.filter(id=thread.id).update(latest_at=now)
    thread.latest_at = now
    return message


def _checked(text: str, name: str, longest: int) -> str:
    kept = text.strip()
    if not kept:
        raise SandboxRefusal(f"The {name} is empty. Write something first.")
    if len(kept) > longest:
        raise SandboxRefusal(f"The {name} has {len(kept)} characters; at most {longest} can be sent.")
    return kept


def _refuse_closed_account(member: Member) -> None:
    if member.closed_at is not None:
        raise SandboxRefusal(f"{member.name} has closed the LinkedIn account.")
