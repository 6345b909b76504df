"""The profile plugin: whom it shows beside a candidate, and what a recruiter can do there."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.records import CONTEXT, NOOR, ODILE, PARKED_SEAT, ROSA_SEAT
from tests.linkedin_sandbox.server import Ats, Server
from tests.linkedin_sandbox.widget_cast import ADA_SEAT, PROFILE, Frame, bluebird, profile_frame


@pytest.fixture
def ats(sandbox: Server) -> Ats:
    return bluebird(sandbox)


@pytest.fixture
def plugin(sandbox: Server, ats: Ats) -> Frame:
    return profile_frame(sandbox, ats, show_unlink_url="true", onlink="onLink", onunlink="onUnlink")


def test_without_its_attributes_it_says_which_are_missing(sandbox: Server, ats: Ats) -> None:
    frame = Frame(sandbox, ats, PROFILE, widget_type="ATS").sit()

    assert "data-ats-candidate-id" in frame.text
    assert "data-integration-context" in frame.text


def test_whoever_is_not_signed_in_sees_no_profile(ats: Ats, plugin: Frame) -> None:
    ats.add_candidate()

    plugin.open()

    assert "Sign in to LinkedIn Recruiter" in plugin.text
    assert "Service Technician" not in plugin.text


def test_a_seat_that_is_not_active_is_no_licence(ats: Ats, plugin: Frame) -> None:
    ats.add_candidate()

    plugin.sit(PARKED_SEAT)

    assert "Your seat is parked" in plugin.text


def test_another_companys_seat_is_no_licence(sandbox: Server, ats: Ats, plugin: Frame) -> None:
    ats.add_candidate()
    rex = {"id": 9011, "slug": "rex", "first_name": "Rex", "last_name": "Red"}
    sandbox.post("seed", members=[rex], seats=[{"id": 55511, "contract": 310044552, "member": 9011}])

    plugin.sit(55511)

    assert "another company's" in plugin.text


def test_a_widget_that_is_not_switched_on_says_how_far_it_is(sandbox: Server) -> None:
    ats = bluebird(sandbox, enabled=False)

    plugin = profile_frame(sandbox, ats).sit()

    assert "PROFILE_PLUGIN is requested" in plugin.text


def test_a_candidate_that_was_not_sent_is_unknown(ats: Ats, plugin: Frame) -> None:
    plugin.sit()

    assert "LinkedIn does not know this candidate yet" in plugin.text


def test_a_match_of_linkedins_own_is_shown(ats: Ats, plugin: Frame) -> None:
    ats.add_candidate()

    plugin.sit()

    assert "Noor Haddad" in plugin.text
    assert "Service Technician" in plugin.text
    assert plugin.calls == []


def test_matching_takes_its_time_and_says_so(sandbox: Server, ats: Ats, plugin: Frame) -> None:
    sandbox.post("transitions", matching={"after_seconds": 3600})
    ats.add_candidate()

    plugin.sit()

    assert "LinkedIn is still looking" in plugin.text


def test_nobody_found_is_searched_for_and_linked_by_hand(sandbox: Server, ats: Ats, plugin: Frame) -> None:
    ats.add_candidate(emailAddresses=["other@example.org"], firstName="Odile", lastName="M.")
    plugin.sit()
    assert "No profile found" in plugin.text

    assert "Odile Marchetti" in plugin.ask(q="odile")
    plugin.press("link", member=ODILE)

    assert plugin.calls == [{"attribute": "onlink", "arguments": [ats.urn(ODILE)]}]
    assert "Plant engineer" in plugin.text
    [row] = sandbox.get("records/candidates")["records"]
    assert row["manual_member_id"] == ODILE


def test_of_several_who_fit_one_is_chosen(ats: Ats, plugin: Frame) -> None:
    ats.add_candidate(linkedInProfileUrl="https://www.linkedin.com/in/invented-odile")
    plugin.sit()
    assert "Several profiles fit" in plugin.text
    assert "Odile Marchetti" in plugin.text
    assert "Noor Haddad" in plugin.text

    plugin.press("link", member=NOOR)

    assert plugin.calls == [{"attribute": "onlink", "arguments": [ats.urn(NOOR)]}]
    assert "Several" not in plugin.text


def test_unlinking_is_remembered_and_the_page_is_told(sandbox: Server, ats: Ats, plugin: Frame) -> None:
    ats.add_candidate()
    plugin.sit()

    plugin.press("unlink")

    assert plugin.calls == [{"attribute": "onunlink", "arguments": [ats.urn(NOOR)]}]
    assert "No profile found" in plugin.text
    assert "matchedMembers" not in ats.read("v2/atsCandidates", [_KEY]).body["results"].popitem()[1]
    assert sandbox.get("indicator", seat=ROSA_SEAT, member=NOOR)["in_ats"] is False


def test_who_was_unlinked_can_be_linked_again(sandbox: Server, ats: Ats, plugin: Frame) -> None:
    ats.add_candidate()
    plugin.sit()
    plugin.press("unlink")

    plugin.press("link", member=NOOR)
    plugin.press("unlink")
    plugin.press("link", member=NOOR)

    assert "Service Technician" in plugin.text
    assert sandbox.get("indicator", seat=ROSA_SEAT, member=NOOR)["in_ats"] is True


def test_the_ats_itself_may_name_who_was_unlinked(ats: Ats, plugin: Frame) -> None:
    ats.add_candidate()
    plugin.sit()
    plugin.press("unlink")

    ats.add_candidate(manualMatchedMember=ats.urn(NOOR))

    plugin.open()
    assert "Service Technician" in plugin.text


def test_with_confirmation_unlinking_takes_a_second_word(sandbox: Server, ats: Ats) -> None:
    ats.add_candidate()
    plugin = profile_frame(sandbox, ats, show_unlink_url="true", confirm_unlink="true").sit()

    assert "not this candidate?" in plugin.press("unlink")
    assert plugin.calls == []

    plugin.press("unlink", sure="yes")
    assert [call["attribute"] for call in plugin.calls] == ["onunlink"]


def test_without_show_unlink_url_nobody_unlinks(sandbox: Server, ats: Ats) -> None:
    ats.add_candidate()
    plugin = profile_frame(sandbox, ats).sit()
    assert "Not the right person" not in plugin.text

    plugin.press("unlink", sure="yes")

    assert plugin.calls == []
    assert "Service Technician" in plugin.text


@pytest.mark.parametrize("member", ["", "0", "424242", "x", "9" * 40])
def test_nobody_cannot_be_linked(ats: Ats, plugin: Frame, member: str) -> None:
    ats.add_candidate(emailAddresses=["other@example.org"])
    plugin.sit()

    plugin.press("link", member=member)

    assert plugin.answer.status_code == 422
    assert plugin.calls == []


def test_an_inmail_is_read_by_its_sender_and_seen_by_colleagues(sandbox: Server, ats: Ats) -> None:
    ats.add_candidate()
    rosa, ada = profile_frame(sandbox, ats).sit(ROSA_SEAT), profile_frame(sandbox, ats).sit(ADA_SEAT)

    said = rosa.press("write", subject="A job in Linz", body="Would you like to talk?")

    assert "Your InMail to Noor Haddad has been sent" in said
    assert "Would you like to talk?" in said
    seen = ada.ask(tab="activities")
    assert "InMail by Rosa Lind" in seen
    assert "A job in Linz" not in seen
    assert "Would you like" not in seen


def test_a_private_note_is_its_authors_alone(sandbox: Server, ats: Ats) -> None:
    ats.add_candidate()
    rosa, ada = profile_frame(sandbox, ats).sit(ROSA_SEAT), profile_frame(sandbox, ats).sit(ADA_SEAT)

    rosa.press("note", content="Asks for a lot.", visibility="PRIVATE")
    rosa.press("note", content="Open to relocation.", visibility="ORGANIZATION")

    assert "Asks for a lot." in rosa.text
    assert "only you" in rosa.text
    seen = ada.ask(tab="activities")
    assert "Open to relocation." in seen
    assert "Asks for a lot." not in seen


def test_a_member_is_saved_to_a_new_project_and_then_to_the_same(ats: Ats, plugin: Frame) -> None:
    ats.add_candidate()
    plugin.sit()

    assert "Saved to “Welders”" in plugin.press("save", project=0, name="Welders")
    assert "In project Welders" in plugin.text
    assert "Welders" in plugin.ask(form="save")
    assert "already" in plugin.press("save", project=1)


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("write", {"subject": "", "body": "x"}),
        ("write", {"subject": "Kept", "body": ""}),
        ("note", {"content": " ", "visibility": "PRIVATE"}),
        ("note", {"content": "x", "visibility": "WORLD"}),
        ("save", {"project": 0, "name": ""}),
        ("save", {"project": 77}),
    ],
)
def test_what_recruiter_refuses_is_refused_with_its_sentence(
    ats: Ats, plugin: Frame, act: str, fields: dict[str, object]
) -> None:
    ats.add_candidate()
    plugin.sit()

    plugin.press(act, **fields)

    assert plugin.answer.status_code == 422
    assert 'role="alert">' in plugin.answer.text
    assert "Service Technician" in plugin.text


def test_the_same_candidate_id_of_another_customer_is_another_candidate(sandbox: Server, ats: Ats) -> None:
    other = sandbox.provision("redwood", organization=2000118, contract=310044552)
    sandbox.post("integrations/enable", client_id=other.client_id)
    ats.add_candidate()

    plugin = profile_frame(sandbox, ats, "c1", integration_context="urn:li:organization:2000118").sit()

    assert "another company's" in plugin.text


_KEY = {"atsCandidateId": "c1", "dataProvider": "ATS", "integrationContext": CONTEXT}
