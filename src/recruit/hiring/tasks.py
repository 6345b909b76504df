"""What does hiring do in the background? Follow a changed workflow, and send what steps announce. One call each."""

from __future__ import annotations

from recruit.base import queue
from recruit.hiring.services.automatic import SEND_NOTIFICATION
from recruit.hiring.services.followers import FOLLOW_WORKFLOW, follow_workflow
from recruit.hiring.services.notifying import send_step_notification


@queue.task(name=FOLLOW_WORKFLOW)
def follow_changed_workflow(*, company_id: int, position_id: int) -> None:
    while follow_workflow(company_id=company_id, position_id=position_id):
        pass


@queue.task(name=SEND_NOTIFICATION)
def notify_of_step(*, company_id: int, step_id: int) -> None:
    send_step_notification(company_id=company_id, step_id=step_id)
