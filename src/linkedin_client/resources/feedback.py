"""Interview feedback: `v2/atsApplications/{key}/interviewFeedback`, `rest/applicationInterviewFeedbacks`.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-interview-feedback
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_client.batching import at_most_100
from linkedin_client.resources.children import Children, Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linkedin_client.records.batches import BatchResult
    from linkedin_client.records.children import ChildKey
    from linkedin_client.records.feedback import InterviewFeedback
    from linkedin_client.resources.line import Line

_FORM = Form(
    v2_parent="atsApplications",
    v2_parent_part="atsJobApplicationId",
    v2_segment="interviewFeedback",
    rest_path="applicationInterviewFeedbacks",
    rest_parent_part="jobApplicationId",
    rest_part="interviewFeedbackId",
)


class Feedback:
    def __init__(self, line: Line) -> None:
        self._children = Children(line=line, generation=line.dialects.interview_feedback, form=_FORM)

    def upsert(self, feedback: Sequence[InterviewFeedback]) -> BatchResult[ChildKey]:
        """Create or replace feedback, by (application id, feedback id). v2 makes one call per application."""
        return self.written_upsert(feedback)()

    def written_upsert(self, feedback: Sequence[InterviewFeedback]) -> Callable[[], BatchResult[ChildKey]]:
        """The same in two steps: written now, sent by calling what comes back. (v2 is written as it is sent.)"""
        at_most_100(feedback, key=lambda each: each.key)
        return self._children.written_upsert({each.key: each.wire() for each in feedback})

    def delete(self, keys: Sequence[ChildKey]) -> BatchResult[ChildKey]:
        """Delete feedback; what a failure in between means, `Stages.delete` tells. REST's form is our reading."""
        return self._children.delete(keys)
