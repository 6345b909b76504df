"""Why and how long is a person kept, how do they go, and who keeps the receipt? One file per family of verbs."""

from __future__ import annotations

from recruit.privacy.services.acting import carry_out, let_go, reckon
from recruit.privacy.services.again import erase_again
from recruit.privacy.services.asking import Asked, answer_request, ask_for_consent, send_request
from recruit.privacy.services.consents import (
    ConsentNotUnderstood,
    NothingToWithdraw,
    record_application,
    record_consent,
    withdraw_consent,
)
from recruit.privacy.services.erasing import (
    MeetingIsToCome,
    NameDiffers,
    PersonNotYoursToErase,
    SomethingRemains,
    erase_person,
    pseudonymise_person,
)
from recruit.privacy.services.forgetting import forget_keeping
from recruit.privacy.services.keeping import (
    ConsentTextEmpty,
    ReasonMissing,
    Rule,
    RuleNotUnderstood,
    keep_longer,
    set_consent,
    set_retention,
)
from recruit.privacy.services.listing import ListedErasure, list_receipts, read_list
from recruit.privacy.services.notices import (
    NoticeNotUnderstood,
    owe_notice,
    send_notice,
    set_notice,
    try_notice_again,
)
from recruit.privacy.services.reckoning import reckon_persons
from recruit.privacy.services.sides import finish_side, note_trouble, open_side
from recruit.privacy.services.taking_back import SomethingWasBuilt, take_back_person

__all__ = [
    "Asked",
    "ConsentNotUnderstood",
    "ConsentTextEmpty",
    "ListedErasure",
    "MeetingIsToCome",
    "NameDiffers",
    "NothingToWithdraw",
    "NoticeNotUnderstood",
    "PersonNotYoursToErase",
    "ReasonMissing",
    "Rule",
    "RuleNotUnderstood",
    "SomethingRemains",
    "SomethingWasBuilt",
    "answer_request",
    "ask_for_consent",
    "carry_out",
    "erase_again",
    "erase_person",
    "finish_side",
    "forget_keeping",
    "keep_longer",
    "let_go",
    "list_receipts",
    "note_trouble",
    "open_side",
    "owe_notice",
    "pseudonymise_person",
    "read_list",
    "reckon",
    "reckon_persons",
    "record_application",
    "record_consent",
    "send_notice",
    "send_request",
    "set_consent",
    "set_notice",
    "set_retention",
    "take_back_person",
    "try_notice_again",
    "withdraw_consent",
]
