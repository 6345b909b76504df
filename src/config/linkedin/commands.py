"""What does ``recruit linkedin`` do? One call of the engine each, told in lines for people or as one JSON object."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from config.companies import company_named
from config.linkedin import explaining, generations
from config.trouble import Trouble
from linkedin_sync import bundle, health
from linkedin_sync.backfill import services as filling
from linkedin_sync.backfill.selectors import BackfillView, latest_backfill
from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.outbox.selectors import parked_page
from linkedin_sync.outbox.services import discard, try_again
from linkedin_sync.reconcile import services as comparing
from linkedin_sync.reconcile.selectors import ReconcileView, drift_page, latest_reconcile
from recruit.base.actors import system_actor
from recruit.base.errors import Refusal
from recruit.base.tenancy import company_context

REFUSED: Final = 1
NEEDS_ATTENTION: Final = 3
_ACTOR: Final = system_actor("Command line")


@dataclass(frozen=True)
class Told:
    """An answer: for programs, and in lines for people."""

    data: dict[str, Any]
    lines: Sequence[str] = field(default_factory=list)
    status: int = 0


def run_linkedin(options: argparse.Namespace) -> int:
    """Answer the command. Returns the exit status; raises ``Trouble`` for a company that is not there."""
    company_id = company_named(options.company).pk
    command = _COMMANDS[options.subject, getattr(options, "verb", "")]
    with company_context(company_id), _in_words(is_json=options.json):
        told = command(company_id, options)
        print(json.dumps(told.data, default=_plain) if options.json else "\n".join(told.lines))
        return told.status


@contextmanager
def _in_words(*, is_json: bool) -> Iterator[None]:
    """A refusal is a sentence on the error stream, and a status."""
    try:
        yield
    except Refusal as refusal:
        told = {"error": {"code": refusal.code, "sentence": refusal.sentence}}
        print(json.dumps(told) if is_json else refusal.sentence, file=sys.stderr)
        sys.exit(REFUSED)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(f"{value!r} cannot be told as JSON")


def _status(company_id: int, _options: argparse.Namespace) -> Told:
    found = health.overview(company_id=company_id)
    connection = connection_of(company_id=company_id)
    is_running = found.state == "enabled" and found.is_in_plan and not found.is_paused
    is_well = is_running and not found.parked
    data = asdict(found) | {"is_in_step": is_well, "trouble": found.trouble}
    lines = [
        f"State: {found.state_label}{', paused' if found.is_paused else ''}",
        *([f"Trouble: {found.trouble}"] if found.trouble else []),
        f"Organization: {found.organization_urn or 'none'}",
        f"On LinkedIn: {found.delivered_text} records",
        f"On their way: {found.waiting_text}, the oldest for {_seconds(found.oldest_waiting.total_seconds())}",
        f"Stuck: {found.parked_text}",
        f"Permissions: lag {_seconds(found.permission_lag.total_seconds())}",
        f"Notifications: {found.receipts_open} open, {found.receipts_failed} failed",
        *(
            f"  {each.label}: {each.waiting_text} on their way, {each.parked_text} stuck"
            for each in found.by_kind
        ),
    ]
    if connection is not None:
        lines.append(
            f"Throttle: {connection.minute_records:,} records a minute, {connection.day_calls:,} calls a day"
        )
    return Told(data, lines, 0 if is_well else NEEDS_ATTENTION)


def _explain(company_id: int, options: argparse.Namespace) -> Told:
    found = explaining.explain(company_id, options.id)
    return Told(found.data, found.lines, 0 if found.is_well else NEEDS_ATTENTION)


def _bundle(company_id: int, options: argparse.Namespace) -> Told:
    path = Path(options.output or bundle.file_name())
    made = bundle.bundle_of(company_id=company_id)
    try:
        path.write_bytes(made)
    except OSError as error:
        raise Trouble(f"The bundle cannot be written to {path}: {error.strerror}.") from error
    return Told({"file": str(path), "bytes": len(made)}, [f"Written: {path}. Read it before you pass it on."])


def _show_backfill(company_id: int, _options: argparse.Namespace) -> Told:
    view = latest_backfill(company_id=company_id)
    if view is None:
        return Told({"backfill": None}, ["There has been no backfill."])
    return Told({"backfill": _backfill_data(view)}, list(_backfill_lines(view)))


def _backfill_data(view: BackfillView) -> dict[str, Any]:
    return asdict(view) | {"percent": view.percent, "agrees": view.agrees}


def _backfill_lines(view: BackfillView) -> Iterator[str]:
    yield f"Backfill: {view.state_label} ({view.cause_label}, by {view.by})"
    for each in view.kinds:
        both = (
            f"; Recruit {each.recruit:,}, LinkedIn {each.linkedin:,}, stuck {each.stuck:,}"
            if each.agrees
            else ""
        )
        unequal = f"; UNEQUAL: {each.recruit} and {each.linkedin}, stuck {each.stuck}"
        is_unequal = each.recruit is not None and not each.agrees
        yield f"  {each.label}: {each.done:,} of {each.planned:,}{unequal if is_unequal else both}"
    yield f"  Stage entries: {view.stages:,} planned"
    yield f"Progress: {view.percent} %"
    yield f"Expected to take: {_seconds(view.expected_seconds)}"
    if view.left_seconds is not None:
        yield f"Left: {_seconds(view.left_seconds)}"


def _after(act: Callable[..., object]) -> Callable[[int, argparse.Namespace], Told]:
    """Do it, and show how the backfill stands then."""

    def command(company_id: int, options: argparse.Namespace) -> Told:
        act(company_id=company_id, actor=_ACTOR)
        return _show_backfill(company_id, options)

    return command


def _start_reconcile(company_id: int, options: argparse.Namespace) -> Told:
    comparing.ask_for_reconcile(company_id=company_id, actor=_ACTOR)
    return _show_reconcile(company_id, options)


def _show_reconcile(company_id: int, options: argparse.Namespace) -> Told:
    view = latest_reconcile(company_id=company_id)
    if view is None:
        return Told({"reconcile": None}, ["The two sides have not been compared yet."])
    page = drift_page(
        company_id=company_id, reconcile_id=view.id, cursor=options.after or None, limit=options.limit
    )
    data = {
        "reconcile": asdict(view) | {"agrees": view.agrees},
        "drift": [asdict(each) for each in page.rows],
        "next": page.next_cursor,
    }
    lines = [
        *_reconcile_lines(view),
        *(f"  {each.kind_label} {each.key}: {each.sentence}" for each in page.rows),
        *_more(page.next_cursor),
    ]
    return Told(data, lines, NEEDS_ATTENTION if view.drift or view.trouble else 0)


def _reconcile_lines(view: ReconcileView) -> Iterator[str]:
    yield f"Reconcile: {view.state_label} ({view.cause_label}, by {view.by})"
    if view.trouble:
        yield f"Trouble: {view.trouble}"
    for each in view.kinds:
        how = "read" if each.is_read else "by what LinkedIn confirmed"
        yield (
            f"  {each.label}: Recruit {each.recruit:,}, LinkedIn {each.linkedin:,} ({how}), "
            f"{each.waiting:,} on their way, {each.drift:,} differed"
        )
    yield f"Differed: {view.drift:,}"


def _list_parked(company_id: int, options: argparse.Namespace) -> Told:
    page = parked_page(company_id=company_id, cursor=options.after or None, limit=options.limit)
    data = {
        "parked": [asdict(each) for each in page.rows],
        "total": page.total_text,
        "next": page.next_cursor,
    }
    lines = [
        f"Stuck: {page.total_text}",
        *(
            f"  {each.id}  {each.kind_label} {each.key}: {each.reason_label}. {each.text}"
            for each in page.rows
        ),
        *_more(page.next_cursor),
    ]
    return Told(data, lines, NEEDS_ATTENTION if page.rows else 0)


def _retry_parked(company_id: int, options: argparse.Namespace) -> Told:
    count = try_again(company_id=company_id, mark_id=None if options.all else options.id, actor=_ACTOR)
    if not count and not options.all:
        return Told({"retried": 0}, [f"Nothing stuck has the number {options.id}."], REFUSED)
    return Told({"retried": count}, [f"Trying {count} again."])


def _discard_parked(company_id: int, options: argparse.Namespace) -> Told:
    discard(company_id=company_id, mark_id=options.id, actor=_ACTOR)
    return Told({"discarded": options.id}, ["Given up. A change of the record sends it again."])


def _show_generations(company_id: int, _options: argparse.Namespace) -> Told:
    spoken = generations.show(company_id)
    return Told(spoken.data, spoken.lines)


def _choose_generations(company_id: int, options: argparse.Namespace) -> Told:
    spoken = generations.choose(company_id, options, actor=_ACTOR)
    return Told(spoken.data, spoken.lines)


def _reset_generations(company_id: int, _options: argparse.Namespace) -> Told:
    spoken = generations.reset(company_id, actor=_ACTOR)
    return Told(spoken.data, spoken.lines)


def _more(cursor: str | None) -> list[str]:
    return [f"There are more: --after {cursor}"] if cursor else []


def _seconds(seconds: float) -> str:
    """Such as ``2:03:04``; days are spelled."""
    return str(timedelta(seconds=round(seconds)))


_COMMANDS: Final[Mapping[tuple[str, str], Callable[[int, argparse.Namespace], Told]]] = {
    ("status", ""): _status,
    ("explain", ""): _explain,
    ("bundle", ""): _bundle,
    ("backfill", "show"): _show_backfill,
    ("backfill", "plan"): _after(filling.plan_backfill),
    ("backfill", "start"): _after(filling.start_backfill),
    ("backfill", "pause"): _after(filling.pause_backfill),
    ("backfill", "resume"): _after(filling.resume_backfill),
    ("reconcile", "show"): _show_reconcile,
    ("reconcile", "start"): _start_reconcile,
    ("parked", "list"): _list_parked,
    ("parked", "retry"): _retry_parked,
    ("parked", "discard"): _discard_parked,
    ("generations", "show"): _show_generations,
    ("generations", "choose"): _choose_generations,
    ("generations", "reset"): _reset_generations,
}
