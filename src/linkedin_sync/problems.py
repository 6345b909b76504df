"""What is wrong with the connection, and do its admins know? They are told when it begins and when it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from linkedin_sync import health
from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import ConnectionState, ProblemKind
from linkedin_sync.models import Connection, Problem
from recruit.base import clock, live, queue
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import company_of, teammates_of

#: The task's name; the function lies in ``tasks``, above this.
TELL: Final = "linkedin.tell_of_problem"
#: A change that waits longer than this while nothing is paused is late.
LATE: Final = timedelta(minutes=15)
_HOW_OFTEN: Final = "You get one mail when it begins and one when it is over."
#: Over problems are shown for so long.
_SHOWN: Final = timedelta(days=7)


@dataclass(frozen=True)
class Signs:
    """What a problem is known by. ``lag``: how long the change that is next in line has waited.

    ``is_paused``: nothing is to be sent, by an admin's pause or by a plan without LinkedIn.
    """

    state: str
    trouble: str = ""
    is_paused: bool = False
    stuck: int = 0
    lag: timedelta = timedelta(0)


def problems_of(signs: Signs) -> dict[ProblemKind, str]:
    """The problems that there are, each with a sentence for people. What an admin has chosen is none."""
    found = {}
    if signs.state == ConnectionState.DEGRADED:
        found[ProblemKind.REFUSED] = signs.trouble or "LinkedIn did not say why."
    if signs.state == ConnectionState.DISABLED:
        found[ProblemKind.DISABLED] = "LinkedIn's admin has switched the integrations off. Nothing is sent."
    if signs.stuck:
        are = "record is" if signs.stuck == 1 else "records are"
        found[ProblemKind.STUCK] = f"{health.told(signs.stuck)} {are} stuck. Each says why, and what helps."
    if signs.state == ConnectionState.ENABLED and not signs.is_paused and signs.lag > LATE:
        minutes = int(signs.lag.total_seconds() // 60)
        found[ProblemKind.LATE] = f"A change has waited for {minutes} minutes. Look whether the worker runs."
    return found


@transaction.atomic
def look_for_problems(*, company_id: int) -> None:
    """Write down what has begun and what is over; whoever looks after the connection is told of both by mail."""
    connection = connection_of(company_id=company_id)
    if connection is None:
        return
    present = problems_of(_signs(company_id))
    known = Problem.objects.select_for_update().filter(connection=connection, over_at=None)
    open_ones = {problem.kind: problem for problem in known}
    for kind, sentence in present.items():
        if kind not in open_ones:
            _begin(connection, kind, sentence)
    for problem in open_ones.values():
        if problem.kind not in present:
            Problem.objects.filter(pk=problem.pk).update(over_at=clock.now())
            _tell(problem, is_over=True)


def _signs(company_id: int) -> Signs:
    found = health.overview(company_id=company_id)
    lag = max(lane.lag for lane in found.lanes)
    return Signs(found.state, found.trouble, found.is_paused or not found.is_in_plan, found.parked, lag)


def _begin(connection: Connection, kind: ProblemKind, sentence: str) -> None:
    problem, is_new = Problem.objects.get_or_create(
        company_id=connection.company_id,
        connection=connection,
        kind=kind,
        over_at=None,
        defaults={"sentence": sentence},
    )
    if is_new:
        _tell(problem, is_over=False)


def _tell(problem: Problem, *, is_over: bool) -> None:
    queue.defer(TELL, company_id=problem.company_id, problem_id=problem.pk, is_over=is_over)
    live.touch(problem.company_id, ["integration"])


def tell_of_problem(*, company_id: int, problem_id: int, is_over: bool) -> None:
    """Mail everybody who may configure the connection. Raises what the mail server's refusal raises: tried again."""
    problem = Problem.objects.filter(company_id=company_id, pk=problem_id).first()
    if problem is None:
        return
    label = ProblemKind(problem.kind).label
    company = company_of(company_id=company_id).name
    subject = f"{'Over: ' if is_over else ''}{label} ({company})"
    words = (
        f"This is over since {problem.over_at:%Y-%m-%d %H:%M} UTC: {label.lower()}. It had begun at "
        f"{problem.begun_at:%Y-%m-%d %H:%M} UTC."
        if is_over and problem.over_at
        else f"{label}, since {problem.begun_at:%Y-%m-%d %H:%M} UTC.\n\n{problem.sentence}"
    )
    body = f"{words}\n\n{settings.BASE_URL}/settings/linkedin\n\n{_HOW_OFTEN}"
    for address in _admins(company_id):
        send_mail(subject, body, None, [address])


def _admins(company_id: int) -> list[str]:
    return [
        teammate.email
        for teammate in teammates_of(company_id=company_id)
        if teammate.is_active
        and company_role_allows(teammate.company_role, Capability.CONFIGURE_INTEGRATIONS)
    ]


@dataclass(frozen=True)
class ProblemView:
    label: str
    sentence: str
    begun_at: datetime
    over_at: datetime | None


def recent_problems(*, company_id: int) -> list[ProblemView]:
    """Those that last, and those that were over within a week; the latest first."""
    rows = Problem.objects.filter(company_id=company_id).order_by("-id")[:20]
    since = clock.now() - _SHOWN
    return [
        ProblemView(str(ProblemKind(row.kind).label), row.sentence, row.begun_at, row.over_at)
        for row in rows
        if row.over_at is None or row.over_at > since
    ]


def open_problem_count(*, company_id: int) -> int:
    return Problem.objects.filter(company_id=company_id, over_at=None).count()


def forget_old_problems(*, company_id: int) -> None:
    """What was over three months ago tells nobody anything."""
    old = clock.now() - timedelta(days=90)
    Problem.objects.filter(company_id=company_id, over_at__lt=old).delete()
