"""The pages of switches, snapshots and coverage: what holds, what was, and what is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.linkedin_sandbox.console_cast import Page, Somebody, leave, words_of
from tests.linkedin_sandbox.server import Prepared, Server

SWITCHES, SNAPSHOTS, COVERAGE = "operator/switches", "operator/snapshots", "operator/coverage"


@pytest.fixture
def operator(sandbox: Server) -> Iterator[Somebody]:
    for one in sandbox.get("snapshots")["snapshots"]:
        sandbox.send("DELETE", f"/_sandbox/snapshots/{one['name']}")
    yield Somebody(f"http://127.0.0.1:{sandbox.port}")
    leave()


def names(page: Page, begin: str) -> list[str]:
    """Of the rows whose ids begin so, what follows."""
    return [
        found["id"].removeprefix(begin)
        for tag, found in page.elements
        if tag == "tr" and found.get("id", "").startswith(begin)
    ]


def unbroken(page: Page) -> str:
    """The text, without the places at which a long name may break."""
    return Page(page.html.replace("<wbr>", "")).text


def switches(sandbox: Server) -> dict[str, Any]:
    return dict(sandbox.get("switches")["switches"])


class TestSwitches:
    def test_all_stand_there_with_source_default_and_value(self, sandbox: Server, operator: Somebody) -> None:
        page = operator.opens(SWITCHES)

        assert sorted(names(page, "switch-")) == sorted(switches(sandbox))
        assert "All 48 are at their defaults." in page.text
        assert "All back to their defaults" not in page.text

    def test_looking_at_the_page_is_not_acting_upon_a_switch(
        self, sandbox: Server, operator: Somebody
    ) -> None:
        sandbox.post("switches", application_batch_get="absent")
        before = sandbox.get("coverage")["switches"]

        operator.opens(SWITCHES)

        assert sandbox.get("coverage")["switches"] == before

    def test_the_changed_stand_first_and_go_back(self, sandbox: Server, operator: Somebody) -> None:
        operator.posts(f"{SWITCHES}/validation", value='"whole_batch"')
        answer = operator.posts(f"{SWITCHES}/parent_check", value="false")

        page = operator.opens(SWITCHES)
        assert answer.headers["Location"].endswith("#switch-parent_check")
        assert "parent_check is no now." in page.text
        assert set(names(page, "switch-")[:2]) == {"validation", "parent_check"}
        assert (switches(sandbox)["validation"], switches(sandbox)["parent_check"]) == ("whole_batch", False)

        operator.posts(f"{SWITCHES}/validation/reset")
        assert switches(sandbox)["validation"] == "per_key"
        operator.posts(f"{SWITCHES}/reset")
        assert switches(sandbox)["parent_check"] is True

    def test_they_are_narrowed_and_the_filter_stays(self, operator: Somebody) -> None:
        found = operator.opens(f"{SWITCHES}?q=unknown+fields")
        turned = operator.posts(f"{SWITCHES}/unknown_fields?q=unknown+fields&changed=1", value='"reject"')

        assert "unknown_fields" in names(found, "switch-")
        assert len(names(found, "switch-")) < 10
        address = turned.headers["Location"]
        assert address == "/recruiter/operator/switches?q=unknown+fields&changed=1#switch-unknown_fields"
        changed = operator.opens(address.removeprefix("/recruiter/"))
        assert names(changed, "switch-") == ["unknown_fields"]
        assert "No switch fits." in operator.opens(f"{SWITCHES}?q=zeppelin").text

    @pytest.mark.parametrize("value", ["", '"perhaps"', "[" * 150, "nonsense", "null", '{"a": 1}'])
    def test_a_value_that_it_has_not_is_refused(
        self, sandbox: Server, operator: Somebody, value: str
    ) -> None:
        answer = operator.posts(f"{SWITCHES}/validation", value=value)

        assert (answer.status_code, "Choose one of per_key, whole_batch." in words_of(answer)) == (422, True)
        assert switches(sandbox)["validation"] == "per_key"

    def test_there_is_no_other_switch(self, operator: Somebody) -> None:
        assert operator.posts(f"{SWITCHES}/gravity", value="true").status_code == 404
        assert operator.posts(f"{SWITCHES}/gravity/reset").status_code == 404


class TestSnapshots:
    def test_one_comes_back_to_where_one_was(self, prepared: Prepared, operator: Somebody) -> None:
        assert "There is no snapshot yet." in operator.opens(SNAPSHOTS).text
        prepared.ats.add_candidate("c1")
        taken = operator.posts(f"{SNAPSHOTS}/take", name="one")
        prepared.ats.add_candidate("c2")
        asked = operator.opens(f"{SNAPSHOTS}/one/restore")
        operator.posts(f"{SNAPSHOTS}/one/restore", keep="1")

        assert taken.status_code == 302
        assert "Candidates of ATSs 2 1 fewer" in asked.text
        assert "is lost" in asked.text
        assert prepared.get("state")["counts"]["AtsCandidate"] == 1
        page = operator.opens(SNAPSHOTS)
        assert ("before-restoring" in page.text, "KB" in page.text or "MB" in page.text) == (True, True)
        operator.posts(f"{SNAPSHOTS}/before-restoring/restore", keep="1")
        assert prepared.get("state")["counts"]["AtsCandidate"] == 2

    def test_one_of_the_same_name_is_replaced_only_when_asked(
        self, prepared: Prepared, operator: Somebody
    ) -> None:
        operator.posts(f"{SNAPSHOTS}/take", name="one")
        before = prepared.get("snapshots")["snapshots"]

        refused = operator.posts(f"{SNAPSHOTS}/take", name="one")
        assert (refused.status_code, "“one” already" in words_of(refused)) == (422, True)
        assert prepared.get("snapshots")["snapshots"] == before

        assert operator.posts(f"{SNAPSHOTS}/take", name="one", replace="1").status_code == 302
        assert len(prepared.get("snapshots")["snapshots"]) == 1

    @pytest.mark.parametrize("name", ["", "  ", "../../etc", "a/b", "x" * 61, ".hidden", "ä", "\x00"])
    def test_a_name_that_no_file_should_have_is_said_beside_its_field(
        self, sandbox: Server, operator: Somebody, name: str
    ) -> None:
        answer = operator.posts(f"{SNAPSHOTS}/take", name=name)

        assert (answer.status_code, "A snapshot's name has letters" in words_of(answer)) == (422, True)
        [wrong] = Page(answer.text).all(**{"aria-invalid": "true"})
        assert wrong["id"] == "name"
        assert sandbox.get("snapshots")["snapshots"] == []

    def test_it_is_deleted(self, sandbox: Server, operator: Somebody) -> None:
        operator.posts(f"{SNAPSHOTS}/take", name="one")

        operator.posts(f"{SNAPSHOTS}/one/delete")

        assert sandbox.get("snapshots")["snapshots"] == []
        assert operator.posts(f"{SNAPSHOTS}/one/delete").status_code == 404
        assert operator.http.get(f"{SNAPSHOTS}/one/restore").status_code == 404
        assert operator.posts(f"{SNAPSHOTS}/one/restore").status_code == 404


class TestBeginningAnew:
    def test_everything_is_gone_and_can_come_back(self, prepared: Prepared, operator: Somebody) -> None:
        prepared.ats.add_candidate()
        prepared.server.post("faults", kind="cut", resource="atsNothing")
        operator.posts(f"{SWITCHES}/parent_check", value="false")
        asked = operator.opens("operator/anew")

        begun = operator.posts("operator/anew", world="empty", keep="1")

        assert "Candidates of ATSs 1" in asked.text
        assert begun.headers["Location"] == "/recruiter/operator/overview"
        assert set(prepared.get("state")["counts"].values()) == {0}
        assert (prepared.get("faults")["faults"], prepared.get("journal")["entries"]) == ([], [])
        assert switches(prepared.server)["parent_check"] is True
        operator.posts(f"{SNAPSHOTS}/before-beginning-anew/restore")
        assert prepared.get("state")["counts"]["AtsCandidate"] == 1
        assert prepared.ats.add_candidate("c2").status == 200

    def test_the_default_world_is_as_a_new_sandbox_has_it(self, sandbox: Server, operator: Somebody) -> None:
        operator.posts("operator/anew", world="default")

        assert sandbox.get("state")["counts"]["Member"] > 1000
        assert "The world has begun anew." in operator.opens("operator/overview").text
        assert sandbox.get("snapshots")["snapshots"] == []

    def test_nothing_happens_without_a_choice(self, prepared: Prepared, operator: Somebody) -> None:
        before = prepared.get("state")["counts"]

        for form in ({}, {"world": "flat", "keep": "1"}):
            answer = operator.posts("operator/anew", **form)
            assert (answer.status_code, "Choose one of the two" in words_of(answer)) == (422, True)
        assert operator.http.post("operator/anew", data={"world": "empty"}).status_code == 403

        assert prepared.get("state")["counts"] == before


class TestCoverage:
    def test_every_call_with_what_was_asked_here(self, prepared: Prepared, operator: Somebody) -> None:
        told = prepared.get("coverage")
        page = operator.opens(COVERAGE)
        found = operator.opens(f"{COVERAGE}?q=candidates.batch_update&generation=v2")

        assert f"{len(told['methods'])} of {len(told['methods'])};" in page.text
        links = {found.get("href") for tag, found in page.elements if tag == "a"}
        assert {one["page"] for one in told["methods"]} - {""} <= links
        assert "candidates.batch_update v2" in unbroken(found)
        assert len(found.html) < len(page.html) / 3

    def test_calls_are_narrowed_by_what_became_of_them(self, prepared: Prepared, operator: Somebody) -> None:
        prepared.ats.add_candidate()

        asked = operator.opens(f"{COVERAGE}?state=asked&q=candidates.batch_update")
        unasked = operator.opens(f"{COVERAGE}?state=unasked&q=candidates.batch_update&generation=v2")

        assert "answered," in asked.text
        assert "Nothing fits." in unasked.text
        assert "Nothing fits." not in operator.opens(f"{COVERAGE}?state=uncertain").text

    def test_the_rules_with_their_switches(self, operator: Somebody) -> None:
        page = operator.opens(f"{COVERAGE}?part=rules")

        assert names(page, "rule-") == [str(number) for number in range(1, 45)]
        assert names(operator.opens(f"{COVERAGE}?part=rules&q=rule+16"), "rule-") == ["16"]
        assert "#switch-validation" in page.html

    def test_switches_and_faults(self, prepared: Prepared, operator: Somebody) -> None:
        told = prepared.get("coverage")

        page = operator.opens(f"{COVERAGE}?part=switches")
        faults = operator.opens(f"{COVERAGE}?part=faults")

        assert [one["name"] for one in told["switches"] if one["name"] not in unbroken(page)] == []
        assert [kind for kind in told["faults"] if kind not in faults.text] == []

    @pytest.mark.parametrize(
        "query",
        ["part=gossip", "state=gossip", "generation=v9", "q=%00", "q=%3Cscript%3E", "part=rules&state=asked"],
    )
    def test_odd_questions_are_answered(self, operator: Somebody, query: str) -> None:
        page = operator.opens(f"{COVERAGE}?{query}")

        assert "<script>" not in page.html


def test_the_pages_of_the_sandbox_hold_no_secret(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_candidate()
    operator.posts(f"{SNAPSHOTS}/take", name="one")
    parent = prepared.get("state")["parent_application"]["client_secret"]
    pages = (
        "limits",
        "clock",
        "transitions",
        "faults",
        "switches",
        "snapshots",
        "snapshots/one/restore",
        "coverage",
    )

    html = json.dumps([operator.opens(f"operator/{path}").html for path in pages])

    assert [secret for secret in (prepared.ats.token, prepared.ats.secret, parent) if secret in html] == []


@pytest.mark.parametrize(
    "path",
    [
        "switches/reset",
        "switches/validation",
        "snapshots/take",
        "snapshots/one/restore",
        "snapshots/one/delete",
    ],
)
def test_only_the_console_itself_changes_the_world(operator: Somebody, path: str) -> None:
    operator.posts(f"{SNAPSHOTS}/take", name="one")

    assert operator.http.post(f"operator/{path}").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "journal?rule=1", "journal/1", "limits", "faults?preset=stored", "clock", "transitions", "switches", "snapshots",
        "snapshots/one/restore", "anew", "coverage", "coverage?part=rules", "coverage?part=switches", "coverage?part=faults",
    ],
)  # fmt: skip
def test_every_reference_within_a_page_has_its_one_place(
    prepared: Prepared, operator: Somebody, path: str
) -> None:
    operator.posts(f"{SNAPSHOTS}/take", name="one")
    operator.posts(f"{SWITCHES}/parent_check", value="false")
    first = prepared.get("journal", limit=1)["entries"][0]["id"]

    page = operator.opens(f"operator/{path.replace('journal/1', f'journal/{first}')}")

    ids = [found["id"] for _tag, found in page.elements if "id" in found]
    assert sorted(ids) == sorted(set(ids))
    meant = [
        part
        for _tag, found in page.elements
        for name in ("for", "aria-describedby", "aria-labelledby", "list", "aria-controls")
        for part in found.get(name, "").split()
    ]
    meant += [found["href"][1:] for _tag, found in page.elements if found.get("href", "").startswith("#")]
    assert sorted(set(meant) - set(ids)) == []
