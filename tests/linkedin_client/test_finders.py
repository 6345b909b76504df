"""Is a finder read to its end, and never for ever?"""

from __future__ import annotations

import httpx2
import pytest
from tests.linkedin_client.mock_apps import Answering, linkedin

from linkedin_client import errors

CONTRACT = "urn:li:contract:310044551"


class ContractWithSeats:
    """Pages through so many seats, at most `most` a page."""

    def __init__(self, seats, *, most=100, tells_count=True):
        self.seats = [{"id": number, "member": f"urn:li:person:p{number}"} for number in range(seats)]
        self.most, self.tells_count = most, tells_count
        self.starts = []

    def __call__(self, request):
        asked = request.url.params
        start, count = int(asked["start"]), min(int(asked["count"]), self.most)
        self.starts.append(start)
        paging = {"start": start, "links": []} | ({"count": count} if self.tells_count else {})
        return httpx2.Response(200, json={"elements": self.seats[start : start + count], "paging": paging})


#: Seats, page size, whether the page tells its size, and where pages begin.
WALKS = [
    (0, 100, True, [0]),  # nobody
    (3, 100, True, [0]),  # one short page
    (100, 100, True, [0, 100]),  # a full page: only an empty one ends it
    (250, 100, True, [0, 100, 200]),  # three pages
    (25, 10, True, [0, 10, 20]),  # LinkedIn caps the page below what was asked for, and says so
    (99, 100, False, [0]),  # no word about paging
]


@pytest.mark.parametrize(("seats", "most", "tells_count", "starts"), WALKS)
def test_seats_are_read_page_by_page(seats, most, tells_count, starts):
    app = ContractWithSeats(seats, most=most, tells_count=tells_count)

    found = linkedin(app).seats.all(CONTRACT)

    assert [seat.urn for seat in found] == [f"urn:li:seat:{number}" for number in range(seats)]
    assert app.starts == starts


def test_a_server_that_forgets_to_page_is_not_asked_for_ever():
    app = Answering(200, {"elements": [{"id": n, "member": "urn:li:person:x"} for n in range(100)]})

    with pytest.raises(errors.AnswerNotUnderstood, match="the one before"):
        linkedin(app).seats.all(CONTRACT)

    assert len(app.requests) == 2


#: A seat as LinkedIn may write it, and its fields.
SEATS = [
    ({"id": 7, "member": "urn:li:person:x"}, ("urn:li:seat:7", None, "", CONTRACT)),  # the least
    (
        {"seatId": 7, "member": "urn:li:person:x", "state": "PARKED"},
        ("urn:li:seat:7", None, "PARKED", CONTRACT),
    ),  # REST
    (
        {"id": "urn:li:seat:7", "member": "urn:li:person:x", "email": ""},
        ("urn:li:seat:7", None, "", CONTRACT),
    ),  # a URN
    (
        {"id": "7", "member": "urn:li:person:x", "email": "a@b.example", "contract": "urn:li:contract:1"},
        ("urn:li:seat:7", "a@b.example", "", "urn:li:contract:1"),
    ),
]


@pytest.mark.parametrize(("element", "expected"), SEATS)
def test_a_seat_is_read_in_every_form(element, expected):
    (seat,) = linkedin(Answering(200, {"elements": [element]})).seats.all(CONTRACT)

    assert (seat.urn, seat.email, seat.state, seat.contract) == expected
    assert seat.raw == element


@pytest.mark.parametrize(
    "element", [{"id": 7}, {"member": "urn:li:person:x"}, {"id": None, "member": "urn:li:person:x"}]
)
def test_a_seat_without_id_or_member_is_not_understood(element):
    with pytest.raises(errors.AnswerNotUnderstood):
        linkedin(Answering(200, {"elements": [element]})).seats.all(CONTRACT)


@pytest.mark.parametrize(
    "element", [{"atsEntityAclId": "g"}, {"id": {"atsEntityAclId": "g"}}, {"key": {"atsEntityAclId": "g"}}]
)
def test_an_assignment_is_read_flat_or_below_its_key(element):
    (assignee,) = linkedin(Answering(200, {"elements": [element]})).assignees.find("urn:li:person:x")

    assert (assignee.acl_id, assignee.person_urn) == ("g", "urn:li:person:x")


def test_an_acl_without_an_id_is_not_understood():
    with pytest.raises(errors.AnswerNotUnderstood, match="atsEntityAclId"):
        linkedin(Answering(200, {"elements": [{}]})).acls.find("REQ-1")
