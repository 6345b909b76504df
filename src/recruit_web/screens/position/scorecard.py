"""What is looked at for this position? Its traits, one on each line."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.company.selectors import actor_of
from recruit.evaluation import selectors as evaluation
from recruit.evaluation import services
from recruit.positions import selectors
from recruit_web.answers import go_to
from recruit_web.requests import SignedInRequest
from recruit_web.screens.position.views import heading
from recruit_web.shell import show


@require_http_methods(["GET", "HEAD", "POST"])
def scorecard(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    written, problem = "\n".join(evaluation.scorecard_of(position=found)), ""
    if request.method == "POST":
        written = request.POST.get("traits", "")
        try:
            services.change_scorecard(
                position=found, traits=written.splitlines(), actor=actor_of(request.user)
            )
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            return go_to(request, reverse("position_scorecard", args=[found.public_id], query={"saved": "1"}))
    context = {
        **heading(request, found, "scorecard"),
        "written": written,
        "traits": written.splitlines(),
        "problem": problem,
        "saved": "saved" in request.GET,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return show(request, "recruit_web/position_scorecard.html", context, status=status)
