"""How does everything of the company go out by a person's hand? Ordered, watched, downloaded, gone after a week."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from recruit.company.selectors import actor_of
from recruit.transfer import selectors, services
from recruit_web.answers import go_to
from recruit_web.coming_in import ask_again, is_confirmed
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show
from recruit_web.streaming import streamed_file

_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
def archives(request: SignedInRequest) -> HttpResponse:
    """The newest first; POST orders another. ``?after=`` answers the next rows alone."""
    after = request.GET.get("after") or None
    page = selectors.archives_page(teammate=request.user, after=after, limit=_SHOWN)
    if request.method == "POST":
        if not is_confirmed(request):
            return ask_again(request)
        services.order_archive(company_id=request.user.company_id, actor=actor_of(request.user))
        return go_to(request, reverse("archives"))
    context = {
        "page": page,
        "is_making": any(archive.state == "making" for archive in page.rows),
        "left_out": selectors.left_out_in_words(),
    }
    if after or request.htmx:
        return render(request, "recruit_web/archive_rows.html", context)
    return show(request, "recruit_web/archives.html", context)


@require_POST
def stop(request: SignedInRequest, archive_id: str) -> HttpResponse:
    archive = selectors.archive_by_public_id(teammate=request.user, public_id=archive_id)
    services.stop_archive(archive=archive, actor=actor_of(request.user))
    return go_to(request, reverse("archives"))


@require_POST
def delete(request: SignedInRequest, archive_id: str) -> HttpResponse:
    archive = selectors.archive_by_public_id(teammate=request.user, public_id=archive_id)
    services.delete_archive(archive=archive, actor=actor_of(request.user))
    return go_to(request, reverse("archives"))


@require_POST
def download(request: SignedInRequest, archive_id: str) -> HttpResponseBase:
    """By a form, because it is written down who took it; the password is asked for some time after signing in."""
    archive = selectors.archive_by_public_id(teammate=request.user, public_id=archive_id)
    if not is_confirmed(request):
        return ask_again(request)
    place = services.take_archive(archive=archive, actor=actor_of(request.user))
    return streamed_file(place, name=f"recruit-{archive.public_id}.zip", media_type="application/zip")
