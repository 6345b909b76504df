"""View as: several seats beside each other, the reason in each cell, and never other than the recruiter's own pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from tests.linkedin_sandbox.admin_cast import HANS_SEAT, OLGA, OLGA_SEAT
from tests.linkedin_sandbox.console_cast import Page, Somebody
from tests.linkedin_sandbox.records import (
    HERMIT,
    NOOR,
    ORGANIZATION,
    OTHER_CONTRACT,
    PARKED_SEAT,
    ROSA,
    ROSA_SEAT,
)
from tests.linkedin_sandbox.recruiting_cast import second_company
from tests.linkedin_sandbox.server import Ats, Server
from tests.linkedin_sandbox.test_wire_visibility import acl, assignee, hidden_by_default

OTHER_SEAT = 55599


@dataclass(frozen=True)
class Line:
    head: str
    cells: list[str]

    @property
    def differs(self) -> bool:
        return "≠ Differs" in self.head


def lines(page: Page) -> list[Line]:
    """The rows of the page's tables, each cell in words."""
    found = []
    for row in re.findall(r'<tr role="row".*?</tr>', page.html, re.DOTALL):
        cells = [words(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
        if cells:
            found.append(Line(words(re.findall(r"<th.*?</th>", row, re.DOTALL)[0]), cells))
    return found


def words(html: str) -> str:
    return Page(html).text


def line(page: Page, start: str) -> Line:
    [found] = [one for one in lines(page) if one.head.startswith(start)]
    return found


def looks(admin: Somebody, *seats: int, **more: Any) -> Page:
    named = "&".join(
        [*(f"seat={seat}" for seat in seats), *(f"{name}={value}" for name, value in more.items())]
    )
    return admin.opens(f"operator/view-as?company={ORGANIZATION}&{named}")


def test_one_job_is_offered_to_one_seat_only_and_each_cell_says_why(sandbox: Server, admin: Somebody) -> None:
    ats = hidden_by_default(sandbox)
    ats.add_job("REQ-1", title="Welder")
    ats.add_job("REQ-2", title="Baker")
    acl(ats, "linz", "REQ-1")
    ats.upsert("v2/atsEntityAclAssignees", [(assignee(ats, "linz", ROSA), {})])

    page = looks(admin, ROSA_SEAT, OLGA_SEAT)

    welder, baker = line(page, "Welder"), line(page, "Baker")
    assert (welder.differs, baker.differs) == (True, False)
    assert "ACLs: linz" in welder.head
    assert welder.cells == [
        "✓ Offered This recruiter is in an ACL of the job.",
        "✕ Not offered The job has ACLs, and this recruiter is in none of them.",
    ]
    assert baker.cells[0] == (
        "✕ Not offered No ACL covers the job, and JOB_POSTING_VIEWERS is not set: hidden is the default."
    )
    assert sandbox.get("jobs", seat=OLGA_SEAT)["jobs"] == []


@pytest.mark.parametrize("restricted", [..., True, False])
@pytest.mark.parametrize("grouped", [None, "empty", "rosa"])
@pytest.mark.parametrize("opened", [True, False])
@pytest.mark.parametrize("switched", ["hidden", "shown"])
def test_it_never_differs_from_what_the_recruiters_are_offered(
    sandbox: Server, admin: Somebody, restricted: object, grouped: str | None, opened: bool, switched: str
) -> None:
    ats = hidden_by_default(sandbox)
    sandbox.post("switches", viewers_with_acls=switched)
    if opened:
        ats.open_to_all()
    changes = {} if restricted is ... else {"accessRestricted": restricted}
    ats.add_job("REQ-1", state=..., jobPostingOperationType="CREATE", **changes)
    ats.add_candidate()
    ats.add_application()
    if grouped:
        acl(ats, "linz", "REQ-1")
    if grouped == "rosa":
        ats.upsert("v2/atsEntityAclAssignees", [(assignee(ats, "linz", ROSA), {})])

    page = looks(admin, ROSA_SEAT, OLGA_SEAT, member=NOOR)

    [job] = [one for one in lines(page) if "Offered" in one.cells[0] or "Not offered" in one.cells[0]]
    process = next(one for one in lines(page) if one.head.startswith("Welding Robot") and one is not job)
    for place, seat in enumerate((ROSA_SEAT, OLGA_SEAT)):
        offered = bool(sandbox.get("jobs", seat=seat)["jobs"])
        seen = bool(sandbox.get("indicator", seat=seat, member=NOOR)["processes"])
        assert job.cells[place].startswith("✓ Offered" if offered else "✕ Not offered")
        assert process.cells[place].startswith("In process" if seen else "✕ Hidden")


def test_a_person_is_seen_with_steps_and_writings_and_hidden_with_a_reason(
    sandbox: Server, admin: Somebody
) -> None:
    ats = hidden_by_default(sandbox)
    ats.add_job()
    ats.add_candidate()
    ats.add_application()
    ats.add_stages("a1", s1=("Screening", 1767704400000), s2=("Interview", 1767790800000))
    acl(ats, "linz", "REQ-1")
    ats.upsert("v2/atsEntityAclAssignees", [(assignee(ats, "linz", OLGA), {})])

    page = looks(admin, ROSA_SEAT, OLGA_SEAT, member=NOOR, job=f"{number_of(sandbox, ats)}-REQ-1")

    summary, process = line(page, "Badge and summary"), lines(page)[3]
    assert summary.cells == ["✓ In ATS In the ATS", "✓ In ATS In process for 1 position"]
    assert summary.differs
    assert process.cells[0].startswith("✕ Hidden The job has ACLs")
    assert "Current step: Interview" in process.cells[1]
    assert "Completed steps: Screening" in process.cells[1]
    assert "Candidates have no ACL" in line(page, "Candidate c1").cells[0]
    assert not line(page, "Candidate c1").differs
    assert "In process already" in lines(page)[-1].cells[1]


def number_of(sandbox: Server, ats: Ats) -> int:
    [row] = [one for one in sandbox.get("applications")["applications"] if one["client_id"] == ats.client_id]
    return int(row["key"].rpartition(":")[2])


def test_seats_of_other_contracts_and_companies_parked_ones_and_integrations_off(
    sandbox: Server, admin: Somebody
) -> None:
    ats = sandbox.customer()
    ats.add_job()
    ats.add_candidate()
    ats.add_application()
    second_company(sandbox)
    sandbox.post("seed", seats=[{"id": OTHER_SEAT, "contract": OTHER_CONTRACT, "member": OLGA}])

    page = looks(admin, ROSA_SEAT, HANS_SEAT, OTHER_SEAT, PARKED_SEAT, member=NOOR)
    [job] = [one for one in lines(page) if "Offered" in one.cells[0]]
    assert [cell.split()[0] for cell in job.cells] == ["✓", "✓", "✕", "✓"]
    assert "It belongs to another company than this seat, which is Redwood's." in job.cells[2]
    assert line(page, "Export").cells[3] == "✕ Not possible Your Recruiter seat is not active."
    assert line(page, "Badge and summary").cells[2].startswith("✕ No badge")

    for type_ in ("ONE_CLICK_EXPORT", "IN_ATS_INDICATOR"):
        sandbox.post("integrations/disable", client_id=ats.client_id, type=type_)
    off = looks(admin, ROSA_SEAT, HANS_SEAT, member=NOOR)

    assert "The in-ATS indicator of this ATS is DISABLED, not ENABLED." in off.text
    assert "One-Click Export of this ATS is DISABLED, not ENABLED." in off.text
    assert "No ATS of this seat's company has its export enabled." in line(off, "Export").cells[1]
    assert not any(one.differs for one in lines(off))


def test_a_closed_job_an_application_without_its_job_and_a_hermit(sandbox: Server, admin: Somebody) -> None:
    ats = sandbox.customer()
    ats.add_job()
    ats.add_job(state="CLOSED")
    ats.add_candidate()
    ats.add_application(atsJobPostingId="REQ-9", atsJobPostingName="Never sent")

    page = looks(admin, ROSA_SEAT, OLGA_SEAT, member=NOOR, job=f"{number_of(sandbox, ats)}-REQ-1")
    hermit = looks(admin, ROSA_SEAT, OLGA_SEAT, member=HERMIT)

    assert "The job is closed" in lines(page)[-1].cells[0]
    assert "the job has not been sent yet" in line(page, "Never sent").cells[0]
    assert "No ATS has sent anything about this person." in hermit.text
    assert "privacy settings do not allow an export" in line(hermit, "Export").cells[0]


def test_seats_people_and_jobs_are_searched_for_in_the_form(sandbox: Server, admin: Somebody) -> None:
    ats = sandbox.customer()
    ats.add_job("REQ-7", title="Welder")

    page = looks(admin, ROSA_SEAT, find_seat="hans", find_person="noor", find_job="weld")

    assert page.all(name="seat", value=str(ROSA_SEAT))[0].get("checked") == ""
    assert "checked" not in page.all(name="seat", value=str(HANS_SEAT))[0]
    assert page.all(name="member", value=str(NOOR))
    assert page.all(name="job", value=f"{number_of(sandbox, ats)}-REQ-7")
    assert "Choose another seat to compare this one with." in page.text
    nothing = looks(admin, ROSA_SEAT, find_seat="zeppelin", find_person="zeppelin", find_job="zeppelin").text
    assert "No further seat of this company matches." in nothing
    assert "Nobody matches." in nothing
    assert "No open job matches." in nothing


def test_nothing_chosen_yet_offers_seats(admin: Somebody) -> None:
    page = looks(admin)

    assert "Choose two seats or more." in page.text
    assert len(page.all(name="seat")) == 4


def test_many_jobs_come_page_by_page_by_title(sandbox: Server, admin: Somebody) -> None:
    ats = sandbox.customer()
    for number in range(30):
        ats.add_job(f"REQ-{number}", title=f"Job {number:02}" if number else "Job 01")

    first = looks(admin, ROSA_SEAT, OLGA_SEAT)
    [following] = first.all(rel="next")
    second = admin.opens(f"operator/view-as{following['href']}")

    titles = [one.head.split(" #")[0] for one in [*lines(first), *lines(second)]]
    assert len(lines(first)) == 25
    assert titles == sorted(titles)
    assert len(titles) == 30
    assert second.all(rel="next") == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("seat=7", "There is no seat 7."),
        ("seat=x", "There is no seat of that number."),
        (f"seat={'9' * 30}", "There is no seat of that number."),
        ("&".join(f"seat={n}" for n in range(7)), "At most 6 seats"),
        ("member=7", "There is no such member"),
        ("member=x", "There is no such member"),
        ("job=7-REQ", "There is no such job."),
        ("job=%00", "There is no such job."),
        ("after=rosa", "There is no such job."),
    ],
)
def test_what_is_not_there_is_told(admin: Somebody, asked: str, said: str) -> None:
    answer = admin.http.get(f"operator/view-as?{asked}")

    assert answer.status_code == 404
    assert said in answer.text


def test_an_unknown_job_of_a_known_ats_is_told(sandbox: Server, admin: Somebody) -> None:
    ats = sandbox.customer()

    answer = admin.http.get(f"operator/view-as?job={number_of(sandbox, ats)}-REQ-404")

    assert answer.status_code == 404
    assert "This ATS has sent no job “REQ-404”." in answer.text


def test_a_seat_named_twice_stands_there_once(sandbox: Server, admin: Somebody) -> None:
    sandbox.customer().add_job()

    assert [len(one.cells) for one in lines(looks(admin, ROSA_SEAT, ROSA_SEAT, OLGA_SEAT))] == [2]
