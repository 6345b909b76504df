"""Stages: `v2/atsApplications/{key}/stages` (one call per application), `rest/applicationStage`.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-stages
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from linkedin_client.batching import Batch, at_most_100, one_call_each
from linkedin_client.dialects import Generation
from linkedin_client.restli import protocol1

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linkedin_client.records.batches import BatchResult
    from linkedin_client.records.stages import Stage, StageKey
    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Key


class Stages:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.stages

    def upsert(self, stages: Sequence[Stage]) -> BatchResult[StageKey]:
        """Create or replace stage entries, by (application id, stage id).

        v2 makes one call per application; see `delete` for what a failure in between means.
        """
        return self.written_upsert(stages)()

    def written_upsert(self, stages: Sequence[Stage]) -> Callable[[], BatchResult[StageKey]]:
        """The same in two steps: written now, sent by calling what comes back. (v2 is written as it is sent.)"""
        at_most_100(stages, key=lambda stage: stage.key)
        records = {stage.key: stage.wire() for stage in stages}
        if self._generation is Generation.REST:
            return self._batch_of_all(list(records)).written_update(records)
        return partial(self._per_application, list(records), records)

    def delete(self, keys: Sequence[StageKey]) -> BatchResult[StageKey]:
        """Delete stage entries.

        v2 makes one call per application. If one fails after another has succeeded, its stages carry that
        failure as their error and the rest are "not sent" (status 0); what was stored before is in the
        results.
        """
        at_most_100(keys, key=lambda key: key)
        if self._generation is Generation.REST:
            return self._batch_of_all(keys).delete()
        return self._per_application(keys, None)

    def _batch_of_all(self, keys: Sequence[StageKey]) -> Batch[StageKey]:
        wire_keys: dict[StageKey, Key] = {
            (application, stage): self._line.key(
                Generation.REST, jobApplicationId=application, jobApplicationStageId=stage
            )
            for application, stage in keys
        }
        return Batch(
            wire=self._line.wire, generation=Generation.REST, path="applicationStage", keys=wire_keys
        )

    def _per_application(
        self, keys: Sequence[StageKey], records: Mapping[StageKey, Mapping[str, Any]] | None
    ) -> BatchResult[StageKey]:
        by_application: dict[str, list[StageKey]] = {}
        for key in keys:
            by_application.setdefault(key[0], []).append(key)
        batches = [self._batch_of_one(application, theirs) for application, theirs in by_application.items()]
        calls = [batch.delete if records is None else partial(batch.update, records) for batch in batches]
        return one_call_each(calls, names=by_application.values())

    def _batch_of_one(self, application: str, keys: Sequence[StageKey]) -> Batch[StageKey]:
        parent = protocol1.answer_key(self._line.key(Generation.V2, atsJobApplicationId=application))
        return Batch(
            wire=self._line.wire,
            generation=Generation.V2,
            path=f"atsApplications/{parent}/stages",
            keys={key: key[1] for key in keys},
        )
