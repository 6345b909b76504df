"""Does the demo come in through the product's own doors, and is each company on its own side of the wall?"""

from __future__ import annotations

import pytest

from config.demo import cast, generate
from config.demo.loading import IMPORTED_TAG, load_company, loaded_company
from config.demo.shapes import Demo
from recruit.base.tenancy import company_context
from recruit.company.models import Company, Teammate
from recruit.company.selectors import SignInBackend, teammate_with_email
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import persons_page
from recruit.people.models import Person
from recruit.positions.models import Position
from recruit.positions.selectors import visible_positions
from recruit.sources.models import SourceContact


@pytest.fixture(scope="module")
def demo() -> Demo:
    return generate("small")


@pytest.fixture
def lumen(db: None, demo: Demo) -> Company:
    return load_company(demo.companies[0])


def _teammate(company: Company, email: str) -> Teammate:
    found = teammate_with_email(company_id=company.pk, email=email)
    assert found is not None
    return found


def test_everybody_and_everything_is_there(lumen: Company, demo: Demo) -> None:
    wanted = demo.companies[0]

    with company_context(lumen.pk):
        assert Teammate.objects.count() == len(wanted.teammates)
        assert Position.objects.count() == len(wanted.positions)
        assert Person.objects.count() == len(wanted.persons)
        assert HiringProcess.objects.count() == sum(len(person.processes) for person in wanted.persons)


def test_a_second_run_finds_what_the_first_has_loaded(lumen: Company, demo: Demo) -> None:
    assert loaded_company(demo.companies[0]) == lumen
    assert loaded_company(demo.companies[1]) is None


def test_rosa_signs_in_and_sees_all_but_the_discreet_position(lumen: Company) -> None:
    rosa = SignInBackend().authenticate(None, email=cast.ROSA, password=cast.PASSWORD)
    assert rosa is not None

    with company_context(lumen.pk):
        seen = set(visible_positions(teammate=rosa).values_list("custom_id", flat=True))
        assert cast.OPTICS_DISCREET not in seen
        assert {cast.DESIGNER_HAMBURG, cast.BACKEND_REMOTE} <= seen


def test_otto_sees_nothing(lumen: Company) -> None:
    with company_context(lumen.pk):
        otto = _teammate(lumen, cast.OTTO)
        assert not visible_positions(teammate=otto).exists()
        assert persons_page(teammate=otto).total == 0


def test_those_who_were_exported_earlier_are_found_by_the_tag(lumen: Company, demo: Demo) -> None:
    """M-22, for history."""
    with company_context(lumen.pk):
        page = persons_page(teammate=_teammate(lumen, cast.ROSA), tag=IMPORTED_TAG)
        tagged = {row.full_name for row in page.rows}

    assert {"Yuki Aoyama", "Elif Karagöz"} <= tagged
    assert "Anna Kovacs" not in tagged


def test_the_three_source_cases_are_prepared(lumen: Company) -> None:
    """M-19 to M-21: Bruno's contact has the agency as its source, Celia's has none, Rosa has no contact."""
    with company_context(lumen.pk):
        bruno = SourceContact.objects.select_related("source").get(email=cast.BRUNO)
        celia = SourceContact.objects.get(email=cast.CELIA)

        assert bruno.source is not None
        assert (bruno.source.name, bruno.source.type) == (cast.AGENCY, "agency")
        assert celia.source is None
        assert not SourceContact.objects.filter(email=cast.ROSA).exists()


def test_a_position_on_hold_holds_its_processes(lumen: Company) -> None:
    with company_context(lumen.pk):
        on_hold = HiringProcess.objects.filter(position__custom_id=cast.PLANNER_ON_HOLD)
        assert not on_hold.filter(status="in_progress").exists()


def test_the_second_company_neither_sees_nor_is_seen(lumen: Company, demo: Demo) -> None:
    """M-36."""
    petrel = load_company(demo.companies[1])

    with company_context(petrel.pk):
        assert Person.objects.count() == 20
        assert Position.objects.filter(custom_id=cast.DESIGNER_HAMBURG).count() == 1
        assert teammate_with_email(company_id=petrel.pk, email=cast.ROSA) is None
    with company_context(lumen.pk):
        assert Person.objects.count() == len(demo.companies[0].persons)
