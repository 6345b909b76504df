"""May members apply for this position on LinkedIn's own job page, and if not, why? The first row that fits decides.

Nothing here reads or writes: facts in, a sentence out. Once LinkedIn offers one public job so, it wants it of all open
public ones: there is no choice for each position.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from recruit.base.texts import gettext, gettext_noop


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What holds for all positions of a company. ``speaks_v2``: only its job postings carry the questions."""

    takes_applications: bool
    is_connected: bool
    is_public_chosen: bool
    has_careers_site: bool
    speaks_v2: bool


@dataclass(frozen=True, kw_only=True)
class Offered:
    is_open: bool
    is_published: bool
    is_discreet: bool
    is_talent_pool: bool


GROUND: Final[tuple[tuple[Callable[[Ground], bool], str], ...]] = (
    (
        lambda ground: not ground.takes_applications,
        gettext_noop("Members apply on your careers site: applying on LinkedIn is switched off."),
    ),
    (
        lambda ground: not ground.is_connected,
        gettext_noop("The connection to LinkedIn is not enabled, so nobody applies there."),
    ),
    (
        lambda ground: not ground.has_careers_site,
        gettext_noop(
            "Your careers site is not public. LinkedIn sends members there when applying on LinkedIn fails."
        ),
    ),
    (
        lambda ground: not ground.is_public_chosen,
        gettext_noop(
            "All positions stay inside Recruiter by your choice of what is shared, so that no member sees them."
        ),
    ),
    (
        lambda ground: not ground.speaks_v2,
        gettext_noop(
            "LinkedIn takes the questions to applicants with job postings of v2 only, and REST is chosen for jobs."
        ),
    ),
)
_POSITION: Final[tuple[tuple[Callable[[Offered], bool], str], ...]] = (
    (lambda position: not position.is_open, gettext_noop("The position is not open.")),
    (lambda position: not position.is_published, gettext_noop("The position is not published.")),
    (lambda position: position.is_discreet, gettext_noop("Discreet positions are not shown to members.")),
    (lambda position: position.is_talent_pool, gettext_noop("A talent pool is no job to apply for.")),
)


def why_nobody_applies(ground: Ground) -> str:
    """Why no position of the company is applied for on LinkedIn; "" if they may be."""
    return gettext(next((sentence for fits, sentence in GROUND if fits(ground)), ""))


def why_not_offered(ground: Ground, position: Offered) -> str:
    """The same of one position."""
    of_position = (sentence for fits, sentence in _POSITION if fits(position))
    return why_nobody_applies(ground) or gettext(next(of_position, ""))
