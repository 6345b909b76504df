"""What does an action answer? A word in a toast, the topics that changed, and a way back where there is one.

The page behind is not sent again by the action: its fragments listen to topics and fetch themselves, each with its
own permission. A colleague's change and one's own therefore take the same way to the screen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def done(
    request: HttpRequest,
    sentence: str,
    *,
    topics: Sequence[str] = (),
    undo: str | None = None,
    again: tuple[str, Mapping[str, str]] | None = None,
) -> HttpResponse:
    """Tell that it is done.

    ``undo`` is the public id of the change that can be taken back; ``again`` is, where there is no such change, the
    address and the values of the opposite action.
    """
    if not request.headers.get("HX-Request"):
        # A browser without scripts sent a form: it is led back, and reads the word there.
        messages.success(request, sentence)
        return HttpResponseRedirect(
            safe_address(request, request.headers.get("Referer", ""), reverse("home"))
        )
    way_back = (reverse("undo_change", args=[undo]), {}) if undo else again
    context = {"sentence": sentence, "tone": "success"}
    if way_back is not None:
        context |= {"undo": way_back[0], "undo_values": json.dumps(way_back[1])}
    body = render_to_string("recruit_web/toast.html", context, request)
    response = HttpResponse(body)
    response["HX-Reswap"] = "none"
    response["HX-Trigger"] = json.dumps({"recruit:done": {"topics": list(topics)}})
    return response


def told_beside(
    request: HttpRequest, answer: HttpResponse, sentence: str, *, topics: Sequence[str] = ()
) -> HttpResponse:
    """The answer's own content, and the word that it is done beside it."""
    context = {"sentence": sentence, "tone": "success"}
    answer.content += render_to_string("recruit_web/toast.html", context, request).encode()
    answer["HX-Trigger"] = json.dumps({"recruit:done": {"topics": list(topics)}})
    return answer


def refused(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    """Tell that it was refused, and why."""
    body = render_to_string("recruit_web/toast.html", {"sentence": sentence, "tone": "danger"}, request)
    response = HttpResponse(body, status=status)
    response["HX-Reswap"] = "none"
    return response


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    """Lead the browser to another page, from a form or from an htmx request alike."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def safe_address(request: HttpRequest, wanted: str, otherwise: str) -> str:
    """The wanted address if it leads to this very site, else the other one."""
    mine = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if mine else otherwise
