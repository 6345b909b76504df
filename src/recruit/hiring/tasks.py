"""What does hiring do in the background? Follow workflows, send what steps announce, change many. One call each."""

from __future__ import annotations

from recruit.base import queue
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies
from recruit.hiring.services.automatic import SEND_NOTIFICATION
from recruit.hiring.services.followers import FOLLOW_WORKFLOW, follow_workflow
from recruit.hiring.services.in_slices import TAKE_SLICES, forget_old_runs, take_slice
from recruit.hiring.services.mentioning import MAIL_MENTION, mail_mention
from recruit.hiring.services.notifying import send_step_notification


@queue.task(name=FOLLOW_WORKFLOW)
def follow_changed_workflow(*, company_id: int, position_id: int) -> None:
    while follow_workflow(company_id=company_id, position_id=position_id):
        pass


@queue.task(name=SEND_NOTIFICATION)
def notify_of_step(*, company_id: int, step_id: int) -> None:
    send_step_notification(company_id=company_id, step_id=step_id)


@queue.task(name=MAIL_MENTION, retry=queue.RetryWithJitter(attempts=8))
def mail_whom_a_note_mentions(*, company_id: int, mention_id: int) -> None:
    mail_mention(company_id=company_id, mention_id=mention_id)


@queue.task(name=TAKE_SLICES)
def take_slices(*, company_id: int, run_id: int) -> None:
    while take_slice(company_id=company_id, run_id=run_id):
        pass


@queue.periodic(name="hiring.forget_old_runs", cron="13 3 * * *")
def forget_old_runs_of_all() -> None:
    for company in all_companies():
        with company_context(company.pk):
            forget_old_runs(company_id=company.pk)
