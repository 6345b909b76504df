"""How is another ATS certified? A driver for a card index that can do next to nothing, and says so.

    rsc-certify --driver certify_an_ats:CardIndex --against http://… --sandbox http://… --customers customers.json

Every verb is one of ``rsc_certification.ats.protocol.Ats``. Begin like this, replace ``NotOffered`` verb by verb with
what people at your customer do, and watch rules turn from "not applicable" to "passed".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rsc_certification.ats.protocol import Candidate, Customer, Job, NewCandidate, NotOffered

WHY = "A card index knows nothing of LinkedIn."


class CardIndex:
    product = "Card index, first drawer"

    def __init__(self, _url: str, customer: Customer, _windows: Any, **_options: str) -> None:
        self.customer = customer
        self.cards: list[Candidate] = []
        self.drawers: list[Job] = []

    def candidates(self) -> Sequence[Candidate]:
        return self.cards

    def candidate(self, candidate_id: str) -> Candidate | None:
        return next((card for card in self.cards if card.id == candidate_id), None)

    def jobs(self) -> Sequence[Job]:
        return self.drawers

    def add_candidate(self, new: NewCandidate, _job: Job) -> Candidate:
        card = Candidate(f"card-{len(self.cards)}", new.first_name, new.last_name, emails=(new.email,))
        self.cards.append(card)
        return card

    def delete_candidate(self, candidate: Candidate) -> None:
        self.cards.remove(candidate)

    def documentation(self) -> str:
        return "There are cards, and drawers for them."

    def __getattr__(self, verb: str) -> Any:
        """Whatever else is asked for."""

        def not_offered(*_arguments: object, **_named: object) -> None:
            raise NotOffered(f"{WHY} ({verb})")

        return not_offered
