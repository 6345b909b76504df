"""The world as a whole: health, reset, seed, clock, counts, switches, limits, transitions, faults, journal."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from linkedin_sandbox.control.answers import Body, ControlRefused, number
from linkedin_sandbox.faults import store as faults
from linkedin_sandbox.journal import log
from linkedin_sandbox.world import access, clock, limits, schema, settings_table, switches, transitions
from linkedin_sandbox.world.models import ParentApplication
from linkedin_sandbox.world.seed import load_world, named_world
from linkedin_sandbox.world.settings_table import read_setting, write_setting


def health(_body: Body) -> dict[str, Any]:
    return {"status": "ok"}


def reset(body: Body) -> dict[str, Any]:
    """Forget everything, also switches, clock and counters; then seed anew, if a world is given."""
    schema.empty_tables()
    settings_table.forget_settings()
    limits.forget_counters()
    faults.clear_faults()
    log.clear_journal()
    return seed(body) if body else {"seeded": {}}


def seed(body: Body) -> dict[str, Any]:
    """A whole world as the body, or ``{"seed": "default"}``."""
    name = body.get("seed")
    return {"seeded": load_world(named_world(str(name)) if name else body)}


def show_clock(_body: Body) -> dict[str, Any]:
    return {"offset_seconds": clock.offset_seconds(), "now": clock.now_ms()}


def set_clock(body: Body) -> dict[str, Any]:
    """``offset_seconds`` sets, ``advance`` (seconds) adds."""
    if set(body) not in ({"offset_seconds"}, {"advance"}):
        raise ControlRefused("Give 'offset_seconds' or 'advance', in seconds.")
    seconds = float(body.get("offset_seconds", clock.offset_seconds() + float(body.get("advance", 0))))
    clock.set_offset(seconds)
    return show_clock(body)


def journal(body: Body) -> dict[str, Any]:
    found = log.entries(
        resource=body.get("resource", ""),
        kind=body.get("kind", ""),
        limit=number(body, "limit", 100),
        before=number(body, "before") if "before" in body else None,
    )
    return {"entries": [entry.as_json() for entry in found]}


def state(_body: Body) -> dict[str, Any]:
    """How many rows of each kind there are, and the ATS vendor's own credentials."""
    models = apps.get_app_config("world").get_models()
    parent = ParentApplication.objects.first()
    return {
        "counts": {model.__name__: model._default_manager.count() for model in models},  # noqa: SLF001 -- Django's own door to any model's rows
        "parent_application": parent
        and {"client_id": parent.client_id, "client_secret": parent.client_secret, "name": parent.name},
        "now": clock.now_ms(),
    }


def show_switches(_body: Body) -> dict[str, Any]:
    return {"switches": switches.present_values()}


def set_switches(body: Body) -> dict[str, Any]:
    for name, value in body.items():
        switches.set_switch(name, value)
    return show_switches(body)


_LIMITS = {"minute_records", "day_calls"}
_OTHERS = {"exports_per_seat_and_month", "token_seconds", "push_expiry_seconds", "push_schedule"}


def show_limits(_body: Body) -> dict[str, Any]:
    others = {name: read_setting(name, default=None) for name in _OTHERS}
    return limits.present_limits() | {name: value for name, value in others.items() if value is not None}


def set_limits(body: Body) -> dict[str, Any]:
    """Throttles, export limit, lives of tokens and notifications (seconds), waits between pushes (seconds)."""
    if unknown := set(body) - _LIMITS - _OTHERS:
        raise ControlRefused(f"There is no limit '{unknown.pop()}'.")
    throttles = {name: number(body, name) for name in _LIMITS & set(body)}
    if throttles:
        limits.set_limits(read_setting("limits", default={}) | throttles)
        limits.forget_counters()
    for name in _OTHERS & set(body):
        write_setting(name, body[name])
    return show_limits(body)


def show_transitions(_body: Body) -> dict[str, Any]:
    return {"transitions": transitions.present_transitions()}


def set_transitions(body: Body) -> dict[str, Any]:
    for name, chosen in body.items():
        if not isinstance(chosen, dict):
            raise ControlRefused(f"'{name}' must be an object.")
        transitions.set_transition(name, chosen)
    return show_transitions(body)


def show_faults(_body: Body) -> dict[str, Any]:
    return {"faults": faults.present_faults(), "kinds": faults.KINDS}


def add_fault(body: Body) -> dict[str, Any]:
    """``kind``, and as the kind needs ``resource``, ``times``, and its details."""
    details = {name: value for name, value in body.items() if name not in ("kind", "resource", "times")}
    faults.add_fault(
        kind=str(body.get("kind", "")),
        resource=str(body.get("resource", "*")),
        times=number(body, "times", 1),
        details=details,
    )
    return show_faults(body)


def clear_faults(body: Body) -> dict[str, Any]:
    faults.clear_faults()
    return show_faults(body)


def revoke_tokens(body: Body) -> dict[str, Any]:
    """All tokens, or those of ``client_id``, are unknown from now on."""
    return {"revoked": access.revoke_tokens(str(body.get("client_id", "")))}
