"""How does a person go, and who keeps the receipt? One file per family of verbs."""

from __future__ import annotations

from recruit.privacy.services.again import erase_again
from recruit.privacy.services.erasing import (
    MeetingIsToCome,
    NameDiffers,
    PersonNotYoursToErase,
    SomethingRemains,
    erase_person,
    pseudonymise_person,
)
from recruit.privacy.services.listing import ListedErasure, list_receipts, read_list
from recruit.privacy.services.sides import finish_side, note_trouble, open_side
from recruit.privacy.services.taking_back import SomethingWasBuilt, take_back_person

__all__ = [
    "ListedErasure",
    "MeetingIsToCome",
    "NameDiffers",
    "PersonNotYoursToErase",
    "SomethingRemains",
    "SomethingWasBuilt",
    "erase_again",
    "erase_person",
    "finish_side",
    "list_receipts",
    "note_trouble",
    "open_side",
    "pseudonymise_person",
    "read_list",
    "take_back_person",
]
