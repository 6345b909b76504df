"""How is a dialog shown? In the page that is open; without scripts, as a page of its own with the same words."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from recruit_web.requests import SignedInRequest
from recruit_web.shell import show


def dialog(
    request: SignedInRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    title: str,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """``title`` is what the browser's tab says when it is a page."""
    if request.htmx:
        return render(request, template, dict(context), status=status)
    whole = {**context, "dialog": template, "dialog_title": title}
    return show(request, "recruit_web/dialog_page.html", whole, status=status)
