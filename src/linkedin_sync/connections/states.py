"""In which state is a connection, and what may go out in it? Functions of what LinkedIn reports and what we chose."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from linkedin_sync.enums import ConnectionState, IntegrationStatus

#: Without these two nothing works; the others are extras that an admin may leave off.
REQUIRED = ("ONE_CLICK_EXPORT", "IN_ATS_INDICATOR")
#: Integration types of Recruiter System Connect; the last one's context is the contract, not the organization.
ORGANIZATION_TYPES = ("ONE_CLICK_EXPORT", "IN_ATS_INDICATOR", "PROFILE_PLUGIN")
CONTRACT_TYPES = ("CSA_API",)

#: LinkedIn's word for a status → ours. Field and values are not documented: whatever else comes is "unknown".
_WORDS = {
    "REQUESTED": IntegrationStatus.REQUESTED,
    "NAMED": IntegrationStatus.NAMED,
    "PENDING": IntegrationStatus.NAMED,
    "ENABLED": IntegrationStatus.ENABLED,
    "ACTIVE": IntegrationStatus.ENABLED,
    "DISABLED": IntegrationStatus.DISABLED,
    "INACTIVE": IntegrationStatus.DISABLED,
}


def status_of_word(word: str | None) -> IntegrationStatus:
    return _WORDS.get((word or "").upper(), IntegrationStatus.UNKNOWN)


def state_of(statuses: Mapping[str, str]) -> ConnectionState:
    """``statuses``: our status word per integration type."""
    if not statuses:
        return ConnectionState.NOT_CONNECTED
    required = [statuses.get(type_, IntegrationStatus.REQUESTED) for type_ in REQUIRED]
    if all(status == IntegrationStatus.ENABLED for status in required):
        return ConnectionState.ENABLED
    if any(status == IntegrationStatus.DISABLED for status in required):
        return ConnectionState.DISABLED
    if any(status == IntegrationStatus.REQUESTED for status in required):
        return ConnectionState.REQUESTED
    return ConnectionState.PARTNER_READY


class Outward(Enum):
    """What may be told to LinkedIn now."""

    NOTHING = "nothing"
    #: What LinkedIn is to hold no longer: of whoever is erased or gone here, and who may not see something any more.
    DELETIONS = "deletions"
    EVERYTHING = "everything"


def outward_of(
    state: str, *, is_agreed: bool, is_paused: bool, is_in_plan: bool, is_removing: bool
) -> Outward:
    """A plan that has ended holds up no deletion; of a company that takes everything away, all that is due is one."""
    if state != ConnectionState.ENABLED or not is_agreed or is_paused:
        return Outward.NOTHING
    return Outward.EVERYTHING if is_in_plan or is_removing else Outward.DELETIONS
