"""How long is somebody kept, what do we write to them, and what may stay of whoever goes?"""

from __future__ import annotations

from recruit.privacy.rules.going import FIGURES, digest_of, in_words, left_over, same_name
from recruit.privacy.rules.keeping import (
    GRACE,
    LONGEST_CONSENT,
    LONGEST_MONTHS,
    Clock,
    consent_state,
    due_at,
    end_of,
    happens_at,
    kind_of,
    moment_on,
    months_after,
)
from recruit.privacy.rules.telling import FIRST_SUBJECT, FIRST_TEXT, PLACES, filled, unknown_places

__all__ = [
    "FIGURES",
    "FIRST_SUBJECT",
    "FIRST_TEXT",
    "GRACE",
    "LONGEST_CONSENT",
    "LONGEST_MONTHS",
    "PLACES",
    "Clock",
    "consent_state",
    "digest_of",
    "due_at",
    "end_of",
    "filled",
    "happens_at",
    "in_words",
    "kind_of",
    "left_over",
    "moment_on",
    "months_after",
    "same_name",
    "unknown_places",
]
