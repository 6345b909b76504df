"""What does Ada read beside the seats, and what of those who came through one before it was mapped?"""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.linkedin_web import scenes
from tests.people import Cast, a_person, a_process, hiring_company

from linkedin_sync.inbox.arrivals import UNMAPPED_SOURCE
from linkedin_sync.inbox.attributing import go_on_with_attribution
from linkedin_sync.models import Connection, Seat, SeatAttribution
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.hiring.models import HiringProcess
from recruit.sources.services import shared_source

Browser = Callable[[Teammate], Client]
SEATS = "/settings/linkedin/seats"


def _page(client: Client) -> str:
    return " ".join(client.get(SEATS).content.decode().split())


def _work(cast: Cast) -> None:
    with company_context(cast.company.pk):
        go_on_with_attribution(
            company_id=cast.company.pk, attribution_id=SeatAttribution.objects.latest("id").pk
        )


def test_she_is_told_attributes_them_by_one_click_and_takes_it_back(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    scenes.seats(cast, connection, cast.rosa.email)
    with company_context(cast.company.pk):
        seat = Seat.objects.get()
        source = shared_source(
            company_id=cast.company.pk, name=UNMAPPED_SOURCE, type="active_search", actor=cast.by_ada
        )
        for name in ("Mia", "Noa"):
            process = a_process(cast, a_person(cast, name), source_id=source.pk)
            scenes.an_export(cast, connection, seat=seat, teammate=None, process_id=process.pk)
    ada = browser_of(cast.ada)
    waiting = "2 candidates came through this seat before it was known whose it is"
    assert f"{waiting}. Map it to attribute them." in _page(ada)

    ada.post(f"{SEATS}/{seat.pk}/map", {"teammate": cast.rosa.public_id})
    assert f"Attribute them to {cast.rosa.full_name}" in _page(ada)
    for reader, status in ((cast.rosa, 403), (cast.otto, 403)):
        assert browser_of(reader).post(f"{SEATS}/{seat.pk}/attribute").status_code == status
    answer = ada.post(f"{SEATS}/{seat.pk}/attribute").content.decode()
    assert "2 candidates are being attributed" in answer
    assert "Undo" in answer
    assert f"Being attributed to {cast.rosa.full_name}: 0 of 2" in _page(ada)
    assert ada.post(f"{SEATS}/{seat.pk}/attribute").status_code == 409
    _work(cast)
    page = _page(ada)
    assert f"2 earlier candidates attributed to {cast.rosa.full_name}." in page
    assert waiting not in page

    address = page.split("/settings/linkedin/attributions/")[1].split('"')[0]
    assert browser_of(cast.rosa).post(f"/settings/linkedin/attributions/{address}").status_code == 403
    assert ada.post(f"/settings/linkedin/attributions/{address}").status_code == 200
    _work(cast)

    assert waiting in _page(ada)
    with company_context(cast.company.pk):
        assert {each.source_id for each in HiringProcess.objects.all()} == {source.pk}


def test_another_companys_seat_is_not_there(cast: Cast, connection: Connection, browser_of: Browser) -> None:
    scenes.seats(cast, connection, cast.rosa.email)
    with company_context(cast.company.pk):
        seat = Seat.objects.get()

    theirs = browser_of(hiring_company("Rivals Ltd", domain="rivals.example").ada)

    assert theirs.post(f"{SEATS}/{seat.pk}/attribute").status_code == 404


def test_ada_maps_everybody_with_the_same_address_at_once(
    cast: Cast, connection: Connection, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    scenes.seats(cast, connection, cast.rosa.email, cast.hans.email, "nobody@elsewhere.example")
    assert "Map 2 seats by the same e-mail address" in _page(ada)

    ada.post(f"{SEATS}/map-suggested")

    with company_context(cast.company.pk):
        assert set(Seat.objects.values_list("teammate_id", flat=True)) == {cast.rosa.pk, cast.hans.pk, None}
    assert browser_of(cast.rosa).post(f"{SEATS}/map-suggested").status_code == 403
