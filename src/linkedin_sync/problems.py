"""What is wrong with the connection, and do its admins know? They are told when it begins and when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop, ngettext

from linkedin_sync import health
from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import ConnectionState, ProblemKind
from linkedin_sync.models import Connection, Problem
from recruit.base import clock, live, queue
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import company_of, teammates_of

if TYPE_CHECKING:
    from recruit.company.models import Teammate

#: The task's name; the function lies in ``tasks``, above this.
TELL: Final = "linkedin.tell_of_problem"
#: A change that waits longer than this while nothing is paused is late.
LATE: Final = timedelta(minutes=15)
#: Over problems are shown for so long.
_SHOWN: Final = timedelta(days=7)
#: What is over, inside of a sentence.
_WHAT_WAS: Final = {
    ProblemKind.REFUSED: gettext_noop("LinkedIn refuses the connection"),
    ProblemKind.DISABLED: gettext_noop("the connection is switched off in LinkedIn"),
    ProblemKind.STUCK: gettext_noop("records are stuck on their way to LinkedIn"),
    ProblemKind.LATE: gettext_noop("changes reach LinkedIn late"),
}


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


#: What the sentence of a problem names: ``said`` by LinkedIn, a ``number`` of records, ``minutes``.
About = Mapping[str, Any]


def problems_of(signs: Signs) -> dict[ProblemKind, About]:
    """The problems that there are, each with what its sentence names. What an admin has chosen is none."""
    found: dict[ProblemKind, About] = {}
    if signs.state == ConnectionState.DEGRADED:
        found[ProblemKind.REFUSED] = {"said": signs.trouble}
    if signs.state == ConnectionState.DISABLED:
        found[ProblemKind.DISABLED] = {}
    if signs.stuck:
        found[ProblemKind.STUCK] = {"number": signs.stuck}
    if signs.state == ConnectionState.ENABLED and not signs.is_paused and signs.lag > LATE:
        found[ProblemKind.LATE] = {"minutes": int(signs.lag.total_seconds() // 60)}
    return found


def sentence_of(kind: ProblemKind, about: About) -> str:
    """In the reader's language."""
    if kind == ProblemKind.STUCK:
        return ngettext(
            "{number} record is stuck. Each says why, and what helps.",
            "{number} records are stuck. Each says why, and what helps.",
            about["number"],
        ).format(number=health.told(about["number"]))
    if kind == ProblemKind.LATE:
        sentence = gettext("A change has waited for {minutes} minutes. Look whether the worker runs.")
        return sentence.format(minutes=about["minutes"])
    if kind == ProblemKind.DISABLED:
        return gettext("LinkedIn's admin has switched the integrations off. Nothing is sent.")
    return gettext(about["said"]) or gettext("LinkedIn did not say why.")


def _sentence(problem: Problem) -> str:
    if problem.about is None:
        return problem.sentence
    return sentence_of(ProblemKind(problem.kind), problem.about)


@transaction.atomic
def look_for_problems(*, company_id: int) -> None:
    """Write down what has begun and what is over; whoever looks after the connection is told of both by mail."""
    connection = connection_of(company_id=company_id)
    if connection is None:
        return
    with translation.override("en"):  # what LinkedIn said is kept as it was said
        present = problems_of(_signs(company_id))
    known = Problem.objects.select_for_update().filter(connection=connection, over_at=None)
    open_ones = {problem.kind: problem for problem in known}
    for kind, about in present.items():
        if kind not in open_ones:
            _begin(connection, kind, about)
    for problem in open_ones.values():
        if problem.kind not in present:
            Problem.objects.filter(pk=problem.pk).update(over_at=clock.now())
            _tell(problem, is_over=True)


def _signs(company_id: int) -> Signs:
    found = health.overview(company_id=company_id)
    lag = max(lane.lag for lane in found.lanes)
    return Signs(found.state, found.trouble, found.is_paused or not found.is_in_plan, found.parked, lag)


def _begin(connection: Connection, kind: ProblemKind, about: About) -> None:
    problem, is_new = Problem.objects.get_or_create(
        company_id=connection.company_id,
        connection=connection,
        kind=kind,
        over_at=None,
        defaults={"about": about},
    )
    if is_new:
        _tell(problem, is_over=False)


def _tell(problem: Problem, *, is_over: bool) -> None:
    queue.defer(TELL, company_id=problem.company_id, problem_id=problem.pk, is_over=is_over)
    live.touch(problem.company_id, ["integration"])


def tell_of_problem(*, company_id: int, problem_id: int, is_over: bool) -> None:
    """Mail everybody who may configure the connection, in their language.

    Raises what the mail server's refusal raises: tried again.
    """
    problem = Problem.objects.filter(company_id=company_id, pk=problem_id).first()
    if problem is None:
        return
    company = company_of(company_id=company_id).name
    for admin in _admins(company_id):
        with translation.override(admin.language):
            subject, body = _mail(problem, company, is_over=is_over)
        send_mail(subject, body, None, [admin.email])


def _mail(problem: Problem, company: str, *, is_over: bool) -> tuple[str, str]:
    kind = ProblemKind(problem.kind)
    begun = f"{problem.begun_at:%Y-%m-%d %H:%M}"
    if is_over and problem.over_at:
        words = gettext("This is over since {over} UTC: {problem}. It had begun at {begun} UTC.").format(
            over=f"{problem.over_at:%Y-%m-%d %H:%M}", problem=gettext(_WHAT_WAS[kind]), begun=begun
        )
    else:
        since = gettext("{problem}, since {begun} UTC.").format(problem=kind.label, begun=begun)
        words = f"{since}\n\n{_sentence(problem)}"
    subject = gettext("Over: {problem} ({company})") if is_over else "{problem} ({company})"
    how_often = gettext("You get one mail when it begins and one when it is over.")
    return (
        subject.format(problem=kind.label, company=company),
        f"{words}\n\n{settings.BASE_URL}/settings/linkedin\n\n{how_often}",
    )


def _admins(company_id: int) -> list[Teammate]:
    return [
        teammate
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
        ProblemView(str(ProblemKind(row.kind).label), _sentence(row), row.begun_at, row.over_at)
        for row in rows
        if row.over_at is None or row.over_at > since
    ]


def forget_old_problems(*, company_id: int) -> None:
    """What was over three months ago tells nobody anything."""
    old = clock.now() - timedelta(days=90)
    Problem.objects.filter(company_id=company_id, over_at__lt=old).delete()
