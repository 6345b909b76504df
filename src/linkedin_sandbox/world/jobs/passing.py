"""What happens when the sandbox's clock is set? Whatever has become due meanwhile is done, and told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from linkedin_sandbox.world.jobs.job_tasks import settle_due_tasks
from linkedin_sandbox.world.models import AccessToken, JobPosting, JobTask, PushEvent, WebhookEvent
from linkedin_sandbox.world.steering import bell, clock


@dataclass(frozen=True)
class Due:
    """``count`` of a kind; ``words`` say of one and of many what has become of them."""

    count: int
    words: tuple[str, str]

    @property
    def sentence(self) -> str:
        return f"{self.count:,} {self.words[self.count != 1]}"


@dataclass(frozen=True)
class Coming:
    """The next of a kind, and when it is due."""

    at: int
    what: str


def set_clock(change: Callable[[], None]) -> list[Due]:
    """Finish tasks and wake the sender of notifications; says what has become due on the way, and no kind of zero."""
    before = clock.now_ms()
    change()
    due = [one for one in _due_between(before, clock.now_ms()) if one.count]
    settle_due_tasks()
    bell.ring()
    return due


def _due_between(before: int, after: int) -> list[Due]:
    """Going back makes nothing due."""
    if after <= before:
        return []
    return [
        Due(
            JobTask.objects.filter(status="IN_PROGRESS", due_at__lte=after, looks_left__lte=0).count(),
            ("job task was finished", "job tasks were finished"),
        ),
        Due(
            PushEvent.objects.filter(state="due", next_at__gt=before, next_at__lte=after).count(),
            ("notification is sent now", "notifications are sent now"),
        ),
        Due(
            WebhookEvent.objects.filter(state="due", next_at__gt=before, next_at__lte=after).count(),
            ("webhook message is sent now", "webhook messages are sent now"),
        ),
        Due(
            _listed().filter(expires_at__gt=before, expires_at__lte=after).count(),
            ("job listing has run out", "job listings have run out"),
        ),
        Due(
            _alive().filter(expires_at__gt=before, expires_at__lte=after).count(),
            ("token has run out", "tokens have run out"),
        ),
    ]


def coming(now: int) -> list[Coming]:
    """What is due next of each kind, the soonest first."""
    kinds: list[
        tuple[
            QuerySet[JobTask] | QuerySet[PushEvent] | QuerySet[JobPosting] | QuerySet[AccessToken], str, str
        ]
    ]
    kinds = [
        (
            JobTask.objects.filter(status="IN_PROGRESS", looks_left__lte=0),
            "due_at",
            "A job task is finished.",
        ),
        (PushEvent.objects.filter(state="due"), "next_at", "A notification is tried once more."),
        (_listed(), "expires_at", "A job listing runs out."),
        (_alive(), "expires_at", "A token runs out."),
    ]
    found = []
    for rows, field, what in kinds:
        after_now = rows.filter(**{f"{field}__gt": now})
        at = after_now.order_by(field).values_list(field, flat=True).first()
        if at is not None:
            found.append(Coming(at=at, what=what))
    return sorted(found, key=lambda one: one.at)


def _listed() -> QuerySet[JobPosting]:
    return JobPosting.objects.filter(state="LISTED")


def _alive() -> QuerySet[AccessToken]:
    return AccessToken.objects.filter(revoked=False)
