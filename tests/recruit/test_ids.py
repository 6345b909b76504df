"""Public ids: they name their kind and nothing else."""

from __future__ import annotations

from recruit.base.ids import new_id


def test_an_id_is_its_kind_and_eighty_random_bits():
    found = {new_id("per") for _ in range(2000)}

    assert len(found) == 2000
    assert {len(one) for one in found} == {len("per_") + 16}
    assert all(one.startswith("per_") for one in found)


def test_every_letter_occurs_and_none_that_people_misread():
    letters = set("".join(new_id("x").removeprefix("x_") for _ in range(500)))

    assert letters == set("0123456789abcdefghjkmnpqrstvwxyz")
