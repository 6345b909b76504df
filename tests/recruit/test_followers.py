"""Does everything that is somebody's come along when they are merged? Asked of every column, a new one included."""

from __future__ import annotations

import re

from django.apps import apps
from django.db import models

from recruit.duplicates.services.following import followers, unfollowed
from recruit.people.models import Person

_OURS = ("recruit", "linkedin_sync", "linkedin_web", "recruit_web", "recruit_api")
#: Columns of a row that says which person something is of, without saying so in its name.
_BY_ANOTHER_NAME = {("duplicates_merge", "lost_id"), ("duplicates_laterrow", "assigned_id")}


def columns_of_persons() -> set[tuple[str, str]]:
    """Every column of ours that holds the id of a person: by a foreign key, or by its name and type."""
    found = set()
    for model in apps.get_models():
        if not model.__module__.startswith(_OURS):
            continue
        for field in model._meta.concrete_fields:
            is_key = isinstance(field, models.ForeignKey) and field.related_model is Person
            is_number = isinstance(field, models.BigIntegerField | models.IntegerField)
            if is_key or (is_number and re.search(r"person_?id|_person\b|^person", field.column)):
                found.add((model._meta.db_table, field.column))
    return found


def test_every_column_that_refers_to_a_person_follows_a_merge_or_says_why_not():
    named = {(each.table, each.column) for each in (*followers(), *unfollowed())}

    assert len(named) == len([*followers(), *unfollowed()]), "a column is named twice"
    assert columns_of_persons() - named == set(), (
        "name these in duplicates.services.following, or let them follow"
    )
    assert named - columns_of_persons() - _BY_ANOTHER_NAME == set(), "these are gone"


def test_what_people_are_told_of_says_when_it_came_and_what_it_is():
    for follower in followers():
        if follower.kind:
            assert follower.came_at, follower
            assert follower.title != "''", follower
    assert all(each.reason.endswith(".") for each in unfollowed())


def test_a_column_that_leads_to_one_that_follows_need_not_be_named():
    """Steps, interviews and evaluations hang on a hiring process and go where it goes."""
    tables = {table for table, _ in columns_of_persons()}

    assert "hiring_processstep" not in tables
    assert "evaluation_evaluation" not in tables
