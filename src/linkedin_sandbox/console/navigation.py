"""Which pages has the console, and for whom? Four personas, each with pages of their own.

A new page is a line here and an address in ``urls.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, kw_only=True)
class Link:
    """``name`` is that of the address; ``counts`` says whose unread messages stand beside it."""

    name: str
    label: str
    counts: str = ""

    @property
    def address(self) -> str:
        return reverse(f"console:{self.name}")


@dataclass(frozen=True, kw_only=True)
class Persona:
    """As what one looks at the sandbox. ``below`` are further addresses that are this persona's."""

    name: str
    label: str
    short: str
    links: tuple[Link, ...]
    below: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return self.links[0].address

    def is_at(self, path: str) -> bool:
        here = [link.address for link in self.links] + [reverse(f"console:{name}") for name in self.below]
        return any(_is_below(path, address) for address in here)


def _is_below(path: str, address: str) -> bool:
    return path == address or path.startswith(f"{address}/")


RECRUITER = Persona(
    name="recruiter",
    label="Recruiter",
    short="Recruiter",
    links=(
        Link(name="people", label="People"),
        Link(name="projects", label="Projects"),
        Link(name="inbox", label="InMail", counts="seat"),
        Link(name="exports", label="My exports"),
    ),
)
MEMBER = Persona(
    name="member",
    label="Member",
    short="Member",
    links=(
        Link(name="member_inbox", label="Inbox", counts="member"),
        Link(name="member_known", label="What ATSs know"),
        Link(name="member_privacy", label="Privacy"),
    ),
    below=("choose_member", "member_close"),
)
ADMIN = Persona(
    name="admin",
    label="Company admin",
    short="Admin",
    links=(
        Link(name="integrations", label="Integrations"),
        Link(name="applications", label="Applications"),
        Link(name="posted", label="Job postings"),
        Link(name="seats", label="Seats"),
        Link(name="view_as", label="View as"),
        Link(name="company_id", label="Company id"),
    ),
    below=("companies",),
)
SANDBOX = Persona(
    name="sandbox",
    label="Sandbox",
    short="Sandbox",
    links=(
        Link(name="overview", label="Overview"),
        Link(name="journal", label="Journal"),
        Link(name="limits", label="Limits"),
        Link(name="faults", label="Faults"),
        Link(name="clock", label="Clock"),
        Link(name="transitions", label="Transitions"),
        Link(name="switches", label="Switches"),
        Link(name="snapshots", label="Snapshots"),
        Link(name="coverage", label="Coverage"),
    ),
    below=("anew",),
)
PERSONAS = (RECRUITER, MEMBER, ADMIN, SANDBOX)


def persona_at(path: str) -> Persona:
    """Choosing a seat, and everything that is nobody else's, is the recruiter's."""
    return next((one for one in PERSONAS if one.is_at(path)), RECRUITER)


def link_at(persona: Persona, path: str) -> Link | None:
    return next((link for link in persona.links if _is_below(path, link.address)), None)
