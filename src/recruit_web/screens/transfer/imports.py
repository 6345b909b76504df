"""How does a file come in by a person's hand? Chosen, matched to fields, looked at, started, watched, taken back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.base.errors import Refusal
from recruit.company.selectors import actor_of
from recruit.transfer import selectors, services
from recruit.transfer.enums import BadRows, ImportState
from recruit_web.answers import go_to
from recruit_web.requests import SignedInRequest
from recruit_web.screens.transfer.forms import UploadForm
from recruit_web.shell import show

if TYPE_CHECKING:
    from recruit.transfer.models import Import

_SHOWN = 20
_RUNNING = frozenset({ImportState.RUNNING, ImportState.UNDOING})


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: SignedInRequest) -> HttpResponse:
    """The form for another file above those there are, newest first; ``?after=`` answers the next rows alone."""
    kinds = selectors.require_kinds(teammate=request.user)
    form = UploadForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["file"]
        try:
            run = services.draft_import(
                company_id=request.user.company_id, kind=form.cleaned_data["kind"], file_name=chosen.name,
                content=chosen.read(), actor=actor_of(request.user),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return go_to(request, reverse("import_file", args=[run.public_id]))
    after = request.GET.get("after") or None
    context: dict[str, Any] = {
        "form": form,
        "page": selectors.imports_page(teammate=request.user, after=after, limit=_SHOWN),
    }
    if after or request.htmx:
        return render(request, "recruit_web/import_rows.html", context)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return show(request, "recruit_web/imports.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, import_id: str) -> HttpResponse:
    """A draft with its columns and a preview; later how far it is and what came of it. POST: other columns."""
    run = selectors.visible_import(teammate=request.user, public_id=import_id)
    if request.method == "POST":
        _choose(request, run)
        return go_to(request, reverse("import_file", args=[run.public_id]) + "#preview")
    return _page(request, run)


def _page(request: SignedInRequest, run: Import, *, trouble: str = "") -> HttpResponse:
    if run.state == ImportState.DRAFT:
        return _draft(request, run, trouble)
    after = request.GET.get("after") or None
    context = {
        "run": run,
        "page": selectors.rows_with_problems(run=run, after=after),
        "after": after,
        "is_running": run.state in _RUNNING,
        "percent": _percent(run),
        "may_undo": not services.why_not_undone(run),
        "duplicates": selectors.possible_duplicates_of(run=run),
        "until": run.finished_at + services.UNDONE_WITHIN if run.finished_at else None,
    }
    if after:
        return render(request, "recruit_web/import_problems.html", context)
    if request.htmx:
        return render(request, "recruit_web/import_parts.html", context)
    return show(request, "recruit_web/import.html", context)


def _percent(run: Import) -> int:
    total = run.imported if run.state == ImportState.UNDOING else run.total
    return min(100, run.seen * 100 // max(1, total))


def _draft(request: SignedInRequest, run: Import, trouble: str) -> HttpResponse:
    shown = selectors.preview_of(run=run)
    fields = selectors.fields_for(company_id=run.company_id, kind=run.kind)
    context = {
        "run": run,
        "preview": shown,
        "columns": [
            (place, column, run.fields[column], shown.samples[column])
            for place, column in enumerate(run.columns)
        ],
        "fields": fields,
        "hints": [(field.title, field.about) for field in fields if field.hint],
        "choices": BadRows.choices,
        "trouble": trouble,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK
    return show(request, "recruit_web/import_draft.html", context, status=status)


def _choose(request: SignedInRequest, run: Import) -> Import:
    """What stands in the form: a field for each column by its place, and what becomes of bad rows."""
    mapping = {column: request.POST.get(f"column-{place}", "") for place, column in enumerate(run.columns)}
    bad_rows = request.POST.get("bad_rows", "")
    return services.choose_mapping(
        run=run,
        mapping=mapping,
        bad_rows=bad_rows if bad_rows in BadRows.values else BadRows.SKIP,
        actor=actor_of(request.user),
    )


@require_POST
def start(request: SignedInRequest, import_id: str) -> HttpResponse:
    run = selectors.visible_import(teammate=request.user, public_id=import_id)
    try:
        run = _choose(request, run)
        services.start_import(run=run, actor=actor_of(request.user))
    except Refusal as refusal:
        if run.state != ImportState.DRAFT:
            raise
        return _page(request, run, trouble=refusal.sentence)
    return go_to(request, reverse("import_file", args=[run.public_id]))


@require_POST
def stop(request: SignedInRequest, import_id: str) -> HttpResponse:
    run = selectors.visible_import(teammate=request.user, public_id=import_id)
    services.stop_import(run=run, actor=actor_of(request.user))
    return go_to(request, reverse("import_file", args=[run.public_id]))


@require_POST
def discard(request: SignedInRequest, import_id: str) -> HttpResponse:
    run = selectors.visible_import(teammate=request.user, public_id=import_id)
    services.discard_draft(run=run, actor=actor_of(request.user))
    return go_to(request, reverse("imports"))


@require_POST
def undo(request: SignedInRequest, import_id: str) -> HttpResponse:
    run = selectors.visible_import(teammate=request.user, public_id=import_id)
    services.undo_import(run=run, actor=actor_of(request.user))
    return go_to(request, reverse("import_file", args=[run.public_id]))


@require_safe
def bad_rows(request: SignedInRequest, import_id: str) -> HttpResponse:
    """As a file to correct and import again. It is no longer than the file that came in."""
    run = selectors.visible_import(teammate=request.user, public_id=import_id)
    return HttpResponse(
        "".join(selectors.bad_rows_csv(run=run)),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="not-imported-{run.public_id}.csv"',
            "X-Content-Type-Options": "nosniff",
        },
    )
