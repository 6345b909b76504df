"""Which generation is spoken follows from what was chosen, and every resource that has a choice obeys it."""

from __future__ import annotations

import pytest

from linkedin_client import Dialects, Generation, read_generations

V2, REST = Generation.V2, Generation.REST

#: Choices in their order, and what jobs, stages and seats speak then.
CHOICES = [
    ((), (V2, REST, V2)),  # the defaults
    (({"jobs": "rest"},), (REST, REST, V2)),
    (({"all": "v2"},), (V2, V2, V2)),
    (({"stages": "v2", "all": "rest"},), (REST, V2, REST)),  # a resource's own name wins over all
    (({"jobs": "rest"}, {"all": "v2"}), (V2, V2, V2)),  # and the later choice over the earlier
    (({"all": "rest"}, {"jobs": "v2"}), (V2, REST, REST)),
    (({"all": "rest"}, {}), (REST, REST, REST)),
]


@pytest.mark.parametrize(("choices", "spoken"), CHOICES)
def test_later_and_narrower_choices_win(choices, spoken):
    dialects = Dialects.chosen(*choices)

    assert (dialects.jobs, dialects.stages, dialects.seats) == spoken


def test_the_version_stays_whatever_is_chosen():
    assert Dialects.chosen({"all": "rest"}, {"jobs": "v2"}, version="202602").version == "202602"


@pytest.mark.parametrize("choice", [{"version": "v2"}, {"": "v2"}, {"jobs": ""}, {"jobs": "V2"}])
def test_what_cannot_be_chosen_is_the_callers_mistake(choice):
    with pytest.raises(ValueError, match="allowed are"):
        Dialects.chosen(choice)


def test_what_is_read_can_be_chosen():
    assert Dialects.chosen(read_generations("rest, jobs=v2")) == Dialects.chosen(
        {"all": "rest", "jobs": "v2"}
    )


def test_only_what_hangs_on_a_parent_takes_a_call_per_parent_and_only_in_v2():
    per_parent = {"stages", "candidate_notes", "application_notes", "interview_feedback", "attachments"}
    v2, rest = Dialects.all(V2), Dialects.all(REST)

    assert {name for name in Dialects.resources() if v2.is_one_call_per_parent(name)} == per_parent
    assert not any(rest.is_one_call_per_parent(name) for name in Dialects.resources())
    assert not v2.is_one_call_per_parent("something else")
    # The default prefers the form that needs fewer calls.
    assert not any(Dialects().is_one_call_per_parent(name) for name in Dialects.resources())
