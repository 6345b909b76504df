"""What can be wrong with a set-up, and what is its remedy? One row each, whoever finds it.

A row is named by its code. ``{about}`` in a text is what it is about: an address, a contract, LinkedIn's own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from linkedin_client import errors
from recruit.base.errors import Refusal


class Remedy(StrEnum):
    """What the page offers beside the words; the empty one is for what is done elsewhere."""

    NONE = ""
    AGREE = "agree"
    PLUGIN = "plugin"
    CONTINUE = "continue"
    RENEW = "renew"
    NEW_CALLBACK = "new_callback"
    RESUME = "resume"
    SEATS = "seats"


@dataclass(frozen=True)
class Words:
    """``is_warning``: it works, and something is amiss all the same."""

    title: str
    text: str
    next_step: str
    remedy: Remedy = Remedy.NONE
    is_warning: bool = False


@dataclass(frozen=True)
class Finding:
    """Something is wrong. ``code`` names the row of ``TROUBLES``."""

    code: str
    about: str = ""

    @property
    def words(self) -> Words:
        return TROUBLES.get(self.code, TROUBLES["other"])

    @property
    def text(self) -> str:
        return self.words.text.replace("{about}", self.about)


TROUBLES: Final[dict[str, Words]] = {
    "plan": Words(
        "Your plan does not include it",
        "LinkedIn Recruiter System Connect belongs to the Enterprise plan, and your company is on another one.",
        "Change the plan, or leave LinkedIn out.",
    ),
    "not_agreed": Words(
        "Nobody has agreed to what is shared",
        "Until an owner or an admin has agreed, not a single record is sent.",
        "Read what would be shared and agree to it.",
        Remedy.AGREE,
    ),
    "unreachable": Words(
        "LinkedIn cannot be reached",
        "The machine that Recruit runs on gets no answer from LinkedIn's servers. {about}",
        "Whoever runs Recruit: let it open https connections to api.linkedin.com and www.linkedin.com.",
    ),
    "linkedin_failing": Words(
        "LinkedIn fails at the moment",
        "LinkedIn answers with a fault of its own: {about}",
        "Wait some minutes and check again.",
    ),
    "throttled": Words(
        "LinkedIn's limit is used up",
        "LinkedIn takes no more calls for now: {about}",
        "Wait until the limit begins anew, at midnight UTC at the latest, and check again.",
    ),
    "version_refused": Words(
        "LinkedIn has switched this version of its API off",
        "Recruit speaks a version that LinkedIn does not accept any more: {about}",
        "Whoever runs Recruit: install the current release.",
    ),
    "partner_refused": Words(
        "LinkedIn refuses the partner's application",
        "The id or the secret of the partner's own (parent) application is wrong, so no customer can be connected.",
        "Whoever runs Recruit: set RECRUIT_LINKEDIN_PARENT_ID and RECRUIT_LINKEDIN_PARENT_SECRET as LinkedIn's "
        "developer portal shows them.",
    ),
    "partner_forbidden": Words(
        "The partner's application may not provision",
        "LinkedIn knows the partner's application and does not let it make one for your company: {about}",
        "Whoever runs Recruit: ask LinkedIn for access to provisioning.",
    ),
    "not_provisioned": Words(
        "There is no application yet",
        "LinkedIn has no application of your company.",
        "Let Recruit ask for one.",
        Remedy.CONTINUE,
    ),
    "application_gone": Words(
        "LinkedIn does not know your application any more",
        "Recruit remembers {about}, and LinkedIn has none for your company.",
        "Let Recruit ask for a new one, then use LinkedIn's plugin again.",
        Remedy.RENEW,
    ),
    "secret_changed": Words(
        "LinkedIn has another secret for your application",
        "The secret was changed at LinkedIn. Calls fail, and LinkedIn's notifications look forged.",
        "Take the present secret over; it is not shown to anybody.",
        Remedy.RENEW,
    ),
    "secret_wrong": Words(
        "LinkedIn refuses your application's secret",
        "Recruit's id and secret for your company's application are not accepted: {about}",
        "Take the present secret over; it is not shown to anybody.",
        Remedy.RENEW,
    ),
    "address_not_https": Words(
        "Recruit's address is not one that LinkedIn calls",
        "LinkedIn takes https addresses only, and Recruit's is {about}.",
        "Whoever runs Recruit: put a proxy that ends TLS in front and set RECRUIT_BASE_URL to its https address.",
    ),
    "address_moved": Words(
        "Recruit has moved, and LinkedIn knows the old address",
        "LinkedIn lets its parts run on {about} only. Its plugin stays empty, and signing in with LinkedIn fails.",
        "Tell LinkedIn the present address.",
        Remedy.RENEW,
    ),
    "plugin_missing": Words(
        "LinkedIn's plugin does not appear",
        "On {about} LinkedIn's plugin stayed away when it was opened last. Either LinkedIn does not have this address "
        "in the list of pages that it may stand on, or that browser or network kept it away.",
        "Tell LinkedIn the present address, then open the plugin again; if it stays away, try another browser.",
        Remedy.RENEW,
    ),
    "clock_skew": Words(
        "Recruit's clock is wrong",
        "LinkedIn's time and Recruit's differ by {about}. Tokens seem to expire at odd moments, and moments that are "
        "sent are wrong.",
        "Whoever runs Recruit: let the machine set its clock by the network (NTP).",
    ),
    "not_authorised": Words(
        "Nobody has used LinkedIn's plugin yet",
        "LinkedIn does not know that your company wants this. The plugin works only for somebody with an active "
        "Recruiter seat who is an administrator there; to everybody else it says so.",
        "Have a Recruiter administrator of your company open the plugin on this page.",
        Remedy.PLUGIN,
    ),
    "company_id_changed": Words(
        "LinkedIn does not know your company under this id",
        "Recruit is connected to {about}. LinkedIn has nothing switched on or asked for there, or does not let your "
        "application act for it. The company's id has probably changed, as after a merger.",
        "Use LinkedIn's plugin again: it tells Recruit the new id, and everything is sent there.",
        Remedy.PLUGIN,
    ),
    "forbidden": Words(
        "LinkedIn does not let your application do that",
        "LinkedIn's words: {about}",
        "Check everything; what is switched off, or another company id, is found by that.",
    ),
    "not_named": Words(
        "The integrations have no name yet",
        "LinkedIn's admin cannot switch on what has no name: {about}.",
        "Let Recruit name them.",
        Remedy.CONTINUE,
    ),
    "company_level_off": Words(
        "Not switched on for the company",
        "In LinkedIn, at company level, this is off: {about}.",
        "A Recruiter administrator: Product settings, Company settings, Integrations; switch it on.",
    ),
    "contract_level_off": Words(
        "Not switched on for a contract",
        "In LinkedIn, at contract level, access to seats, InMail and notes is off for {about}.",
        "A Recruiter administrator of that contract: Product settings, Contract settings, Integrations; switch it on.",
    ),
    "callback_missing": Words(
        "LinkedIn has no callback address",
        "LinkedIn does not know where to announce exports, so none would arrive.",
        "Let Recruit tell it.",
        Remedy.CONTINUE,
    ),
    "callback_other": Words(
        "LinkedIn announces exports elsewhere",
        "LinkedIn has another callback address than Recruit's, so exports do not arrive here.",
        "Let Recruit tell LinkedIn its own.",
        Remedy.CONTINUE,
    ),
    "callback_used": Words(
        "The callback address is another customer's",
        "LinkedIn allows an address for one customer only, and this one is taken, as by a copy of this installation: "
        "{about}",
        "Make a new address; LinkedIn is told it.",
        Remedy.NEW_CALLBACK,
    ),
    "callback_refused": Words(
        "LinkedIn does not take the callback address",
        "LinkedIn's words: {about}",
        "Whoever runs Recruit: see that RECRUIT_BASE_URL is an https address that the internet reaches.",
    ),
    "callback_unreachable": Words(
        "The callback address does not answer",
        "Recruit asked its own callback address as LinkedIn does, and got no answer: {about}",
        "Whoever runs Recruit: see that RECRUIT_BASE_URL leads to this installation, from the internet too.",
    ),
    "callback_slow": Words(
        "The callback address is too slow",
        "LinkedIn waits three seconds for an answer, and {about}.",
        "Whoever runs Recruit: see what holds the web server or the proxy up.",
    ),
    "callback_elsewhere": Words(
        "The callback address leads somewhere else",
        "Somebody answers there, but not this installation with its secret: {about}",
        "Whoever runs Recruit: see that RECRUIT_BASE_URL leads to this very installation, without a redirect or "
        "a sign-in.",
    ),
    "everybody_sees_positions": Words(
        "LinkedIn shows every position to everybody",
        "LinkedIn is told to show all positions to all its users, whatever Recruit allows them: {about}.",
        "Let Recruit take that back: who sees what is decided here.",
        Remedy.CONTINUE,
    ),
    "no_seat_mapped": Words(
        "Nobody sits on a seat",
        "No teammate is mapped to a Recruiter seat, so nobody sees Recruit's positions on LinkedIn.",
        "Map the seats to teammates.",
        Remedy.SEATS,
        is_warning=True,
    ),
    "paused": Words(
        "Sending is paused",
        "An admin has paused it. Changes are kept.",
        "Resume when you are ready.",
        Remedy.RESUME,
        is_warning=True,
    ),
    "other": Words(
        "LinkedIn said no",
        "{about}",
        "Check again; if it stays, give LinkedIn's words to whoever runs Recruit.",
    ),
}


def finding_of(error: errors.LinkedInError | Refusal, *, unauthorized: str = "secret_wrong") -> Finding:
    """The row for a call that failed; ``unauthorized`` is the code for a secret that was refused."""
    if isinstance(error, Refusal):
        if error.code == "callback_refused":
            return callback_finding(error.sentence)
        return Finding({"plan_lacks_integration": "plan"}.get(error.code, "other"), error.sentence)
    for kind, code in (
        (errors.TransportFailed, "unreachable"),
        (errors.Unauthorized, unauthorized),
        (errors.VersionRefused, "version_refused"),
        (errors.Throttled, "throttled"),
        (errors.ServerFailed, "linkedin_failing"),
        (errors.AnswerNotUnderstood, "linkedin_failing"),
        (errors.Forbidden, "forbidden"),
    ):
        if isinstance(error, kind):
            return Finding(code, str(error))
    return Finding("other", str(error))


def callback_finding(said: str) -> Finding:
    """LinkedIn's refusal of a callback address; what it says of another customer is told by that word alone."""
    return Finding("callback_used" if "another customer" in said.lower() else "callback_refused", said)
