"""How does one say what happened, in which words, and whom does a note mention?"""

from recruit.activity.rules.mentions import (
    Mentionable,
    Mentioned,
    in_pieces,
    mentions_in,
    without_signs,
)
from recruit.activity.rules.sentences import in_short, sentence, verbs_with_a_sentence
from recruit.activity.rules.words import said

__all__ = [
    "Mentionable",
    "Mentioned",
    "in_pieces",
    "in_short",
    "mentions_in",
    "said",
    "sentence",
    "verbs_with_a_sentence",
    "without_signs",
]
