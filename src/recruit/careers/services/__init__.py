"""How is a careers site set up, and what becomes of what visitors send?"""

from __future__ import annotations

from recruit.careers.services.applying import (
    Applicant,
    AppliedAs,
    NonceUsed,
    OutsideProfile,
    PositionNotShown,
    apply_to_position,
)
from recruit.careers.services.sites import (
    AddressNotUnderstood,
    SlugTaken,
    add_tracked_link,
    change_site,
)

__all__ = [
    "AddressNotUnderstood",
    "Applicant",
    "AppliedAs",
    "NonceUsed",
    "OutsideProfile",
    "PositionNotShown",
    "SlugTaken",
    "add_tracked_link",
    "apply_to_position",
    "change_site",
]
