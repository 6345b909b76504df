"""Which tables hold something of a person, and what becomes of it when the person is merged into another?

A table is named here, or by whoever lies above this app through ``let_follow``. A test asks every column that refers to
a person whether it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Follower:
    """A column that holds the id of a person.

    ``unique``: columns of which a person has each combination once; what the survivor has already does not come along.
    ``process``: the column that says of which hiring process a row is: it goes where the process goes.
    ``kind`` (in English, marked for translation) and ``title`` (SQL over the row, named ``one``) tell people of a row
    that came after the merge; without a kind it is not told of.
    """

    table: str
    column: str = "person_id"
    unique: tuple[str, ...] = ()
    process: str = ""
    kind: str = ""
    title: str = "''"
    came_at: str = ""


@dataclass(frozen=True)
class Unfollowed:
    """A column that holds the id of a person and is left as it is, or is written anew, with the reason."""

    table: str
    column: str
    reason: str


_FOLLOWERS: list[Follower] = [
    Follower(
        "hiring_hiringprocess",
        kind=gettext_noop("hiring process"),
        title="(SELECT name FROM positions_position WHERE id = one.position_id)",  # English
        came_at="started_at",
    ),
    Follower(
        "people_contactpoint",
        unique=("kind", "normalized"),
        kind=gettext_noop("contact detail"),
        title="one.value",  # English
        came_at="at",
    ),
    Follower(
        "people_externalidentity",
        kind=gettext_noop("outside profile"),
        title="one.provider || COALESCE(NULLIF(': ' || one.url, ': '), '')",  # English
        came_at="created_at",
    ),
    Follower(
        "people_persontag",
        unique=("tag_id",),
        kind=gettext_noop("tag"),
        title="(SELECT name FROM people_tag WHERE id = one.tag_id)",  # English
        came_at="at",
    ),
    Follower(
        "people_personfile",
        unique=("kind", "sha256"),
        process="process_id",
        kind=gettext_noop("file"),
        title="one.name",  # English
        came_at="added_at",
    ),
    Follower("people_removedfile", process="process_id"),
    Follower("people_formerpersonid"),
    Follower(
        "activity_note",
        process="process_id",
        kind=gettext_noop("note"),
        title="left(one.text, 300)",  # English
        came_at="created_at",
    ),
    Follower("activity_activity", process="process_id"),
    Follower("company_teammate", column="hidden_person_id"),
    Follower("access_invitation", column="hidden_person_id"),
    Follower(
        "privacy_consent",
        kind=gettext_noop("consent"),
        title="one.basis || ', ' || one.origin",  # English
        came_at="given_at",
    ),
    Follower("privacy_consentrequest"),
    # Who was told once is not told again.
    Follower("privacy_notice", unique=("company_id",)),
    # The survivor's own clock stays, if there is one; the next night reckons it anew.
    Follower("privacy_retentionclock", unique=("company_id",)),
    # Of those who were merged into the one who goes.
    Follower("duplicates_merge", column="survivor_id"),
    # The survivor's own sketch stays, if there is one.
    Follower("duplicates_resumesketch", unique=("company_id",)),
]
_UNFOLLOWED: list[Unfollowed] = [
    Unfollowed(
        "people_persontoken",
        "person_id",
        "Search words are written anew from what the person has.",  # English
    ),
    Unfollowed(
        "duplicates_blockingkey",
        "person_id",
        "Keys are written anew from what the person has.",  # English
    ),
    Unfollowed(
        "duplicates_duplicatecase",
        "first_id",
        "Cases of the one who goes are kept and put back.",  # English
    ),
    Unfollowed(
        "duplicates_duplicatecase",
        "second_id",
        "Cases of the one who goes are kept and put back.",  # English
    ),
    Unfollowed("duplicates_merge", "lost_id", "It says who went."),  # English
    Unfollowed("duplicates_laterrow", "assigned_id", "It says what somebody decided."),  # English
]


def let_follow(*followers: Follower) -> None:
    """For apps above this one, from their ``apps.ready``; naming a column twice names it once."""
    _FOLLOWERS.extend(each for each in followers if each not in _FOLLOWERS)


def leave_alone(*columns: Unfollowed) -> None:
    """The same for what does not follow."""
    _UNFOLLOWED.extend(each for each in columns if each not in _UNFOLLOWED)


def followers() -> Iterable[Follower]:
    """In the order in which they were named: processes first."""
    return tuple(_FOLLOWERS)


def follower_of(table: str) -> Follower | None:
    return next((each for each in _FOLLOWERS if each.table == table), None)


def unfollowed() -> Iterable[Unfollowed]:
    return tuple(_UNFOLLOWED)
