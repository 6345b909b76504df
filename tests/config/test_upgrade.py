"""Which changes of the tables does the version before bear? A table of operations, and the real plan."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations import operations as ops
from django.db.migrations.state import ModelState, ProjectState

from config import upgrade
from config.upgrade import Judge, Step, lines_of, steps_to_come
from recruit.base.rowsecurity import CompanyWall

KEY = ("id", models.BigAutoField(primary_key=True))


def judge() -> Judge:
    """Of an app with one table, which the version before uses."""
    state = ProjectState()
    state.add_model(ModelState("hiring", "Old", [KEY, ("name", models.CharField(max_length=20))]))
    return Judge(state)


def created():
    return ops.CreateModel("New", [KEY, ("name", models.CharField(max_length=20))])


NOT_BLANK = models.CheckConstraint(condition=~models.Q(name=""), name="named")


@pytest.mark.parametrize(
    ("operations", "bears"),
    [
        # what is new is nobody's yet, with everything that belongs to it
        ([created()], True),
        ([created(), CompanyWall("hiring_new"), ops.AddConstraint("New", NOT_BLANK)], True),
        ([created(), ops.AddField("New", "size", models.IntegerField(default=0))], True),
        ([created(), ops.DeleteModel("New")], True),
        # a field that may be left out: empty, or filled by the database
        ([ops.AddField("Old", "note", models.TextField(null=True))], True),
        ([ops.AddField("Old", "size", models.IntegerField(db_default=0))], True),
        # Python's default is not the database's: the version before leaves the field out
        ([ops.AddField("Old", "size", models.IntegerField(default=0))], False),
        ([ops.AddIndex("Old", models.Index(fields=["name"], name="by_name"))], True),
        # what was allowed is forbidden
        ([ops.AddConstraint("Old", NOT_BLANK)], False),
        ([CompanyWall("hiring_old")], False),
        # words for people do not change the column; its length does
        (
            [ops.AlterField("Old", "name", models.CharField(max_length=20, help_text="As it is spoken."))],
            True,
        ),
        ([ops.AlterField("Old", "name", models.CharField(max_length=20, choices=[("a", "A")]))], True),
        ([ops.AlterField("Old", "name", models.CharField(max_length=10))], False),
        ([ops.RemoveField("Old", "name")], False),
        ([ops.RenameField("Old", "name", "title")], False),
        ([ops.RenameModel("Old", "Older")], False),
        ([ops.DeleteModel("Old")], False),
        # nobody can say
        ([ops.RunSQL("SELECT 1")], False),
        ([ops.RunPython(ops.RunPython.noop)], False),
    ],
)
def test_what_the_version_before_bears(operations, bears):
    judging = judge()

    harms = [judging.harm_of(operation, "hiring") for operation in operations]

    assert (not any(harms)) is bears


@pytest.mark.parametrize(
    ("steps", "last"),
    [
        ([], "can be restarted one by one."),
        ([Step("hiring.0002", ())], "migrate, then restart web servers and workers one by one."),
        (
            [Step("hiring.0002", ()), Step("hiring.0003", ("Delete model Old",))],
            "migrate, and start the new ones.",
        ),
    ],
)
def test_it_is_told_what_to_do(steps, last):
    assert [*lines_of(steps)][-1].endswith(last)


def test_the_real_plan_is_read_from_the_database(db, capsys):
    assert steps_to_come() == []
    assert upgrade.tell_plan() == 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'reports'")

    found = steps_to_come()

    assert found
    assert {step.name.partition(".")[0] for step in found} == {"reports"}
    assert upgrade.tell_plan() == (3 if any(step.harms for step in found) else 0)
    assert "reports.0001_initial" in capsys.readouterr().out
