"""How is the integration said to people? A sentence for each state, and what to do next for each reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from recruit_web.tones import Tones

#: What the state of the connection means, for everybody.
STATE_SENTENCES: Final = {
    "not_connected": "Recruit is not connected to LinkedIn Recruiter yet. Nothing is sent and nothing can be exported.",
    "requested": "The connection was asked for. LinkedIn waits for Recruit to name its integrations.",
    "partner_ready": "Recruit is ready. A LinkedIn Recruiter admin has to switch the integrations on in LinkedIn.",
    "enabled": "Recruit and LinkedIn Recruiter are kept in step.",
    "degraded": "LinkedIn refuses the connection at the moment. Changes are kept and sent when it works again.",
    "disabled": "The integrations were switched off in LinkedIn. Nothing is sent and nothing can be exported.",
}
PAUSED_HISTORY: Final = "The history waits. Changes that people make are sent as before."
NOT_AGREED_SENTENCE: Final = (
    "LinkedIn has switched the integrations on. Nothing is sent until an owner or an admin has "
    "agreed to what is shared."
)
REMOVING_SENTENCE: Final = "What was sent is being taken away at LinkedIn. Then Recruit disconnects."
PAUSED_SENTENCE: Final = "Sending is paused by an admin. Changes are kept and sent after it is resumed."

#: The colour of a state, an outcome or a record's state; what is not in the table is grey.
TONES: Final = Tones(
    {
        "enabled": "green",
        "named": "blue",
        "requested": "yellow",
        "partner_ready": "blue",
        "degraded": "red",
        "disabled": "red",
        "active": "green",
        "created": "green",
        "attached": "blue",
        "refused": "red",
        "failed": "red",
        "expired": "yellow",
        "ignored": "secondary",
        "delivered": "green",
        "waiting": "yellow",
        "parked": "red",
        "not_shared": "secondary",
        "planned": "blue",
        "running": "blue",
        "paused": "yellow",
        "done": "green",
        "stopped": "red",
        "valid": "green",
        "wrong": "red",
    }
)

#: What a record's state on LinkedIn is called.
RECORD_WORDS: Final = {
    "delivered": "On LinkedIn",
    "waiting": "On its way",
    "parked": "Stuck",
    "not_shared": "Not shared",
}


#: What the kinds of records are called on screens.
KIND_WORDS: Final = {
    "position": "Position",
    "person": "Candidate",
    "process": "Hiring process",
    "resumes": "Résumés",
    "visibility_of_position": "Who sees a position",
    "visibility_of_teammate": "What a teammate sees",
}


@dataclass(frozen=True)
class NextStep:
    """What the reader can do; ``place`` names the page to do it on, if there is one."""

    text: str
    place: str = ""


#: For each reason why an export failed, or was odd. Whatever is not here needs nothing from the reader.
NEXT_STEPS: Final = {
    "unknown_position": NextStep("Export the person again and pick a position from the list."),
    "position_closed": NextStep("Reopen the position, or export to another one.", "position"),
    "position_on_hold": NextStep("Reopen the position, then export again.", "position"),
    "position_not_visible": NextStep("Ask the position's recruiter to add you to its hiring team."),
    "seat_not_mapped": NextStep(
        "Map the seat to a teammate; one click there puts its earlier candidates down to them.", "seats"
    ),
    "teammate_inactive": NextStep("Reactivate the teammate, or map the seat to somebody else.", "seats"),
    "already_under_consideration": NextStep("Continue with the process that is there.", "person"),
    "already_hired": NextStep("Look at the candidate's history.", "person"),
    "several_positions_not_allowed": NextStep(
        "End the other process first, or ask an admin about the rule.", "person"
    ),
    "other_company": NextStep("Check which company is authorised in LinkedIn.", "connection"),
    "expired": NextStep("Export the person again."),
    "malformed": NextStep("Export the person again; if it happens twice, tell LinkedIn's support."),
    "unknown_event": NextStep("Nothing: Recruit does not use this kind of notification."),
    "bad_signature": NextStep(
        "Nothing, if it stays rare: somebody else knocked. If LinkedIn did, connect again."
    ),
    "oversize": NextStep("Nothing: LinkedIn's own notifications are small."),
    "not_enabled": NextStep(
        "Have the integrations switched on in LinkedIn, then export again.", "connection"
    ),
    "not_in_plan": NextStep("Have the company's plan changed, then export the person again."),
    "unreachable": NextStep("Export the person again."),
    "internal": NextStep("Export the person again; tell whoever runs Recruit if it happens twice."),
    "person_do_not_contact": NextStep("Read the profile before you write.", "person"),
}


#: The same while LinkedIn's list of seats does not have the seat yet.
UNKNOWN_SEAT: Final = NextStep(
    "LinkedIn has not told of this seat yet. Once it is listed and mapped, one click there puts its earlier "
    "candidates down to the teammate.",
    "seats",
)


tone_of = TONES.of


def in_words(seconds: float) -> str:
    """A span of time as a person says it: “under a second”, “12 seconds”, “4 minutes”, “2 hours”, “3 days”."""
    if seconds < 1:
        return "under a second"
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            number = int(seconds // size)
            return f"{number} {name}{'' if number == 1 else 's'}"
    raise AssertionError(seconds)
