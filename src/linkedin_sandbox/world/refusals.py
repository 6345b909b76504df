"""How does LinkedIn say no to a recruiter? In a sentence on the recruiter's screen."""

from __future__ import annotations


class SandboxRefusal(Exception):  # noqa: N818 -- the word of the house: a refusal is an answer, not an accident
    """LinkedIn's side says no to a person, before anything reaches an ATS."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
