"""Who exported how many candidates, and what became of them? A part of the sources report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext_noop

from linkedin_sync.inbox.selectors import exports_by_recruiter
from linkedin_web import access
from recruit_web.slots import Place, fill

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from recruit.reports.rules import Months
    from recruit_web.requests import SignedInRequest


@fill(Place.REPORTS, name=gettext_noop("LinkedIn exports"))
def exports_of_months(request: SignedInRequest, months: Months) -> SafeString | None:
    if not access.is_included(request):
        return None
    lines = exports_by_recruiter(teammate=request.user, first=months.first, after=months.after)
    context = {"lines": lines, "sees_all": access.may_configure(request)}
    return render_to_string("linkedin_web/exports_report.html", context, request) if lines else None
