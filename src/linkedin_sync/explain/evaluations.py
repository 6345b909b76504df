"""Who evaluates a candidate for this position: is it read on LinkedIn as well, and if not although it could be, why?"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext, gettext_noop

from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import FeedbackOutward
from linkedin_sync.outbox.lanes.evaluations import positions_readable_there
from linkedin_sync.outbox.lanes.sharing import shared_position_ids

SHOWN: Final = gettext_noop("It is shown in LinkedIn Recruiter too, to those who see this position there.")
STAYS: Final = gettext_noop(
    "Not shown on LinkedIn: somebody with a seat there sees this position and may not read its evaluations."
)


def told_of_evaluations(*, company_id: int, position_id: int) -> str:
    """A sentence; empty where evaluations stay in Recruit by an admin's choice, or the position does."""
    connection = connection_of(company_id=company_id)
    if connection is None or connection.feedback_outward != FeedbackOutward.YES:
        return ""
    if not shared_position_ids(connection, [position_id]):
        return ""
    return gettext(SHOWN if positions_readable_there(connection, [position_id]) else STAYS)
