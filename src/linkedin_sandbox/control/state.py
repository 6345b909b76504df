"""The world as a whole: health, reset, seed, counts, switches, tokens."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.apps import apps
from django.db import Error as DatabaseError
from django.http import StreamingHttpResponse

from linkedin_sandbox.control.answers import Body
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.schemas import (
    ANYTHING,
    NUMBERS_BY_NAME,
    TEXT,
    list_of,
    map_of,
    open_record,
    or_null,
    record,
)
from linkedin_sandbox.world.access import access
from linkedin_sandbox.world.models import ParentApplication
from linkedin_sandbox.world.seeding.renewal import begin_anew
from linkedin_sandbox.world.seeding.seed import load_world, named_world
from linkedin_sandbox.world.seeding.seed_export import seed_document
from linkedin_sandbox.world.seeding.seed_form import SeedRefused
from linkedin_sandbox.world.seeding.seed_references import LISTS
from linkedin_sandbox.world.steering import clock, switches


def health(_body: Body) -> dict[str, Any]:
    return {"status": "ok"}


def reset(body: Body) -> dict[str, Any]:
    """Forget everything, also switches, clock and counters; then seed anew, if a world is given."""
    return {"seeded": begin_anew(partial(_seeded, body) if body else None)}


def seed(body: Body) -> dict[str, Any]:
    """A whole world as the body, or ``{"seed": "default"}``."""
    return {"seeded": _seeded(body)}


def _seeded(body: Body) -> dict[str, int]:
    name = body.get("seed")
    try:
        return load_world(named_world(str(name)) if name else body)
    except SeedRefused:
        raise
    except (TypeError, ValueError, OverflowError, DatabaseError) as reason:
        # A value of a kind that no field has: the reader names fields, the database only values.
        raise SeedRefused(f"The document does not make a world: {reason}") from reason


def show_seed(_body: Body) -> StreamingHttpResponse:
    """The present world as a seed document."""
    return StreamingHttpResponse(seed_document(), content_type="application/json")


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


def reset_switches(body: Body) -> dict[str, Any]:
    for name in switches.all_switches():
        switches.reset_switch(name)
    return show_switches(body)


def revoke_tokens(body: Body) -> dict[str, Any]:
    """All tokens, or those of ``client_id``, are good no more."""
    return {"revoked": access.revoke_tokens(str(body.get("client_id", "")))}


_SEED = {
    "type": "object",
    "additionalProperties": True,
    "description": "a seed document, or {'seed': 'default'}",
}
_DOCUMENT = open_record(**{name: list_of(open_record(id={"type": "integer"})) for name in LISTS})
_SEEDED = open_record(seeded=NUMBERS_BY_NAME)
_PARENT = open_record(client_id=TEXT, client_secret=TEXT, name=TEXT)
_SWITCHES = open_record(switches=map_of(ANYTHING))

CALLS = (
    ControlCall(
        "GET", "health", health, about="Is the sandbox there?", answers=open_record(status={"const": "ok"})
    ),
    ControlCall(
        "POST", "reset", reset,
        about="Forgets everything (rows, switches, clock, limits, faults, journal), then seeds, if a world is given.",
        takes=_SEED, answers=_SEEDED,
    ),
    ControlCall(
        "POST", "seed", seed,
        about="Adds a world to what is there, or replaces by id.",
        takes=_SEED, answers=_SEEDED,
    ),
    ControlCall(
        "GET", "seed", show_seed,
        about="The present world in the form that POST takes: companies, members, seats, projects, InMail, notes.",
        answers=_DOCUMENT,
    ),
    ControlCall(
        "GET", "state", state,
        about="How many rows of each kind there are, the parent application's credentials, the clock.",
        answers=open_record(counts=NUMBERS_BY_NAME, parent_application=or_null(_PARENT), now={"type": "integer"}),
    ),
    ControlCall("GET", "switches", show_switches, about="Every switch with its present value.", answers=_SWITCHES),
    ControlCall(
        "POST", "switches", set_switches,
        about="Sets switches by name (`contract/switches.json` says what each means).",
        takes=map_of(ANYTHING), answers=_SWITCHES,
    ),
    ControlCall("DELETE", "switches", reset_switches, about="Every switch is at its default.", answers=_SWITCHES),
    ControlCall(
        "POST", "tokens/revoke", revoke_tokens,
        about="The tokens of this application, or all, are revoked: 401 REVOKED_ACCESS_TOKEN in the middle of a run.",
        takes=record(may={"client_id": TEXT}), answers=open_record(revoked={"type": "integer"}),
    ),
)  # fmt: skip
