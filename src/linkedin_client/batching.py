"""How does a list of records become one batch call, and its answer one outcome per record?

At most 100 keys a call; a longer list is the caller's mistake, for how to split it (and what to do with half
a success) is not this library's to decide. Keys of an answer are compared as sets of parts, never as texts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from linkedin_client import errors
from linkedin_client.answers import Answer, refusal, text
from linkedin_client.dialects import Generation
from linkedin_client.records.batches import MOST_KEYS, BatchResult, RecordError
from linkedin_client.restli import protocol1, protocol2
from linkedin_client.restli.keys import Key, identity
from linkedin_client.wire import Call, Wire

if TYPE_CHECKING:
    from types import ModuleType

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

_FIRST_REFUSAL = 400
_UNKNOWN_RECORD = 404

NOT_ANSWERED = RecordError(0, "LinkedIn's answer does not name this record")


def protocol_of(generation: Generation) -> ModuleType:
    """The Rest.li protocol that a generation speaks: 1.0.0 in v2, 2.0.0 in REST."""
    return protocol1 if generation is Generation.V2 else protocol2


def at_most_100(items: Sequence[T], *, key: Callable[[T], Hashable]) -> Sequence[T]:
    """The items themselves. ValueError if they are too many for one call, or one of them comes twice."""
    return at_most(MOST_KEYS, items, key=key)


def at_most(most: int, items: Sequence[T], *, key: Callable[[T], Hashable]) -> Sequence[T]:
    """The same for a resource with a limit of its own."""
    if len(items) > most:
        raise ValueError(f"{len(items)} records in one call; LinkedIn takes at most {most}")
    if len({key(item) for item in items}) < len(items):
        raise ValueError("the same record twice in one call")
    return items


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch(Generic[K]):
    """The keys of one call: the caller's own name for each record, and what it is on the wire."""

    wire: Wire
    generation: Generation
    path: str
    keys: Mapping[K, Key]

    def update(self, values: Mapping[K, Mapping[str, Any]]) -> BatchResult[K]:
        """Create or replace each record."""
        return self.written_update(values)()

    def written_update(self, values: Mapping[K, Mapping[str, Any]]) -> Callable[[], BatchResult[K]]:
        """The same in two steps: written now, sent by calling what comes back."""
        return self._written("PUT", "batch_update", values)

    def patch(self, patches: Mapping[K, Mapping[str, Any]]) -> BatchResult[K]:
        """Change some fields of each record: `{"$set": …}` or `{"$delete": […]}`."""
        wrapped = {name: {"patch": patch} for name, patch in patches.items()}
        return self._written("POST", "batch_partial_update", wrapped)()

    def delete(self) -> BatchResult[K]:
        if not self.keys:
            return BatchResult()
        return self._outcomes(self.wire.send(self._call("DELETE", "batch_delete")))

    def get(self, *, fields: Iterable[str] = ()) -> dict[K, dict[str, Any]]:
        """The records by name, without those that LinkedIn does not know.

        A record that is refused for any other reason raises the error of its status.
        """
        if not self.keys:
            return {}
        projection = ",".join(fields)
        call = self._call("GET", "batch_get", extra=f"&fields={projection}" if projection else "")
        answer = self.wire.send(call)
        body = answer.json_object()
        for name, told in self._by_name(_map(body, "errors", answer)).items():
            error = record_error(told)
            if error.status != _UNKNOWN_RECORD:
                where = f"{answer.where} of {name}"
                raise refusal(
                    status=error.status, body=_object(told), request_id=answer.request_id, where=where
                )
        return {name: _object(told) for name, told in self._by_name(_map(body, "results", answer)).items()}

    def _written(
        self, verb: str, restli_method: str, values: Mapping[K, Mapping[str, Any]]
    ) -> Callable[[], BatchResult[K]]:
        if not self.keys:
            return BatchResult
        protocol = protocol_of(self.generation)
        entities = {protocol.body_key(key): values[name] for name, key in self.keys.items()}
        request = self.wire.write(self._call(verb, restli_method, body={"entities": entities}))
        return lambda: self._outcomes(self.wire.send_written(request))

    def _call(
        self, verb: str, restli_method: str, *, extra: str = "", body: Mapping[str, Any] | None = None
    ) -> Call:
        return Call(
            generation=self.generation,
            verb=verb,
            restli_method=restli_method,
            path=self.path,
            query=protocol_of(self.generation).ids(self.keys.values()) + extra,
            body=body,
        )

    def _outcomes(self, answer: Answer) -> BatchResult[K]:
        body = answer.json_object()
        refused = self._by_name(_map(body, "errors", answer))
        worked = self._by_name(_map(body, "results", answer))
        result: BatchResult[K] = BatchResult()
        for name in self.keys:
            if name in refused:
                result.errors[name] = record_error(refused[name])
            elif name not in worked:
                result.errors[name] = NOT_ANSWERED
            elif (status := _status(worked[name])) >= _FIRST_REFUSAL:
                result.errors[name] = record_error(worked[name])
            else:
                result.results[name] = status
        return result

    def _by_name(self, by_text: Mapping[str, Any]) -> dict[K, Any]:
        """What is told of each record.

        A server writes the parts of all its keys in one order, not always in ours. Its first key tells which, and
        the others are known at sight; what is not, is read.
        """
        if not by_text:
            return {}
        protocol = protocol_of(self.generation)
        order = protocol.parts_of(next(iter(by_text)))
        at_sight = {protocol.answer_key(_ordered(key, order)): name for name, key in self.keys.items()}
        found = {at_sight[written]: told for written, told in by_text.items() if written in at_sight}
        if len(found) < len(by_text):
            found |= self._by_reading({text: told for text, told in by_text.items() if text not in at_sight})
        return found

    def _by_reading(self, by_text: Mapping[str, Any]) -> dict[K, Any]:
        names = {identity(key): name for name, key in self.keys.items()}
        found: dict[K, Any] = {}
        for written, told in by_text.items():
            readings = protocol_of(self.generation).readings_of(written)
            name = next((names[reading] for reading in readings if reading in names), None)
            if name is not None:
                found[name] = told
        return found


def _ordered(key: Key, order: Sequence[str]) -> Key:
    """The key with its parts in this order, if those are its parts; else as it is."""
    if isinstance(key, str) or len(order) != len(key) or not all(part in key for part in order):
        return key
    return {part: key[part] for part in order}


def one_call_each(
    batches: Iterable[Callable[[], BatchResult[K]]], *, names: Iterable[Iterable[K]]
) -> BatchResult[K]:
    """Several calls as one result: what has been stored is never lost by a later call's failure.

    Each call is about the children of one parent: that LinkedIn does not know it (`errors.NotFound`) is theirs alone.
    Of a single call everything else is raised. Of several, a refusal of one call's records (`errors.Invalid`) is
    theirs alone, too; any other failure ends the walk: it is raised if nothing had been done before, else written to
    that call's records, and the rest is "not sent".
    """
    calls = list(zip(batches, names, strict=True))
    total: BatchResult[K] = BatchResult()
    stopped = False
    for send, theirs in calls:
        if stopped:
            total.errors.update(dict.fromkeys(theirs, RecordError(0, "not sent: an earlier call failed")))
            continue
        try:
            result = send()
        except errors.LinkedInError as error:
            stopped = not isinstance(error, errors.Invalid | errors.NotFound)
            if not isinstance(error, errors.NotFound) and (
                len(calls) == 1 or (stopped and not total.results and not total.errors)
            ):
                raise
            total.errors.update(dict.fromkeys(theirs, _as_record_error(error)))
            continue
        total.results.update(result.results)
        total.errors.update(result.errors)
    return total


def _as_record_error(error: errors.LinkedInError) -> RecordError:
    if isinstance(error, errors.ApiError):
        return RecordError(error.status, error.message, error.code, error.service_error_code)
    return RecordError(0, str(error))


def record_error(told: object) -> RecordError:
    """The error of one record, however LinkedIn nests it: `{"status", "error": {…}}` or flat."""
    outer = _object(told)
    inner = _object(outer.get("error")) or outer
    number = inner.get("serviceErrorCode")
    return RecordError(
        status=_status(inner) or _status(outer),
        message=text(inner.get("message")).strip() or "LinkedIn gave no reason",
        code=text(inner.get("code")),
        service_error_code=number if isinstance(number, int) else None,
    )


def _status(told: object) -> int:
    status = _object(told).get("status")
    return status if isinstance(status, int) else 0


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _map(body: Mapping[str, Any], name: str, answer: Answer) -> dict[str, Any]:
    value = {} if body.get(name) is None else body[name]
    if not isinstance(value, dict):
        raise errors.AnswerNotUnderstood(f"{answer.where}: {name} is not a map")
    if name == "results" and "results" not in body and "errors" not in body:
        raise errors.AnswerNotUnderstood(f"{answer.where}: neither results nor errors")
    return value
