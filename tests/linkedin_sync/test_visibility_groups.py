"""Does LinkedIn show exactly what Recruit shows? For every teammate and position, in few groups."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linkedin_sync.mapping.visibility import (
    Difference,
    Facts,
    PositionFact,
    ViewerFact,
    desired_visibility,
    difference,
    groups_per_person,
    shown_to,
)
from recruit.company.enums import CompanyRole
from recruit.positions.rules import can_view

positions = st.lists(st.booleans(), max_size=8).map(
    lambda flags: tuple(PositionFact(number, f"pos_{number}", flag) for number, flag in enumerate(flags))
)
viewers = st.lists(st.tuples(st.sampled_from(CompanyRole.values), st.booleans()), max_size=8).map(
    lambda rows: tuple(
        ViewerFact(number, f"tm_{number}", role, active, f"urn:li:person:{number}")
        for number, (role, active) in enumerate(rows)
    )
)
roles = st.frozensets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20)
facts = st.builds(Facts, positions=positions, viewers=viewers, roles=roles)


@given(facts)
def test_linkedin_shows_each_viewer_exactly_what_can_view_says(facts):
    """M-13, M-31: acl ∩ assignee is can_view."""
    desired = desired_visibility(facts)

    for viewer in facts.viewers:
        expected = {
            position.public_id
            for position in facts.positions
            if can_view(
                is_active=viewer.is_active,
                company_role=viewer.company_role,
                holds_position_role=(position.id, viewer.id) in facts.roles,
                is_discreet=position.is_discreet,
            )
        }
        assert shown_to(desired, person_urn=viewer.person_urn) == expected


@given(facts)
def test_nobody_is_in_more_than_two_groups(facts):
    """LinkedIn's limit is ten."""
    assert all(count <= 2 for count in groups_per_person(desired_visibility(facts)).values())


@given(facts, facts)
def test_the_difference_leads_from_any_state_to_the_desired_one(before, after):
    old, new = desired_visibility(before), desired_visibility(after)

    found = difference(desired=new, held_acls=old.acls, held_assignees=old.assignees)

    assert (old.acls - set(found.delete_acls)) | set(found.put_acls) == new.acls
    assert (old.assignees - set(found.delete_assignees)) | set(found.put_assignees) == new.assignees


@given(facts)
def test_nothing_is_sent_when_nothing_differs(facts):
    desired = desired_visibility(facts)

    assert difference(
        desired=desired, held_acls=desired.acls, held_assignees=desired.assignees
    ) == Difference((), (), (), ())


def test_one_place_on_a_hiring_team_is_two_records():
    ines = ViewerFact(7, "tm_ines", "teammate", is_active=True, person_urn="urn:li:person:ines")
    secret = PositionFact(1, "pos_secret", is_discreet=True)
    before = desired_visibility(Facts((secret,), (ines,)))
    after = desired_visibility(Facts((secret,), (ines,), frozenset({(1, 7)})))

    found = difference(desired=after, held_acls=before.acls, held_assignees=before.assignees)

    assert found.put_acls == (("own-tm_ines", "pos_secret"),)
    assert found.put_assignees == (("own-tm_ines", "urn:li:person:ines"),)
    assert not found.delete_acls
