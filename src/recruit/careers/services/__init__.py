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
from recruit.careers.services.forgetting import forget_submissions
from recruit.careers.services.sites import (
    REFERRALS,
    AddressNotUnderstood,
    SlugTaken,
    add_link_to_source,
    add_tracked_link,
    change_site,
    referral_link,
)

__all__ = [
    "REFERRALS",
    "AddressNotUnderstood",
    "Applicant",
    "AppliedAs",
    "NonceUsed",
    "OutsideProfile",
    "PositionNotShown",
    "SlugTaken",
    "add_link_to_source",
    "add_tracked_link",
    "apply_to_position",
    "change_site",
    "forget_submissions",
    "referral_link",
]
