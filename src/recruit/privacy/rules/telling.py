"""What do we write to somebody whose data came from elsewhere? Words with places to fill in. Values in, values out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from recruit.base.texts import gettext_noop

#: By name, what stands there.
PLACES: Final = {
    "first_name": gettext_noop("the candidate's first name"),
    "name": gettext_noop("their whole name"),
    "company": gettext_noop("your company's name"),
    "came_through": gettext_noop("through which connected tool they came"),
    "added_on": gettext_noop("the day on which they were added"),
}
FIRST_SUBJECT: Final = "What {company} keeps of you"  # English
FIRST_TEXT: Final = (
    "Hello {first_name},\n\n"  # English
    "{company} looks for people for its open positions. On {added_on} a recruiter of ours found your profile "
    "through {came_through}, and we keep: your name, your profile's address, how to reach you, and for which "
    "positions we considered you.\n\n"
    "We keep this because we have a legitimate interest in finding people for our positions. Nobody outside of "
    "{company} reads it, but for the services that we use for our hiring.\n\n"
    "You may ask us at any time what we keep, have it corrected, object to it, or have it erased: answer this "
    "mail. You may also complain to a data protection authority.\n\n"
    "{company}"
)
_PLACE: Final = re.compile(r"\{([^{}\n]*)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """With each ``{place}`` filled in; what is no place stays as it stands."""
    return _PLACE.sub(lambda found: values.get(found.group(1), found.group()), text)


def unknown_places(text: str) -> list[str]:
    """In the order in which they stand there, each once."""
    return list(dict.fromkeys(name for name in _PLACE.findall(text) if name not in PLACES))
