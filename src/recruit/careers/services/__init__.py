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
from recruit.careers.services.questions import (
    QuestionRefused,
    begin_questions,
    move_question,
    remove_question,
    save_question,
)
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
    "QuestionRefused",
    "SlugTaken",
    "add_link_to_source",
    "add_tracked_link",
    "apply_to_position",
    "begin_questions",
    "change_site",
    "forget_submissions",
    "move_question",
    "referral_link",
    "remove_question",
    "save_question",
]
