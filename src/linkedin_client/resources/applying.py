"""Reports to LinkedIn on applications that came through Apply Connect: `jobApplicationLifecycleActions`.

LinkedIn tells the member, if the customer has agreed to such notices.
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/sync-job-application-feedback
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_client.wire import Call

if TYPE_CHECKING:
    from linkedin_client.records.applying import ApplicationAction
    from linkedin_client.resources.line import Line


class ApplicationActions:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.application_actions

    def report(self, action: ApplicationAction) -> None:
        """Report one action. Reporting it again may tell the member again.

        NotFound for an application that LinkedIn does not know as this customer's. The organization is told if
        `LinkedIn` was made with one: LinkedIn requires it of customers who enabled with one.
        """
        self._line.wire.send(
            Call(
                generation=self._generation,
                verb="POST",
                restli_method="create",
                path="jobApplicationLifecycleActions",
                body=action.wire(organization=self._line.organization),
            )
        )
