"""From what was seen to findings. Plain Python: no database, no network, no clock; the tests are tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from config.doctor.findings import Finding, attention, well, wrong

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
#: Workers tell that they live every two seconds; see ``config.health``.
_SILENT: Final = timedelta(seconds=15)
_QUEUE_SLOW, _QUEUE_STUCK = timedelta(minutes=1), timedelta(minutes=10)
#: LinkedIn's header tells whole seconds, and an answer takes its time.
_SKEW_SEEN, _SKEW_HARMFUL = timedelta(seconds=5), timedelta(seconds=60)
#: One is made every night: a day and some hours, and three days.
_BACKUP_LATE, _BACKUP_OLD = timedelta(hours=30), timedelta(days=3)
_GIGABYTE: Final = 1_000_000_000
_ROOM_LEAST, _ROOM_WANTED, _SHARE_WANTED = 1 * _GIGABYTE, 10 * _GIGABYTE, 0.1


@dataclass(frozen=True)
class Setting:
    """What was set, without a secret."""

    base_url: str
    allowed_hosts: Sequence[str]
    debug: bool
    demo: bool
    linkedin_is_the_sandbox: bool
    has_parent_application: bool
    cookies_are_secure: bool
    mail_is_sent: bool
    mail_from: str


def of_settings(setting: Setting) -> list[Finding]:
    found = []
    if setting.debug:
        found.append(
            wrong("debug", "Error pages show the inside of the program to everybody.", "Unset RECRUIT_DEBUG.")
        )
    if setting.demo:
        found.append(
            wrong(
                "demo",
                "The sign-in page offers the demo's sign-ins, passwords and all.",
                "Unset RECRUIT_DEMO.",
            )
        )
    if any(host.strip() in {"*", "."} for host in setting.allowed_hosts):
        found.append(
            wrong(
                "any_host",
                "Requests may name any host, so that links in mails can be led elsewhere.",
                "Name in RECRUIT_ALLOWED_HOSTS only the names by which Recruit is reached, with commas between.",
            )
        )
    if setting.linkedin_is_the_sandbox:
        found.append(
            attention(
                "sandbox",
                "LinkedIn is the sandbox: nothing reaches the real one.",
                "Set RECRUIT_LINKEDIN_API_URL, RECRUIT_LINKEDIN_AUTH_URL, RECRUIT_LINKEDIN_PARENT_ID and "
                "RECRUIT_LINKEDIN_PARENT_SECRET to LinkedIn's.",
            )
        )
    elif not setting.has_parent_application:
        found.append(
            wrong(
                "no_parent_application",
                "LinkedIn is the real one, and there is no parent application to speak to it with.",
                "Set RECRUIT_LINKEDIN_PARENT_ID and RECRUIT_LINKEDIN_PARENT_SECRET.",
            )
        )
    return found or [well("settings", "Nothing is set that must not be where others can reach it.")]


def of_address(setting: Setting) -> list[Finding]:
    """What the address by itself says; whether it answers is ``of_reach``'s."""
    parts = urlsplit(setting.base_url)
    if parts.hostname in _LOOPBACK:
        return [
            wrong(
                "loopback",
                f"{setting.base_url} is this machine's own address: neither colleagues nor LinkedIn can reach it.",
                "Set RECRUIT_BASE_URL to the address by which Recruit is reached from outside, such as "
                "https://recruit.example.com.",
            )
        ]
    if parts.scheme != "https":
        return [
            wrong(
                "no_https",
                f"{setting.base_url} is without https: passwords and candidates' data can be read on the way, "
                "passkeys do not work, and LinkedIn does not call it.",
                "Put a proxy that ends TLS in front, and set RECRUIT_BASE_URL to its https address.",
            )
        ]
    if not setting.cookies_are_secure:
        return [
            wrong(
                "open_cookies",
                "Cookies are sent without https too.",
                "Set RECRUIT_BASE_URL to an https address before the web server starts, and restart it.",
            )
        ]
    return [well("https", f"{setting.base_url} is https, and cookies go over https only.")]


@dataclass(frozen=True)
class Reach:
    """What came of asking the public address. ``trouble`` is why there was no answer."""

    trouble: str = ""
    is_recruit: bool = False
    status: int = 0
    #: Of a push to nobody's callback: Recruit answers 404.
    callback_status: int = 0


def of_reach(base_url: str, reach: Reach) -> list[Finding]:
    if reach.trouble:
        return [
            wrong(
                "unreachable",
                f"{base_url} does not answer from this machine: {reach.trouble}",
                "Start the web server and the proxy in front, and look at the name's address, the certificate and the "
                "firewall. If only this machine cannot reach it, LinkedIn may: ask from outside.",
            )
        ]
    if not reach.is_recruit:
        return [
            wrong(
                "not_recruit",
                f"{base_url}/healthz was answered with {reach.status}, and not by Recruit.",
                "Let the proxy pass everything on to the web server, with the Host of the request.",
            )
        ]
    if reach.callback_status != 404:  # noqa: PLR2004 -- what Recruit answers to a callback that is nobody's
        return [
            wrong(
                "callback_blocked",
                f"A push like LinkedIn's, to {base_url}/linkedin/callback/…, was answered with "
                f"{reach.callback_status} on the way.",
                "Let the proxy pass POST on under /linkedin/callback/ from everywhere, without a sign-in of its own "
                "and without a redirect.",
            )
        ]
    return [well("reachable", f"{base_url} answers, and pushes like LinkedIn's come through.")]


@dataclass(frozen=True)
class Tables:
    """``unprotected``: tables of companies without forced row security or without a policy."""

    protected: int
    unprotected: Sequence[str]
    pending: Sequence[str]


def of_tables(tables: Tables) -> list[Finding]:
    found = []
    if tables.pending:
        found.append(
            wrong(
                "migrations",
                f"{len(tables.pending)} migrations are to come, the first is {tables.pending[0]}.",
                "Run: recruit migrate",
            )
        )
    if tables.unprotected:
        found.append(
            wrong(
                "row_security",
                f"The wall between companies has a hole: {', '.join(tables.unprotected)}.",
                "Somebody has changed the tables by hand. Restore the policies: ALTER TABLE … ENABLE, and FORCE, ROW "
                "LEVEL SECURITY; a policy that is gone comes with a restored backup.",
            )
        )
    if not tables.protected and not tables.unprotected:
        found.append(wrong("no_tables", "The database is empty.", "Run: recruit migrate"))
    return found or [
        well(
            "tables",
            f"All migrations are there, and the wall between companies stands in {tables.protected} tables.",
        )
    ]


def of_worker(*, alive: int, silence: timedelta | None) -> list[Finding]:
    remedy = "Start one, and let it be started again whenever it ends: recruit worker"
    if silence is None:
        return [wrong("no_worker", "No worker runs: no mail, and nothing from or to LinkedIn.", remedy)]
    if silence >= _SILENT:
        told = _spoken(silence)
        return [wrong("silent_worker", f"The last worker has been silent for {told}.", remedy)]
    return [well("worker", f"{_counted(alive, 'worker')} at work.")]


def of_queue(*, waiting: int, oldest: timedelta, failed: int) -> list[Finding]:
    """``oldest``: for how long the job that is due longest has been due. ``failed``: within a day."""
    found = []
    if oldest >= _QUEUE_SLOW:
        told = f"{_counted(waiting, 'job')} due, the oldest for {_spoken(oldest)}."
        remedy = (
            "Start more workers (recruit worker), or give one more at a time: RECRUIT_WORKER_CONCURRENCY."
        )
        find = wrong if oldest >= _QUEUE_STUCK else attention
        found.append(find("queue", told, remedy))
    if failed:
        found.append(
            attention(
                "failed_jobs",
                f"{_counted(failed, 'job')} failed within a day.",
                "The worker's log says why. What was to go to LinkedIn is taken up again by itself.",
            )
        )
    return found or [well("queue", "No job waits that could be done.")]


def of_folder(code: str, folder: str, *, what: str, trouble: str, variable: str) -> list[Finding]:
    """A folder that must take what is written; ``trouble`` is what the system said against it."""
    if trouble:
        return [
            wrong(
                code,
                f"{what} cannot be kept in {folder}: {trouble}",
                f"Give the folder to the account that runs Recruit, or set {variable} to another place.",
            )
        ]
    return [well(code, f"{what} can be kept in {folder}.")]


def of_room(folder: str, *, free: int, total: int) -> list[Finding]:
    told = f"{free / _GIGABYTE:.1f} of {total / _GIGABYTE:.0f} GB are free where {folder} lies."
    remedy = "Make room, or move RECRUIT_DATA to a larger disk."
    if free < _ROOM_LEAST:
        return [wrong("room", told, remedy)]
    if free < _ROOM_WANTED and free < total * _SHARE_WANTED:
        return [attention("room", told, remedy)]
    return [well("room", told)]


def of_backups(folder: str, *, age: timedelta | None) -> list[Finding]:
    """``age`` is the newest's; none where there is none."""
    remedy = "Let a timer make them every night (recruit backup make), and try them (recruit backup drill)."
    if age is None:
        return [attention("no_backup", f"There is no backup in {folder}.", remedy)]
    told = f"The newest backup in {folder} is {_spoken(age)} old."
    if age >= _BACKUP_OLD:
        return [wrong("backup", told, remedy)]
    return [attention("backup", told, remedy) if age >= _BACKUP_LATE else well("backup", told)]


def of_mail(setting: Setting, *, trouble: str) -> list[Finding]:
    if not setting.mail_is_sent:
        return [
            attention(
                "no_mail",
                "There is no mail server: invitations, new passwords and messages to candidates lie as files.",
                "Set RECRUIT_MAIL_URL and RECRUIT_MAIL_FROM.",
            )
        ]
    if trouble:
        return [
            wrong(
                "mail",
                f"The mail server does not take mail: {trouble}",
                "Look at host, port, name and password in RECRUIT_MAIL_URL (smtp:// or smtps://).",
            )
        ]
    if setting.mail_from.endswith("@localhost"):
        return [
            attention(
                "mail_from",
                f"Mail comes from {setting.mail_from}, which nobody can answer and many servers refuse.",
                "Set RECRUIT_MAIL_FROM to an address of your domain.",
            )
        ]
    return [well("mail", f"The mail server takes mail from {setting.mail_from}.")]


def of_clock(code: str, whose: str, ahead: timedelta) -> list[Finding]:
    """``ahead``: by how much that clock is ahead of this machine's; behind is negative."""
    if abs(ahead) < _SKEW_SEEN:
        return [well(code, f"The clock of {whose} agrees with this machine's.")]
    told = f"The clock of {whose} is {_spoken(abs(ahead))} {'ahead of' if ahead > timedelta() else 'behind'} this one."
    find = wrong if abs(ahead) >= _SKEW_HARMFUL else attention
    return [find(code, told, "Set the clocks by a time service (timedatectl set-ntp true).")]


@dataclass(frozen=True)
class Connection:
    """One company's. ``state`` in words; ``is_enabled`` means kept in step."""

    company: str
    state: str
    is_enabled: bool
    is_paused: bool
    trouble: str
    stuck: int


def of_connections(connections: Sequence[Connection]) -> list[Finding]:
    if not connections:
        return [well("linkedin", "No company is connected to LinkedIn.")]
    return [_of_connection(each) for each in connections]


def _of_connection(each: Connection) -> Finding:
    command = f"recruit linkedin status --company {each.company!r}"
    if each.trouble:
        return attention("linkedin_trouble", f"{each.company}: {each.trouble}", f"More is told by: {command}")
    if each.is_paused:
        return attention(
            "linkedin_paused",
            f"{each.company}: LinkedIn is paused; changes wait.",
            "Resume it under Settings, LinkedIn.",
        )
    if not each.is_enabled:
        return attention(
            "linkedin_state",
            f"{each.company}: {each.state}.",
            "What is missing is told under Settings, LinkedIn.",
        )
    if each.stuck:
        return attention(
            "linkedin_stuck",
            f"{each.company}: {_counted(each.stuck, 'record')} stuck on the way to LinkedIn.",
            f"Each says why: recruit linkedin parked --company {each.company!r}",
        )
    return well("linkedin", f"{each.company} and LinkedIn are kept in step.")


def _counted(number: int, what: str) -> str:
    return f"{number} {what} is" if number == 1 else f"{number:,} {what}s are"


def _spoken(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 2 * size:
            return f"{seconds // size} {word}s"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
