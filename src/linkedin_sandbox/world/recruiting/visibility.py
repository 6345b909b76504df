"""What does a seat see of the ATS? The jobs of the export window and the indicator beside a member.

Everything is asked at the moment of reading: a changed ACL or configuration shows at the next look (rule 40).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from linkedin_sandbox.world.jobs import job_tasks
from linkedin_sandbox.world.models import (
    Application,
    AtsJob,
    Configuration,
    EntityAcl,
    EntityAclAssignee,
    Integration,
    Member,
)
from linkedin_sandbox.world.recruiting.visibility_rules import Verdict, judge
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch
from linkedin_sandbox.world.synced.statuses import AtsRows, Indicator, ats_rows_of
from linkedin_sandbox.world.synced.writings import NOTHING, Writings, writings_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from linkedin_sandbox.world.people.people import Seat


@dataclass(frozen=True)
class Ats:
    """One ATS of the seat's company whose integration of this type is on."""

    application: Application
    name: str
    context: str
    open_to_all: bool


@dataclass(frozen=True)
class OfferedJob:
    """One line of the window's "Public Job Name"; ``already_in_process``: the member is considered for it."""

    application_id: int
    external_id: str
    title: str
    location: str
    code: str
    workplace: str
    already_in_process: bool = False


def export_targets(seat: Seat) -> list[Ats]:
    """The ATSs that "Export to ATS" offers this seat: named as the ATS named its integration."""
    return _atss(seat, type_="ONE_CLICK_EXPORT", viewers="JOB_POSTING_VIEWERS")


def _atss(seat: Seat, *, type_: str, viewers: str) -> list[Ats]:
    rows = Integration.objects.filter(context=seat.organization.urn, type=type_, status="ENABLED").order_by(
        "id"
    )
    integrations = list(rows)
    applications = Application.objects.in_bulk([row.application_id for row in integrations])
    opened = set(
        Configuration.objects.filter(
            integration_id__in=[row.id for row in integrations], name=viewers, value="ALL_PRODUCT_USERS"
        ).values_list("integration_id", flat=True)
    )
    return [
        Ats(
            application=applications[row.application_id],
            name=row.name or applications[row.application_id].name,
            context=row.context,
            open_to_all=row.id in opened,
        )
        for row in integrations
    ]


def offered_jobs(
    seat: Seat,
    *,
    query: str = "",
    workplace: str = "",
    limit: int = 20,
    member: Member | None = None,
    application_id: int | None = None,
) -> list[OfferedJob]:
    """Open jobs that this seat may see, by words of title, company job code or id; of one ATS if named."""
    job_tasks.settle_due_tasks()
    found: list[OfferedJob] = []
    for ats in export_targets(seat):
        if application_id not in (None, ats.application.id):
            continue
        taken = jobs_in_process(ats, member)
        for job in _visible_jobs(ats, seat, _listed(ats, query, workplace)):
            found.append(_offer(job, already=job.key in taken))
            if len(found) == limit:
                return found
    return found


def offered_job(seat: Seat, *, ats: Ats, external_id: str) -> OfferedJob | None:
    """The one job, if this seat is offered it."""
    job_tasks.settle_due_tasks()
    for job in _visible_jobs(ats, seat, _listed(ats, "", "").filter(id=external_id)):
        return _offer(job, already=False)
    return None


def offered_among(ats: Ats, seat: Seat, keys: Collection[str]) -> set[str]:
    """Those of the jobs that the export window offers this seat."""
    return {job.key for job in _visible_jobs(ats, seat, _listed(ats, "", "").filter(key__in=keys))}


def verdicts(ats: Ats, seat: Seat, keys: Collection[str]) -> dict[str, Verdict]:
    """How each job that is there is judged for this seat, open or not."""
    return {job.key: verdict for job, verdict in _judged_jobs(ats, seat, AtsJob.objects.filter(key__in=keys))}


def _offer(job: AtsJob, *, already: bool) -> OfferedJob:
    return OfferedJob(
        application_id=job.application_id,
        external_id=job.id,
        title=job.title,
        location=job.location,
        code=job.code,
        workplace=job.workplace,
        already_in_process=already,
    )


def _listed(ats: Ats, query: str, workplace: str) -> QuerySet[AtsJob]:
    jobs = AtsJob.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=clock.now_ms()),
        application_id=ats.application.id,
        context=ats.context,
        state="LISTED",
    )
    for word in query.lower().replace("#", " ").split():
        jobs = jobs.filter(search__contains=word)
    if workplace and workplace != "All":
        jobs = jobs.filter(workplace=workplace)
    return jobs.order_by("title", "key")


def _visible_jobs(ats: Ats, seat: Seat, jobs: QuerySet[AtsJob]) -> Iterator[AtsJob]:
    return (job for job, verdict in _judged_jobs(ats, seat, jobs) if verdict.is_shown)


def _judged_jobs(ats: Ats, seat: Seat, jobs: QuerySet[AtsJob]) -> Iterator[tuple[AtsJob, Verdict]]:
    assigned = EntityAclAssignee.objects.filter(
        application_id=ats.application.id, context=ats.context, member_id=seat.member.id
    )
    acls = EntityAcl.objects.filter(job_key=OuterRef("key"))
    mine = acls.filter(acl_id__in=list(assigned.values_list("acl_id", flat=True)))
    open_with_acls = switch("viewers_with_acls") == "shown"
    for job in jobs.defer("record").annotate(has_acls=Exists(acls), is_assigned=Exists(mine)).iterator():
        yield (
            job,
            judge(
                open_to_all=ats.open_to_all,
                access_restricted=job.access_restricted,
                has_acls=bool(vars(job)["has_acls"]),
                is_assigned=bool(vars(job)["is_assigned"]),
                open_with_acls=open_with_acls,
            ),
        )


def jobs_in_process(ats: Ats, member: Member | None) -> set[str]:
    """For which of this ATS's jobs the member is considered now."""
    if member is None:
        return set()
    rows = ats_rows_of(ats.application, ats.context, [member], now=clock.now_ms())
    return rows[member.id].jobs_in_process()


def indicating_atss(seat: Seat) -> list[Ats]:
    """Those whose indicator is on for this seat's company."""
    return _atss(seat, type_="IN_ATS_INDICATOR", viewers="APPLICATION_VIEWERS")


def indicating_applications(seat: Seat) -> list[int]:
    return [ats.application.id for ats in indicating_atss(seat)]


def indicator(seat: Seat, member: Member) -> Indicator:
    """What the badge and the panel beside this member show this seat, with all that is written there."""
    return indicators(seat, [member], with_writings=True)[member.id]


def indicators(seat: Seat, members: Iterable[Member], *, with_writings: bool = False) -> dict[int, Indicator]:
    """The same for a whole page of members, in a constant number of queries per ATS."""
    job_tasks.settle_due_tasks()
    listed = list(members)
    shown = {member.id: Indicator() for member in listed}
    for ats in indicating_atss(seat):
        rows = ats_rows_of(ats.application, ats.context, listed, now=clock.now_ms())
        wanted = {key for one in rows.values() for key in one.job_keys()}
        jobs = AtsJob.objects.filter(key__in=wanted)
        visible: dict[str, AtsJob | None] = {job.key: job for job in _visible_jobs(ats, seat, jobs)}
        if ats.open_to_all:
            # An application may come before its job: there is no ACL yet that could hide it.
            visible |= dict.fromkeys(wanted - set(jobs.values_list("key", flat=True)))
        writings = _writings(rows.values(), visible) if with_writings else NOTHING
        for member in listed:
            shown[member.id] = shown[member.id].joined(
                rows[member.id].as_seen(ats_name=ats.name, jobs=visible, writings=writings)
            )
    return shown


def _writings(rows: Iterable[AtsRows], visible: Collection[str]) -> Writings:
    """About the candidates, and about those of their applications whose job is visible."""
    listed = list(rows)
    return writings_of(
        candidates=[candidate.key for one in listed for candidate in one.candidates],
        applications=[row.key for one in listed for row in one.applications if row.job_key in visible],
    )
