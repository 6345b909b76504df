"""Stages: `v2/atsApplications/{key}/stages` (one call per application), `rest/applicationStage`.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-stages
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_client.batching import at_most_100
from linkedin_client.resources.children import Children, Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linkedin_client.records.batches import BatchResult
    from linkedin_client.records.stages import Stage, StageKey
    from linkedin_client.resources.line import Line

_FORM = Form(
    v2_parent="atsApplications",
    v2_parent_part="atsJobApplicationId",
    v2_segment="stages",
    rest_path="applicationStage",
    rest_parent_part="jobApplicationId",
    rest_part="jobApplicationStageId",
)


class Stages:
    def __init__(self, line: Line) -> None:
        self._children = Children(line=line, generation=line.dialects.stages, form=_FORM)

    def upsert(self, stages: Sequence[Stage]) -> BatchResult[StageKey]:
        """Create or replace stage entries, by (application id, stage id).

        v2 makes one call per application; see `delete` for what a failure in between means.
        """
        return self.written_upsert(stages)()

    def written_upsert(self, stages: Sequence[Stage]) -> Callable[[], BatchResult[StageKey]]:
        """The same in two steps: written now, sent by calling what comes back. (v2 is written as it is sent.)"""
        at_most_100(stages, key=lambda stage: stage.key)
        return self._children.written_upsert({stage.key: stage.wire() for stage in stages})

    def delete(self, keys: Sequence[StageKey]) -> BatchResult[StageKey]:
        """Delete stage entries.

        v2 makes one call per application. If one fails after another has succeeded, its stages carry that
        failure as their error and the rest are "not sent" (status 0); what was stored before is in the
        results.
        """
        return self._children.delete(keys)
