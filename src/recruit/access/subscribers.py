"""What ends for a teammate who is deactivated? Every session, at once."""

from __future__ import annotations

from recruit.access.services import end_sessions_of
from recruit.base.events import subscribe
from recruit.company.events import TeammateDeactivated
from recruit.company.selectors import teammate_by_id


@subscribe(TeammateDeactivated)
def end_their_sessions(event: TeammateDeactivated) -> None:
    teammate = teammate_by_id(company_id=event.company_id, teammate_id=event.teammate_id)
    end_sessions_of(teammate=teammate)
