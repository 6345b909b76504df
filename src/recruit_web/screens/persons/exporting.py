"""How does one take the list of candidates along? As CSV, with everybody of the search and not of one page only."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from django.utils import translation
from django.views.decorators.http import require_POST

from recruit.base import clock
from recruit.company.selectors import actor_of
from recruit.positions import selectors as positions
from recruit.transfer import selectors, services
from recruit_web.requests import SignedInRequest
from recruit_web.screens.persons.address import chips_of, read_address
from recruit_web.streaming import streamed_csv


@require_POST
def export(request: SignedInRequest) -> StreamingHttpResponse:
    """The address says which search, as that of the list does. It is written down who took which list."""
    address, teammate = read_address(request.GET), request.user
    discreet = positions.visible_positions(teammate=teammate).filter(
        public_id=address.search.position, is_discreet=True
    )
    # Whoever reads what was taken need not see that position.
    hidden = set(discreet.values_list("name", flat=True)) if address.search.position else set()
    # What is written down is the same for everybody who reads it.
    with translation.override("en"):
        words = [
            f"{chip.label}: {'a discreet one' if chip.text in hidden else chip.text}"
            for chip in chips_of(request, address)
        ]
    if address.search.query:
        words.insert(0, f"“{address.search.query}”")
    services.note_list_taken(
        company_id=teammate.company_id, what="; ".join(words) or "everybody", actor=actor_of(teammate)
    )
    return streamed_csv(
        company_id=teammate.company_id,
        name=f"candidates-{clock.now():%Y-%m-%d}.csv",
        piece=lambda after: selectors.persons_csv(teammate=teammate, search=address.search, after=after),
    )
