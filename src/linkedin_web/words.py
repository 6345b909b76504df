"""How is the integration said to people? A sentence for each state, and what to do next for each reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from recruit_web.tones import Tones

#: What the state of the connection means, for everybody.
STATE_SENTENCES: Final = {
    "not_connected": gettext_noop(
        "Recruit is not connected to LinkedIn Recruiter yet. Nothing is sent and nothing can be exported."
    ),
    "requested": gettext_noop(
        "The connection was asked for. LinkedIn waits for Recruit to name its integrations."
    ),
    "partner_ready": gettext_noop(
        "Recruit is ready. A LinkedIn Recruiter admin has to switch the integrations on in LinkedIn."
    ),
    "enabled": gettext_noop("Recruit and LinkedIn Recruiter are kept in step."),
    "degraded": gettext_noop(
        "LinkedIn refuses the connection at the moment. Changes are kept and sent when it works again."
    ),
    "disabled": gettext_noop(
        "The integrations were switched off in LinkedIn. Nothing is sent and nothing can be exported."
    ),
}
PAUSED_HISTORY: Final = gettext_noop("The history waits. Changes that people make are sent as before.")
NOT_AGREED_SENTENCE: Final = gettext_noop(
    "LinkedIn has switched the integrations on. Nothing is sent until an owner or an admin has "
    "agreed to what is shared."
)
REMOVING_SENTENCE: Final = gettext_noop(
    "What was sent is being taken away at LinkedIn. Then Recruit disconnects."
)
PAUSED_SENTENCE: Final = gettext_noop(
    "Sending is paused by an admin. Changes are kept and sent after it is resumed."
)

#: Of a company whose plan is without it, and that has not disconnected.
LEFT_SENTENCE: Final = gettext_noop(
    "What was sent to LinkedIn is still there. Whoever is erased in Recruit is deleted there too, and whoever may "
    "not see something any more does not see it there; nothing else is sent. If it is all to go, disconnect."
)
LEFT_PAUSED_SENTENCE: Final = gettext_noop(
    "What was sent to LinkedIn is still there, and sending is paused by an admin: not even whoever is erased in "
    "Recruit is deleted there until it is resumed."
)

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

#: What the kinds of records are called on screens.
KIND_WORDS: Final = {
    "position": _("Position"),
    "person": _("Candidate"),
    "process": _("Hiring process"),
    "resumes": _("Résumés"),
    "visibility_of_position": _("Who sees a position"),
    "visibility_of_teammate": _("What a teammate sees"),
}


@dataclass(frozen=True)
class NextStep:
    """What the reader can do, in English; ``place`` names the page to do it on, if there is one."""

    english: str
    place: str = ""

    @property
    def text(self) -> str:
        return gettext(self.english)


#: For each reason why an export failed, or was odd. Whatever is not here needs nothing from the reader.
NEXT_STEPS: Final = {
    "unknown_position": NextStep(gettext_noop("Export the person again and pick a position from the list.")),
    "position_closed": NextStep(gettext_noop("Reopen the position, or export to another one."), "position"),
    "position_on_hold": NextStep(gettext_noop("Reopen the position, then export again."), "position"),
    "position_not_visible": NextStep(
        gettext_noop("Ask the position's recruiter to add you to its hiring team.")
    ),
    "seat_not_mapped": NextStep(
        gettext_noop("Map the seat to a teammate; one click there puts its earlier candidates down to them."),
        "seats",
    ),
    "teammate_inactive": NextStep(
        gettext_noop("Reactivate the teammate, or map the seat to somebody else."), "seats"
    ),
    "already_under_consideration": NextStep(
        gettext_noop("Continue with the process that is there."), "person"
    ),
    "already_hired": NextStep(gettext_noop("Look at the candidate's history."), "person"),
    "several_positions_not_allowed": NextStep(
        gettext_noop("End the other process first, or ask an admin about the rule."), "person"
    ),
    "other_company": NextStep(gettext_noop("Check which company is authorised in LinkedIn."), "connection"),
    "expired": NextStep(gettext_noop("Export the person again.")),
    "malformed": NextStep(
        gettext_noop("Export the person again; if it happens twice, tell LinkedIn's support.")
    ),
    "unknown_event": NextStep(gettext_noop("Nothing: Recruit does not use this kind of notification.")),
    "bad_signature": NextStep(
        gettext_noop("Nothing, if it stays rare: somebody else knocked. If LinkedIn did, connect again.")
    ),
    "oversize": NextStep(gettext_noop("Nothing: LinkedIn's own notifications are small.")),
    "not_enabled": NextStep(
        gettext_noop("Have the integrations switched on in LinkedIn, then export again."), "connection"
    ),
    "not_in_plan": NextStep(gettext_noop("Have the company's plan changed, then export the person again.")),
    "unreachable": NextStep(gettext_noop("Export the person again.")),
    "internal": NextStep(
        gettext_noop("Export the person again; tell whoever runs Recruit if it happens twice.")
    ),
    "person_do_not_contact": NextStep(gettext_noop("Read the profile before you write."), "person"),
}


#: The same while LinkedIn's list of seats does not have the seat yet.
UNKNOWN_SEAT: Final = NextStep(
    gettext_noop(
        "LinkedIn has not told of this seat yet. Once it is listed and mapped, one click there puts its earlier "
        "candidates down to the teammate."
    ),
    "seats",
)


tone_of = TONES.of

_MINUTE: Final = 60
_HOUR: Final = 3_600
_DAY: Final = 86_400


def in_words(seconds: float) -> str:
    """A span of time as a person says it: “under a second”, “12 seconds”, “4 minutes”, “2 hours”, “3 days”."""
    if seconds < 1:
        return gettext("under a second")
    if seconds < _MINUTE:
        n = int(seconds)
        return ngettext("{n} second", "{n} seconds", n).format(n=n)
    if seconds < _HOUR:
        n = int(seconds // _MINUTE)
        return ngettext("{n} minute", "{n} minutes", n).format(n=n)
    if seconds < _DAY:
        n = int(seconds // _HOUR)
        return ngettext("{n} hour", "{n} hours", n).format(n=n)
    n = int(seconds // _DAY)
    return ngettext("{n} day", "{n} days", n).format(n=n)
