"""How does one speak to LinkedIn for one application? Through one `LinkedIn` with a resource per attribute.

    with LinkedIn(api_url=…, auth_url=…, credentials=Credentials("id", "secret"), tokens=MemoryTokenStore(),
                  organization="urn:li:organization:2000117") as li:
        result = li.candidates.upsert([candidate])
        result.results   # {"cand-7f31": 204}
        result.errors    # {"cand-7f32": RecordError(status=422, …)}

Synchronous, for its callers are threads of a queue. It never waits and never retries, but for one repeat with
a fresh token after a 401. It may be shared between threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from linkedin_client.dialects import Dialects
from linkedin_client.resources.acls import Acls, Assignees
from linkedin_client.resources.applications import Applications
from linkedin_client.resources.applying import ApplicationActions
from linkedin_client.resources.attachments import Attachments
from linkedin_client.resources.candidates import Candidates
from linkedin_client.resources.configurations import Configurations
from linkedin_client.resources.developer_webhooks import DeveloperWebhooks
from linkedin_client.resources.evaluations import Evaluations
from linkedin_client.resources.exports import Exports
from linkedin_client.resources.feedback import Feedback
from linkedin_client.resources.integrations import Integrations
from linkedin_client.resources.jobs import Jobs
from linkedin_client.resources.line import Line
from linkedin_client.resources.media import Media
from linkedin_client.resources.members import Members
from linkedin_client.resources.notes import ApplicationNotes, CandidateNotes
from linkedin_client.resources.provisioning import Provisioning
from linkedin_client.resources.recruiting import ConversationEvents, MailStubs, ProspectNotes
from linkedin_client.resources.seats import Seats
from linkedin_client.resources.stages import Stages
from linkedin_client.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    import httpx2

    from linkedin_client.auth import Credentials, TokenStore
    from linkedin_client.exchanges import Exchange


class LinkedIn:
    def __init__(
        self,
        *,
        api_url: str,
        auth_url: str,
        credentials: Credentials,
        tokens: TokenStore,
        organization: str = "",
        dialects: Dialects | None = None,
        transport: httpx2.BaseTransport | None = None,
        timeout: float = 30.0,
        observe: Callable[[Exchange], None] | None = None,
    ) -> None:
        """`organization` is the integration context of every synced record.

        Provisioning, integrations, configurations, seats and exports do without it.
        """
        dialects = dialects or Dialects()
        self._wire = Wire(
            api_url=api_url,
            auth_url=auth_url,
            credentials=credentials,
            tokens=tokens,
            version=dialects.version,
            transport=transport,
            timeout=timeout,
            observe=observe,
        )
        line = Line(wire=self._wire, dialects=dialects, organization=organization)
        #: These two only with the parent application's credentials; everything else with the customer's own.
        self.provisioning = Provisioning(line)
        self.developer_webhooks = DeveloperWebhooks(line)
        self.integrations = Integrations(line)
        self.configurations = Configurations(line)
        self.jobs = Jobs(line)
        self.candidates = Candidates(line)
        self.applications = Applications(line)
        self.stages = Stages(line)
        self.candidate_notes = CandidateNotes(line)
        self.application_notes = ApplicationNotes(line)
        self.interview_feedback = Feedback(line)
        self.attachments = Attachments(line)
        self.media = Media(line)
        self.acls = Acls(line)
        self.assignees = Assignees(line)
        self.exports = Exports(line)
        self.evaluations = Evaluations(line)
        self.seats = Seats(line)
        self.conversation_events = ConversationEvents(line)
        self.mail_stubs = MailStubs(line)
        self.prospect_notes = ProspectNotes(line)
        self.members = Members(line)
        self.application_actions = ApplicationActions(line)

    def close(self) -> None:
        """Close the kept connections."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
