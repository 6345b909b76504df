"""How is a batch read and answered? Keys of address and body compared, each key answered exactly once.

https://linkedin.github.io/rest.li/spec/protocol
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from linkedin_sandbox.faults.store import take_fault
from linkedin_sandbox.restli import keys
from linkedin_sandbox.restli.errors import RecordError, WireRefusal, invalid_batch, not_understood
from linkedin_sandbox.wire.answers import Answer
from linkedin_sandbox.world.access import integrations
from linkedin_sandbox.world.ground.records import Problems, Sent, may_stop, stops
from linkedin_sandbox.world.ground.validation import ORGANIZATION
from linkedin_sandbox.world.steering import limits
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    import re

    from linkedin_sandbox.wire.call import Call
    from linkedin_sandbox.wire.resources import Handler

MOST_RECORDS = 100
Write = Callable[["Call", list[Sent]], Problems]
Read = Callable[["Call", list[Sent]], tuple[dict[int, dict[str, Any]], Problems]]
_CONTEXT = "integrationContext"
_PROVIDER = "dataProvider"


@dataclass(frozen=True)
class Shape:
    """The parts of a complex key in the order of answers; ``ids`` are those that tell records apart.

    ``aliases`` are other names of a part, where LinkedIn's own is not certain.
    """

    parts: tuple[str, ...]
    ids: tuple[str, ...]
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    context: re.Pattern[str] = ORGANIZATION
    simple: bool = False
    """The keys are plain strings below the parent's key."""
    most: int = MOST_RECORDS


@dataclass(frozen=True)
class Asked:
    """One key of the call: as it was written, what it means, and what is wrong with it alone."""

    key: keys.Key
    context: str
    ids: tuple[str, ...]
    error: RecordError | None = None


def read_keys(call: Call, shape: Shape, parent: Shape | None = None) -> list[Asked]:
    """All keys of the address, each once; refused as a whole when they are none, too many or twice there."""
    found = keys.parse_ids(call.pairs)
    if not found.keys:
        raise not_understood("The request has no keys: parameter 'ids' is missing", rule="10")
    if parent:
        _refuse_other_syntax(call, keys.syntax_of(call.parent))
    _refuse_other_syntax(call, found.syntax)
    limits.take(call.caller.client_id, call.resource, records=len(found.keys))
    if len(found.keys) > shape.most:
        raise not_understood(
            f"The request batch size: {len(found.keys)} is larger than the allowed max batch size: "
            f"{shape.most} for method: {call.method}",
            rule="10",
        )
    above = _asked(keys.read_path_key(call.parent, parent.parts), parent) if parent else None
    asked = [_below(above, key) if above else _asked(key, shape) for key in found.keys]
    seen = {(one.context, one.ids) for one in asked}
    if len(seen) != len(asked):
        raise not_understood("Duplicate key in the query parameter 'ids'", rule="12")
    for context in {one.context for one in asked if not one.error}:
        refuse_foreign_context(call, context)
    return asked


def _refuse_other_syntax(call: Call, syntax: str | None) -> None:
    """LinkedIn's own collection mixes one protocol's keys with the other's header: a switch (rule 8)."""
    if syntax not in (None, call.protocol) and switch("key_syntax") == "strict":
        raise not_understood(f"The keys are not written as protocol {call.protocol} has it", rule="8")


def _below(above: Asked, key: keys.Key) -> Asked:
    if not isinstance(key, str):
        raise not_understood("The keys of this resource are plain strings", rule="8")
    return Asked(key=key, context=above.context, ids=(*above.ids, key), error=above.error)


def _asked(key: keys.Key, shape: Shape) -> Asked:
    if isinstance(key, str):
        raise not_understood(f"Invalid key '{key}': a complex key is needed", rule="8")
    named = {shape.aliases.get(name, name): value for name, value in key.items()}
    for part in shape.parts:
        if part not in named and part not in shape.optional:
            raise not_understood(f"Invalid key: the part '{part}' is missing", rule="8")
    for name in named:
        if name not in shape.parts and name not in shape.optional:
            raise not_understood(f"Invalid key: there is no part '{name}'", rule="8")
    context = named[_CONTEXT]
    return Asked(
        key=key, context=context, ids=tuple(named[name] for name in shape.ids), error=_problem(named, shape)
    )


def _problem(named: dict[str, str], shape: Shape) -> RecordError | None:
    if named.get(_PROVIDER, "ATS") != "ATS":
        return RecordError(400, f"dataProvider '{named[_PROVIDER]}' is not ATS", rule="26")
    if not shape.context.fullmatch(named[_CONTEXT]):
        return RecordError(
            400, f"integrationContext '{named[_CONTEXT]}' is not a URN of the expected type", rule="26"
        )
    return None


def refuse_foreign_context(call: Call, context: str) -> None:
    """An application acts only for the organization and contract that it was bound to (rule 3)."""
    application = call.application
    bound = {
        f"urn:li:organization:{application.organization_id}",
        f"urn:li:contract:{application.contract_id}",
    }
    # The plugin may have been used for further contracts: only what is not the usual context is looked up.
    if application.organization_id is None or not (
        context in bound or integrations.is_asked_for(application, context=context)
    ):
        raise call.denied()


def match_body(call: Call, asked: list[Asked], *, is_simple: bool = False) -> list[dict[str, Any]]:
    """The records of ``entities`` in the order of the address's keys; nothing may be missing or left over."""
    entities = call.json_body().get("entities")
    if not isinstance(entities, dict):
        raise not_understood("The request body has no 'entities'", rule="17")
    place = {_identity(one.key): index for index, one in enumerate(asked)}
    records: dict[int, dict[str, Any]] = {}
    for text, record in entities.items():
        if not is_simple:
            _refuse_other_syntax(call, keys.syntax_of(text))
        meanings = map(_identity, keys.read_body_key(text, is_simple=is_simple))
        index = next((place[known] for known in meanings if known in place), None)
        if index is None:
            raise not_understood(
                f"Batch request mismatch. Entity key '{text}' not found in the query parameter.",
                rule="11",
            )
        if index in records:
            raise not_understood(f"Duplicate key in batch request body: '{text}'", rule="12")
        if not isinstance(record, dict):
            raise not_understood(f"The record of '{text}' is not an object", rule="17")
        records[index] = record
    if len(records) != len(asked):
        raise not_understood(
            f"Batch request mismatch. URI keys: '{_listed(one.key for one in asked)}' "
            f"Entity keys: '{_listed(asked[index].key for index in sorted(records))}'",
            rule="11",
        )
    return [records[index] for index in range(len(asked))]


def _listed(known: Iterable[keys.Key]) -> str:
    return f"[{', '.join(keys.write_key(key, protocol=keys.V1) for key in known)}]"


def _identity(key: keys.Key) -> object:
    return key if isinstance(key, str) else frozenset(key.items())


def batch_write(shape: Shape, write: Write, *, parent: Shape | None = None, has_body: bool = True) -> Handler:
    """batch_update, batch_partial_update and batch_delete: one status or error per key."""

    def handle(call: Call) -> Answer:
        asked = read_keys(call, shape, parent)
        records = match_body(call, asked, is_simple=shape.simple) if has_body else [{} for _one in asked]
        problems = {index: one.error for index, one in enumerate(asked) if one.error}
        problems |= _by_fault(call, asked, shape)
        good = [index for index in range(len(asked)) if index not in problems]
        _refuse_by_fault(call, asked, shape)
        sent = [Sent(asked[index].context, asked[index].ids, records[index]) for index in good]
        with transaction.atomic() if may_stop() else nullcontext():
            found = write(call, sent)
            problems |= {good[position]: problem for position, problem in found.items()}
            if stops(found):
                raise _whole_batch(call, asked, problems, shape)
        return _batch_answer(call, asked, shape, problems, {})

    return handle


def _refuse_by_fault(call: Call, asked: list[Asked], shape: Shape) -> None:
    fault = take_fault("whole_batch", call.resource)
    if fault is None:
        return
    reason = str(fault.details.get("message", "ERROR :: /sandbox :: a fault of the sandbox\n"))
    texts = [f"Key: {_text(call, one, shape)}, {reason}" for one in asked]
    raise WireRefusal(int(fault.details.get("status", 422)), "".join(texts), rule="44")


def _by_fault(call: Call, asked: list[Asked], shape: Shape) -> Problems:
    fault = take_fault("per_key", call.resource)
    if fault is None:
        return {}
    match, status = str(fault.details.get("match", "")), int(fault.details.get("status", 500))
    return {
        index: RecordError(status, str(fault.details.get("message", "A fault of the sandbox")), rule="44")
        for index, one in enumerate(asked)
        if match in _text(call, one, shape)
    }


def _whole_batch(call: Call, asked: list[Asked], problems: Problems, shape: Shape) -> WireRefusal:
    error = invalid_batch(
        {f"Key: {_text(call, asked[index], shape)}": problem for index, problem in problems.items()}
    )
    return WireRefusal(error.status, error.message, rule=error.rule)


def batch_read(shape: Shape, read: Read, *, parent: Shape | None = None) -> Handler:
    """batch_get: the records that are there, a 404 for each that is not."""

    def handle(call: Call) -> Answer:
        asked = read_keys(call, shape, parent)
        problems = {index: one.error for index, one in enumerate(asked) if one.error}
        good = [index for index in range(len(asked)) if index not in problems]
        found, missing = read(call, [Sent(asked[index].context, asked[index].ids, {}) for index in good])
        problems |= {good[position]: problem for position, problem in missing.items()}
        records = {good[position]: record for position, record in found.items()}
        return _batch_answer(call, asked, shape, problems, records)

    return handle


def _batch_answer(
    call: Call, asked: list[Asked], shape: Shape, problems: Problems, records: dict[int, dict[str, Any]]
) -> Answer:
    reads = call.method == "batch_get"
    texts = [_text(call, one, shape) for one in asked]
    good = {text: index for index, text in enumerate(texts) if index not in problems}
    body: dict[str, Any] = {
        "results": {text: records[index] if reads else {"status": 204} for text, index in good.items()},
        "errors": {texts[index]: problem.body() for index, problem in problems.items()},
    }
    if reads:
        statuses = {texts[index]: problem.status for index, problem in problems.items()}
        body["statuses"] = dict.fromkeys(good, 200) | statuses
    return Answer(200, body, problems=tuple(problems.values()))


def _text(call: Call, one: Asked, shape: Shape) -> str:
    return keys.write_key(one.key, protocol=call.protocol, order=(*shape.parts, *shape.aliases))
