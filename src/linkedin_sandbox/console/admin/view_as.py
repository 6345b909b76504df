"""What does which seat see? Jobs and a person as several recruiters are shown them, beside each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.http import urlencode

from linkedin_sandbox.console.admin.companies import admin_page, as_admin
from linkedin_sandbox.console.filters import number_of, words_asked
from linkedin_sandbox.world.ground.keys import record_key
from linkedin_sandbox.world.jobs.job_tasks import settle_due_tasks
from linkedin_sandbox.world.models import Application, AtsJob, Contract, Member, Organization
from linkedin_sandbox.world.people.people import Seat, members_by_ids, search_members
from linkedin_sandbox.world.people.seat_search import seats_by_ids, seats_of_contracts
from linkedin_sandbox.world.recruiting.side_by_side import compare_jobs, compare_person
from linkedin_sandbox.world.refusals import SandboxRefusal

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

MOST_SEATS = 6
_OFFERED = 8
_PAGE_SIZE = 25
_JOB = re.compile(r"(\d{1,18})-(.{1,200})", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address names. ``job`` and ``after`` are an application's number and the ATS's own id of a job."""

    seats: list[Seat]
    member: Member | None
    job: AtsJob | None
    after: AtsJob | None

    def query(self, company: Organization) -> str:
        named = [("company", str(company.id)), *(("seat", str(one.holder.id)) for one in self.seats)]
        if self.member:
            named.append(("member", str(self.member.id)))
        return urlencode(named)


@as_admin
def view_as(request: HttpRequest, company: Organization) -> HttpResponse:
    settle_due_tasks()
    asked = _asked(request)
    jobs, next_after = _jobs(asked)
    seen = compare_person(asked.seats, asked.member) if asked.member and asked.seats else None
    return admin_page(
        request,
        "admin/view_as",
        company,
        asked=asked,
        most=MOST_SEATS,
        offered_seats=_seats_offered(request, company, asked.seats),
        offered_members=_members_offered(request),
        offered_jobs=_jobs_offered(request, company),
        find_seat=words_asked(request, "find_seat"),
        find_person=words_asked(request, "find_person"),
        find_job=words_asked(request, "find_job"),
        seen=seen,
        job_lines=compare_jobs(asked.seats, jobs, member=asked.member) if asked.seats else [],
        query=asked.query(company),
        after=request.GET.get("after", ""),
        next_after=next_after,
    )


def _asked(request: HttpRequest) -> Asked:
    numbers = [number_of(text) or 0 for text in request.GET.getlist("seat")]
    wanted = list(dict.fromkeys(numbers))
    if len(wanted) > MOST_SEATS:
        raise SandboxRefusal(f"At most {MOST_SEATS} seats can be looked at beside each other.")
    seats = seats_by_ids(wanted)
    if missing := set(wanted) - {seat.holder.id for seat in seats}:
        raise SandboxRefusal(
            f"There is no seat {min(missing) or 'of that number'}. Choose one that is there."
        )
    return Asked(
        seats=seats,
        member=_member(request.GET.get("member", "")),
        job=_job(request.GET.get("job", "")),
        after=_job(request.GET.get("after", "")),
    )


def _member(text: str) -> Member | None:
    if not text:
        return None
    for member in members_by_ids([number_of(text) or 0]):
        return member
    raise SandboxRefusal("There is no such member, or the account is closed. Choose somebody else.")


def _job(text: str) -> AtsJob | None:
    if not text:
        return None
    named = _JOB.fullmatch(text)
    application = Application.objects.filter(id=int(named[1])).first() if named else None
    if named is None or application is None:
        raise SandboxRefusal("There is no such job. Choose one that is there.")
    key = record_key(application.id, f"urn:li:organization:{application.organization_id}", named[2])
    job = AtsJob.objects.filter(key=key).first()
    if job is None:
        raise SandboxRefusal(f"This ATS has sent no job “{named[2][:60]}”. Choose one that is there.")
    return job


def _jobs(asked: Asked) -> tuple[list[AtsJob], str]:
    """The chosen one, or a page of all that the seats' companies have open, by title; and where the next begins."""
    if asked.job is not None:
        return [asked.job], ""
    organizations = {seat.organization.id: seat.organization for seat in asked.seats}
    rows = _open_jobs(list(organizations.values()))
    if asked.after is not None:
        later = Q(title__gt=asked.after.title) | Q(title=asked.after.title, key__gt=asked.after.key)
        rows = rows.filter(title__gte=asked.after.title).filter(later)
    found = list(rows.order_by("title", "key")[: _PAGE_SIZE + 1])
    shown = found[:_PAGE_SIZE]
    return shown, named(shown[-1]) if len(found) > _PAGE_SIZE else ""


def named(job: AtsJob) -> str:
    return f"{job.application_id}-{job.id}"


def _open_jobs(organizations: list[Organization]) -> QuerySet[AtsJob]:
    ids = [one.id for one in organizations]
    applications = Application.objects.filter(organization_id__in=ids).values_list("id", flat=True)
    return AtsJob.objects.filter(
        application_id__in=list(applications), context__in=[one.urn for one in organizations], state="LISTED"
    ).defer("record")


def _seats_offered(request: HttpRequest, company: Organization, chosen: list[Seat]) -> list[Seat]:
    """Without words: some, so that one can begin; never those that are chosen already."""
    words = words_asked(request, "find_seat")
    if not words and len(chosen) > 1:
        return []
    contracts = Contract.objects.filter(organization_id=company.id).order_by("id")
    found = seats_of_contracts(
        list(contracts.values_list("id", flat=True)), words=words, limit=_OFFERED + MOST_SEATS
    )
    taken = {seat.holder.id for seat in chosen}
    return [seat for seat in found.rows if seat.holder.id not in taken][:_OFFERED]


def _members_offered(request: HttpRequest) -> list[Member]:
    words = words_asked(request, "find_person")
    return search_members(words, limit=_OFFERED).members if words else []


def _jobs_offered(request: HttpRequest, company: Organization) -> list[tuple[str, AtsJob]]:
    """(how the address names it, the job)."""
    words = words_asked(request, "find_job").lower().split()
    if not words:
        return []
    rows = _open_jobs([company])
    for word in words:
        rows = rows.filter(search__contains=word)
    return [(named(job), job) for job in rows.order_by("title", "key")[:_OFFERED]]
