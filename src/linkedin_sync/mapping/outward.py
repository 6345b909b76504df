"""Does something that an admin may choose to send belong on LinkedIn? Notes, evaluations and résumés: one table."""

from __future__ import annotations

from linkedin_client import Actor
from linkedin_sync.enums import FeedbackOutward, NotesOutward, ResumesOutward


def belongs_on_linkedin(*, setting: str, is_private: bool, is_there_as_it_is: bool) -> bool:
    """Whether LinkedIn is to have a part whose candidate or application it has.

    ``is_private``: somebody would read it there who may not read it here. While parts are kept there but not sent any
    more, one that was changed since is taken away: its new words are not to be told, and its old ones do not hold.
    """
    if is_private:
        return False
    if setting in {NotesOutward.YES, FeedbackOutward.YES, ResumesOutward.YES}:
        return True
    return setting in {NotesOutward.KEPT, FeedbackOutward.KEPT, ResumesOutward.KEPT} and is_there_as_it_is


def actor_named(first_name: str, last_name: str) -> Actor | None:
    """LinkedIn wants both names or nobody."""
    first, last = first_name.strip(), last_name.strip()
    return Actor(first_name=first, last_name=last) if first and last else None
