"""What hangs on candidates and applications: how are its records named in both generations?

In v2 they lie below their parent's address, so that one call can be about one parent only; in REST the parent is a
part of the key, and one call takes the children of a hundred parents.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from linkedin_client.batching import Batch, at_most_100, one_call_each
from linkedin_client.dialects import Generation
from linkedin_client.restli import protocol1

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linkedin_client.records.batches import BatchResult
    from linkedin_client.records.children import ChildKey
    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Key


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """The names of one kind of children: its parent's in v2, and its own."""

    v2_parent: str
    v2_parent_part: str
    v2_segment: str
    rest_path: str
    rest_parent_part: str
    rest_part: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Children:
    """Batches of one kind of children, keyed by (parent's id, own id)."""

    line: Line
    generation: Generation
    form: Form

    def written_upsert(
        self, records: Mapping[ChildKey, Mapping[str, Any]]
    ) -> Callable[[], BatchResult[ChildKey]]:
        """Create or replace records: written now, sent by calling what comes back. (v2 is written as it is sent.)"""
        if self.generation is Generation.REST:
            return self._batch_of_all(list(records)).written_update(records)
        return partial(self._per_parent, list(records), records)

    def delete(self, keys: Sequence[ChildKey]) -> BatchResult[ChildKey]:
        """Delete records.

        v2 makes one call per parent. If one fails after another has succeeded, its records carry that failure as
        their error and the rest are "not sent" (status 0); what was stored before is in the results.
        """
        at_most_100(keys, key=lambda key: key)
        if self.generation is Generation.REST:
            return self._batch_of_all(keys).delete()
        return self._per_parent(keys, None)

    def _batch_of_all(self, keys: Sequence[ChildKey]) -> Batch[ChildKey]:
        form = self.form
        wire_keys: dict[ChildKey, Key] = {
            (parent, own): self.line.key(
                Generation.REST, **{form.rest_parent_part: parent, form.rest_part: own}
            )
            for parent, own in keys
        }
        return Batch(wire=self.line.wire, generation=Generation.REST, path=form.rest_path, keys=wire_keys)

    def _per_parent(
        self, keys: Sequence[ChildKey], records: Mapping[ChildKey, Mapping[str, Any]] | None
    ) -> BatchResult[ChildKey]:
        by_parent: dict[str, list[ChildKey]] = {}
        for key in keys:
            by_parent.setdefault(key[0], []).append(key)
        batches = [self._batch_of_one(parent, theirs) for parent, theirs in by_parent.items()]
        calls = [batch.delete if records is None else partial(batch.update, records) for batch in batches]
        return one_call_each(calls, names=by_parent.values())

    def _batch_of_one(self, parent: str, keys: Sequence[ChildKey]) -> Batch[ChildKey]:
        form = self.form
        parent_key = protocol1.answer_key(self.line.key(Generation.V2, **{form.v2_parent_part: parent}))
        return Batch(
            wire=self.line.wire,
            generation=Generation.V2,
            path=f"{form.v2_parent}/{parent_key}/{form.v2_segment}",
            keys={key: key[1] for key in keys},
        )
