"""What can be wrong with a set-up, and what is its remedy? One row each, whoever finds it.

A row is named by its code. ``{about}`` in a text is what it is about: an address, a contract, LinkedIn's own words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from linkedin_client import errors
from linkedin_sync.connections.selectors import TITLES
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
    """Something is wrong. ``code`` names the row of ``TROUBLES``; ``about``: a name, a number, or English words."""

    code: str
    about: str = ""

    @property
    def words(self) -> Words:
        """The row in the language of whoever reads it."""
        row = TROUBLES.get(self.code, TROUBLES["other"])
        return replace(
            row,
            title=gettext(row.title),
            text=gettext(row.text),
            next_step=gettext(row.next_step),
        )

    @property
    def text(self) -> str:
        return self.words.text.replace("{about}", _ABOUT.get(self.code, _sentence)(self.about))


def _sentence(about: str) -> str:
    return gettext(about) if about else ""


def _titles(types: str) -> str:
    """Of integrations: LinkedIn's names of their types."""
    return ", ".join(gettext(TITLES.get(each, each)) for each in types.split(", "))


def _span(seconds: str) -> str:
    if not seconds.isdecimal():
        return seconds
    number = int(seconds)
    if number < 120:  # noqa: PLR2004 -- below two minutes seconds read better
        return ngettext("{n} second", "{n} seconds", number).format(n=number)
    minutes = round(number / 60)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)


def _answer(status: str) -> str:
    return (
        gettext("the answer was {status}").format(status=status) if status.isdecimal() else _sentence(status)
    )


#: How what a finding is about is said, where that is neither a name nor a sentence.
_ABOUT: Final[Mapping[str, Callable[[str], str]]] = {
    "not_named": _titles,
    "company_level_off": _titles,
    "clock_skew": _span,
    "callback_elsewhere": _answer,
}
#: What LinkedIn's client says of a callback address.
_OF_CALLBACKS: Final = (_("no answer within 3 seconds"), _("the answer does not prove the secret"))


TROUBLES: Final[dict[str, Words]] = {
    "plan": Words(
        _("Your plan does not include it"),
        _(
            "LinkedIn Recruiter System Connect belongs to the Enterprise plan, and your company is on another one."
        ),
        _("Change the plan, or leave LinkedIn out."),
    ),
    "not_agreed": Words(
        _("Nobody has agreed to what is shared"),
        _("Until an owner or an admin has agreed, not a single record is sent."),
        _("Read what would be shared and agree to it."),
        Remedy.AGREE,
    ),
    "unreachable": Words(
        _("LinkedIn cannot be reached"),
        _("The machine that Recruit runs on gets no answer from LinkedIn's servers. {about}"),
        _("Whoever runs Recruit: let it open https connections to api.linkedin.com and www.linkedin.com."),
    ),
    "linkedin_failing": Words(
        _("LinkedIn fails at the moment"),
        _("LinkedIn answers with a fault of its own: {about}"),
        _("Wait some minutes and check again."),
    ),
    "throttled": Words(
        _("LinkedIn's limit is used up"),
        _("LinkedIn takes no more calls for now: {about}"),
        _("Wait until the limit begins anew, at midnight UTC at the latest, and check again."),
    ),
    "version_refused": Words(
        _("LinkedIn has switched this version of its API off"),
        _("Recruit speaks a version that LinkedIn does not accept any more: {about}"),
        _("Whoever runs Recruit: install the current release."),
    ),
    "partner_refused": Words(
        _("LinkedIn refuses the partner's application"),
        _(
            "The id or the secret of the partner's own (parent) application is wrong, so no customer can be connected."
        ),
        _(
            "Whoever runs Recruit: set RECRUIT_LINKEDIN_PARENT_ID and RECRUIT_LINKEDIN_PARENT_SECRET as LinkedIn's "
            "developer portal shows them."
        ),
    ),
    "partner_forbidden": Words(
        _("The partner's application may not provision"),
        _("LinkedIn knows the partner's application and does not let it make one for your company: {about}"),
        _("Whoever runs Recruit: ask LinkedIn for access to provisioning."),
    ),
    "not_provisioned": Words(
        _("There is no application yet"),
        _("LinkedIn has no application of your company."),
        _("Let Recruit ask for one."),
        Remedy.CONTINUE,
    ),
    "application_gone": Words(
        _("LinkedIn does not know your application any more"),
        _("Recruit remembers {about}, and LinkedIn has none for your company."),
        _("Let Recruit ask for a new one, then use LinkedIn's plugin again."),
        Remedy.RENEW,
    ),
    "secret_changed": Words(
        _("LinkedIn has another secret for your application"),
        _("The secret was changed at LinkedIn. Calls fail, and LinkedIn's notifications look forged."),
        _("Take the present secret over; it is not shown to anybody."),
        Remedy.RENEW,
    ),
    "secret_wrong": Words(
        _("LinkedIn refuses your application's secret"),
        _("Recruit's id and secret for your company's application are not accepted: {about}"),
        _("Take the present secret over; it is not shown to anybody."),
        Remedy.RENEW,
    ),
    "address_not_https": Words(
        _("Recruit's address is not one that LinkedIn calls"),
        _("LinkedIn takes https addresses only, and Recruit's is {about}."),
        _(
            "Whoever runs Recruit: put a proxy that ends TLS in front and set RECRUIT_BASE_URL to its https address."
        ),
    ),
    "address_moved": Words(
        _("Recruit has moved, and LinkedIn knows the old address"),
        _(
            "LinkedIn lets its parts run on {about} only. Its plugin stays empty, and signing in with LinkedIn fails."
        ),
        _("Tell LinkedIn the present address."),
        Remedy.RENEW,
    ),
    "plugin_missing": Words(
        _("LinkedIn's plugin does not appear"),
        _(
            "On {about} LinkedIn's plugin stayed away when it was opened last. Either LinkedIn does not have this "
            "address in the list of pages that it may stand on, or that browser or network kept it away."
        ),
        _(
            "Tell LinkedIn the present address, then open the plugin again; if it stays away, try another browser."
        ),
        Remedy.RENEW,
    ),
    "clock_skew": Words(
        _("Recruit's clock is wrong"),
        _(
            "LinkedIn's time and Recruit's differ by {about}. Tokens seem to expire at odd moments, and moments that "
            "are sent are wrong."
        ),
        _("Whoever runs Recruit: let the machine set its clock by the network (NTP)."),
    ),
    "not_authorised": Words(
        _("Nobody has used LinkedIn's plugin yet"),
        _(
            "LinkedIn does not know that your company wants this. The plugin works only for somebody with an active "
            "Recruiter seat who is an administrator there; to everybody else it says so."
        ),
        _("Have a Recruiter administrator of your company open the plugin on this page."),
        Remedy.PLUGIN,
    ),
    "company_id_changed": Words(
        _("LinkedIn does not know your company under this id"),
        _(
            "Recruit is connected to {about}. LinkedIn has nothing switched on or asked for there, or does not let "
            "your application act for it. The company's id has probably changed, as after a merger."
        ),
        _("Use LinkedIn's plugin again: it tells Recruit the new id, and everything is sent there."),
        Remedy.PLUGIN,
    ),
    "forbidden": Words(
        _("LinkedIn does not let your application do that"),
        _("LinkedIn's words: {about}"),
        _("Check everything; what is switched off, or another company id, is found by that."),
    ),
    "not_named": Words(
        _("The integrations have no name yet"),
        _("LinkedIn's admin cannot switch on what has no name: {about}."),
        _("Let Recruit name them."),
        Remedy.CONTINUE,
    ),
    "company_level_off": Words(
        _("Not switched on for the company"),
        _("In LinkedIn, at company level, this is off: {about}."),
        _("A Recruiter administrator: Product settings, Company settings, Integrations; switch it on."),
    ),
    "contract_level_off": Words(
        _("Not switched on for a contract"),
        _("In LinkedIn, at contract level, access to seats, InMail and notes is off for {about}."),
        _(
            "A Recruiter administrator of that contract: Product settings, Contract settings, Integrations; switch "
            "it on."
        ),
    ),
    "callback_missing": Words(
        _("LinkedIn has no callback address"),
        _("LinkedIn does not know where to announce exports, so none would arrive."),
        _("Let Recruit tell it."),
        Remedy.CONTINUE,
    ),
    "callback_other": Words(
        _("LinkedIn announces exports elsewhere"),
        _("LinkedIn has another callback address than Recruit's, so exports do not arrive here."),
        _("Let Recruit tell LinkedIn its own."),
        Remedy.CONTINUE,
    ),
    "callback_used": Words(
        _("The callback address is another customer's"),
        _(
            "LinkedIn allows an address for one customer only, and this one is taken, as by a copy of this "
            "installation: {about}"
        ),
        _("Make a new address; LinkedIn is told it."),
        Remedy.NEW_CALLBACK,
    ),
    "callback_refused": Words(
        _("LinkedIn does not take the callback address"),
        _("LinkedIn's words: {about}"),
        _("Whoever runs Recruit: see that RECRUIT_BASE_URL is an https address that the internet reaches."),
    ),
    "callback_unreachable": Words(
        _("The callback address does not answer"),
        _("Recruit asked its own callback address as LinkedIn does, and got no answer: {about}"),
        _(
            "Whoever runs Recruit: see that RECRUIT_BASE_URL leads to this installation, from the internet too."
        ),
    ),
    "callback_slow": Words(
        _("The callback address is too slow"),
        _("LinkedIn waits three seconds for an answer, and {about}."),
        _("Whoever runs Recruit: see what holds the web server or the proxy up."),
    ),
    "callback_elsewhere": Words(
        _("The callback address leads somewhere else"),
        _("Somebody answers there, but not this installation with its secret: {about}"),
        _(
            "Whoever runs Recruit: see that RECRUIT_BASE_URL leads to this very installation, without a redirect or "
            "a sign-in."
        ),
    ),
    "everybody_sees_positions": Words(
        _("LinkedIn shows every position to everybody"),
        _("LinkedIn is told to show all positions to all its users, whatever Recruit allows them: {about}."),
        _("Let Recruit take that back: who sees what is decided here."),
        Remedy.CONTINUE,
    ),
    "no_seat_mapped": Words(
        _("Nobody sits on a seat"),
        _("No teammate is mapped to a Recruiter seat, so nobody sees Recruit's positions on LinkedIn."),
        _("Map the seats to teammates."),
        Remedy.SEATS,
        is_warning=True,
    ),
    "naming_refused": Words(
        _("LinkedIn said no"),
        _("LinkedIn did not let us name the integrations: {about}"),
        _("Check again; if it stays, give LinkedIn's words to whoever runs Recruit."),
    ),
    "paused": Words(
        _("Sending is paused"),
        _("An admin has paused it. Changes are kept."),
        _("Resume when you are ready."),
        Remedy.RESUME,
        is_warning=True,
    ),
    "other": Words(
        _("LinkedIn said no"),
        "{about}",
        _("Check again; if it stays, give LinkedIn's words to whoever runs Recruit."),
    ),
}


_OF_REFUSALS: Final = {"plan_lacks_integration": "plan", "set_up_refused": "naming_refused"}


def finding_of(error: errors.LinkedInError | Refusal, *, unauthorized: str = "secret_wrong") -> Finding:
    """The row for a call that failed; ``unauthorized`` is the code for a secret that was refused."""
    if isinstance(error, Refusal):
        said = str(error.evidence.get("said", error.sentence))
        if error.code == "callback_refused":
            return callback_finding(said)
        return Finding(_OF_REFUSALS.get(error.code, "other"), said)
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
