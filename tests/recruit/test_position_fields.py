"""What companies write down about positions beside the usual: kinds, required ones, order, removal and lists."""

from __future__ import annotations

import pytest
from tests.people import a_position, hiring_company

from recruit.activity.models import Activity
from recruit.base.tenancy import company_context
from recruit.base.typed import NotOfKind, clean_options, clean_value, hindrance, shown_value
from recruit.company.selectors import CompanyRoleTooSmall
from recruit.positions.models import Position
from recruit.positions.selectors import (
    Narrowed,
    position_fields_of,
    positions_page,
    status_counts,
    values_of,
)
from recruit.positions.services import (
    PositionFieldRefused,
    move_position_field,
    remove_position_field,
    save_position_field,
    update_position,
)


def a_field(cast, name, kind="text", **how):
    with company_context(cast.company.pk):
        return save_position_field(company_id=cast.company.pk, name=name, kind=kind, actor=cast.by_ada, **how)


def say(cast, position=None, **values):
    fields = {field.name: field.public_id for field in position_fields_of(company_id=cast.company.pk)}
    return update_position(
        position=position or cast.position,
        changes={"custom_values": {fields[name]: value for name, value in values.items()}},
        actor=cast.by_olga,
    )


def told(position):
    return {each.name: each.text for each in values_of(Position.objects.get(pk=position.pk))}


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("text", "  Line 4  ", "Line 4"),
        ("text", "   ", ""),
        ("number", "12", "12"),
        ("number", "012.50", "12.5"),
        ("number", "1200", "1200"),  # no exponent
        ("number", "-0", "0"),
        ("date", "2026-03-31", "2026-03-31"),
        ("choice", "Night", "Night"),
        ("yes_no", "no", "no"),
        ("number", "", ""),
    ],
)
def test_a_value_has_one_way_of_being_written(kind, given, kept):
    assert clean_value(kind, given, options=["Day", "Night"]) == kept


@pytest.mark.parametrize(
    ("kind", "given", "why"),
    [
        ("number", "twelve", "has to be a number"),
        ("number", "NaN", "has to be a number"),
        ("number", "1e999999", "has to be a number"),
        ("date", "31.3.2026", "has to be a day"),
        ("choice", "Noon", "has to be one of the choices"),
        ("yes_no", "perhaps", "yes or no"),
        ("text", "x" * 2001, "2000 characters"),
    ],
)
def test_what_is_not_of_its_kind_is_refused(kind, given, why):
    with pytest.raises(NotOfKind, match=why):
        clean_value(kind, given, options=["Day", "Night"])


def test_values_are_shown_as_people_read_them():
    shown = [shown_value(*each) for each in (("date", "2026-03-01"), ("yes_no", "yes"), ("text", "a"))]

    assert shown == ["1 Mar 2026", "Yes", "a"]
    assert clean_options([" Day ", "", "Night", "Day"]) == ["Day", "Night"]


@pytest.mark.parametrize(
    ("name", "kind", "options", "why"),
    [
        ("", "text", [], "needs a name"),
        ("x" * 201, "text", [], "200 characters"),
        ("Shift", "choice", ["Day"], "two or more"),
        ("Shift", "choice", [str(number) for number in range(101)], "at most 100"),
    ],
)
def test_what_cannot_be_asked_for(name, kind, options, why):
    assert why in (hindrance(name=name, kind=kind, options=options) or "")


def test_a_positions_values_are_kept_shown_in_order_and_told_in_history(cast):
    a_field(cast, "Shift", "choice", options=["Day", "Night"])
    a_field(cast, "Budget", "number")
    third = a_field(cast, "Start", "date")
    move_position_field(company_id=cast.company.pk, public_id=third.public_id, by=-1, actor=cast.by_ada)

    say(cast, Shift="Night", Budget="12.50", Start="2026-03-01")
    say(cast, Budget="")

    assert told(cast.position) == {"Shift": "Night", "Start": "1 Mar 2026"}
    assert [field.name for field in position_fields_of(company_id=cast.company.pk)] == [
        "Shift", "Start", "Budget",
    ]  # fmt: skip
    facts = Activity.objects.filter(verb="position_updated").order_by("id")
    assert [fact.data["fields"] for fact in facts] == ["Shift, Start, Budget", "Budget"]


def test_a_required_field_is_asked_of_every_new_position_and_is_not_emptied(cast):
    field = a_field(cast, "Cost centre", is_required=True)

    with pytest.raises(PositionFieldRefused, match="“Cost centre” is asked of every position") as refused:
        a_position(cast, "Planner")
    assert refused.value.evidence["field"] == field.public_id
    position = a_position(cast, "Planner", custom_values={field.public_id: "4711"})
    assert told(position) == {"Cost centre": "4711"}
    with pytest.raises(PositionFieldRefused):
        say(cast, position, **{"Cost centre": " "})
    # What was opened before the field was there goes on without it.
    update_position(position=cast.position, changes={"city": "Kiel"}, actor=cast.by_olga)


def test_a_choice_that_is_offered_no_more_stays_and_cannot_be_chosen_anew(cast):
    field = a_field(cast, "Shift", "choice", options=["Day", "Night"])
    other = a_position(cast, "Planner")
    say(cast, Shift="Night")
    save_position_field(
        company_id=cast.company.pk, public_id=field.public_id, name="Shift", options=["Day", "Late"],
        actor=cast.by_ada,
    )  # fmt: skip

    say(cast, Shift="Night")

    assert told(cast.position) == {"Shift": "Night"}
    with pytest.raises(PositionFieldRefused, match="one of the choices"):
        say(cast, other, Shift="Night")


def test_removing_a_field_takes_its_values_of_this_company_alone(cast):
    field = a_field(cast, "Shift")
    a_field(cast, "Line")
    say(cast, Shift="Night", Line="4")

    number = remove_position_field(company_id=cast.company.pk, public_id=field.public_id, actor=cast.by_ada)

    assert number == 1
    assert told(cast.position) == {"Line": "4"}
    with pytest.raises(PositionFieldRefused, match="not there any more"):
        update_position(
            position=cast.position,
            changes={"custom_values": {field.public_id: "x"}},
            actor=cast.by_olga,
        )


def test_two_fields_have_two_names_and_only_those_who_configure_make_them(cast):
    a_field(cast, "Shift")

    with pytest.raises(PositionFieldRefused, match="already"):
        a_field(cast, "Shift")
    with pytest.raises(CompanyRoleTooSmall):
        save_position_field(company_id=cast.company.pk, name="Mine", actor=cast.by_rosa)
    elsewhere = hiring_company("Elsewhere Ltd", domain="elsewhere.example")
    a_field(elsewhere, "Shift")


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("Line", "in", ["Bearings"]),  # a text is looked for inside
        ("Shift", "Night", ["Bearings"]),
        ("Shift", "Nig", []),
        ("Budget", "12", ["Bearings"]),
        ("Budget", "twelve", []),
        ("Start", "2026-03-01", ["Welding Robot Technician"]),
    ],
)
def test_lists_are_narrowed_by_fields(cast, name, value, found):
    a_field(cast, "Line")
    a_field(cast, "Shift", "choice", options=["Day", "Night"])
    a_field(cast, "Budget", "number")
    a_field(cast, "Start", "date")
    other = a_position(cast, "Bearings", department="Production", city="Kiel")
    say(cast, other, Line="Inner", Shift="Night", Budget="12.0")
    say(cast, Shift="Day", Start="2026-03-01")
    ids = {field.name: field.public_id for field in position_fields_of(company_id=cast.company.pk)}

    narrowed = Narrowed(fields=((ids[name], value),))

    page = positions_page(teammate=cast.olga, narrowed=narrowed)
    assert [position.name for position in page.rows] == found
    assert sum(status_counts(teammate=cast.olga, narrowed=narrowed).values()) == len(found)
    both = positions_page(
        teammate=cast.olga, narrowed=Narrowed(department="production", city="kiel", fields=narrowed.fields)
    )
    assert [position.name for position in both.rows] == [each for each in found if each == "Bearings"]
