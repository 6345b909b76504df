"""Evaluations by LinkedIn's Hiring Assistant: `rest/exportedApplicationEvaluation`; v2 has no such thing.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-application-evaluation/exported-application-evaluation
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.dialects import Generation
from linkedin_client.finding import elements
from linkedin_client.records.evaluations import Criterion, HiringEvaluation
from linkedin_client.told import moment_in, text_told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkedin_client.resources.line import Line


class Evaluations:
    def __init__(self, line: Line) -> None:
        self._line = line

    def by_request(self, request_id: str) -> list[HiringEvaluation]:
        """What an EXPORT_APPLICATION_EVALUATION is about; nothing if its id is unknown or older than 24 hours."""
        parameters = {"q": "request", "requestId": request_id}
        try:
            found = elements(self._line.wire, Generation.REST, "exportedApplicationEvaluation", parameters)
        except errors.NotFound:
            return []
        return [_evaluation(element) for element in found]


def _evaluation(told: Mapping[str, Any]) -> HiringEvaluation:
    context = text_told(told, "integrationContext")
    if not context:
        raise errors.AnswerNotUnderstood("an evaluation without context")
    within = told.get("evaluation")
    inner = within if isinstance(within, dict) else told
    criteria = inner.get("criteria")
    return HiringEvaluation(
        integration_context=context,
        application_id=text_told(told, "externalJobApplicationId", "atsJobApplicationId"),
        job_posting_id=text_told(told, "externalJobPostingId", "externalJobRequisitionId"),
        candidate_id=text_told(told, "externalCandidateId", "atsCandidateId"),
        evaluated_at=moment_in(told, "evaluatedAt", "createdAt", "created"),
        rating=text_told(inner, "rating", "result"),
        summary=within if isinstance(within, str) else text_told(inner, "summary", "text"),
        criteria=tuple(
            Criterion(
                name=text_told(each, "name", "criterion"),
                rating=text_told(each, "rating", "result"),
                evidence=text_told(each, "evidence", "reason"),
            )
            for each in (criteria if isinstance(criteria, list) else [])
            if isinstance(each, dict)
        ),
        raw=told,
    )
