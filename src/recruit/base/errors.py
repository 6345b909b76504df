"""How does the domain say no?

    Refusal            a rule of the house is against it; carries a code, a sentence and its evidence
    ├── NotFound       there is no such thing, or the one who asks may not know of it
    └── NotAllowed     it is there and visible, but this teammate may not do that

Every concrete refusal is defined right above the function that raises it. Anything else that is raised is a bug
and propagates.
"""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 -- the word of the house: a refusal is an answer, not an accident
    """The domain says no, in a sentence for the person who asked."""

    code: ClassVar[str] = "refused"

    def __init__(self, sentence: str, **evidence: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.evidence = evidence


class NotFound(Refusal):
    """There is no such thing, or the one who asks may not know of it: the two must look alike."""

    code = "not_found"


class NotAllowed(Refusal):
    """It is there and visible, but this teammate may not do that."""

    code = "not_allowed"
