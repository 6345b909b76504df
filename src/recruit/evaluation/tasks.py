"""What does evaluation do in the background? Invite to meetings. One call."""

from __future__ import annotations

from recruit.base import queue
from recruit.evaluation.services import send_invitation
from recruit.evaluation.services.scheduling import SEND_INVITATION


@queue.task(name=SEND_INVITATION)
def invite(*, company_id: int, interview_id: int, sequence: int, gone: list[int]) -> None:
    send_invitation(company_id=company_id, interview_id=interview_id, sequence=sequence, gone=gone)
