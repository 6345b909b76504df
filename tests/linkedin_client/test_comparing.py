"""Which fields does LinkedIn hold otherwise than we would write them?"""

from __future__ import annotations

import pytest

from linkedin_client.comparing import differing

WRITABLE = frozenset({"firstName", "middleInitial", "phoneNumbers", "doNotContact"})

#: Ours, theirs, and the fields that differ.
CASES = [
    ({"firstName": "Noor"}, {"firstName": "Noor"}, set()),
    ({"firstName": "Noor"}, {"firstName": "Nora"}, {"firstName"}),
    ({"firstName": "Noor"}, {}, {"firstName"}),
    # an upsert replaces the whole record: what we would not write should not be there
    ({}, {"middleInitial": "K"}, {"middleInitial"}),
    # what LinkedIn adds of its own is no difference
    ({"firstName": "Noor"}, {"firstName": "Noor", "entityUrn": "urn:li:x:1"}, set()),
    # empty and absent are the same, at every depth
    ({"phoneNumbers": [], "doNotContact": False}, {}, set()),
    ({"phoneNumbers": [{"number": "1", "extension": ""}]}, {"phoneNumbers": [{"number": "1"}]}, set()),
    ({"phoneNumbers": [{"number": "1"}]}, {"phoneNumbers": [{"number": "2"}]}, {"phoneNumbers"}),
    # a touch moves the moment, in either generation's name
    ({"atsLastModifiedAt": 1}, {"atsLastModifiedAt": 2}, set()),
    ({"externalLastModifiedAt": 1}, {}, set()),
    # how a match is read back is not documented
    ({"manualMatchedMember": "urn:li:person:a"}, {}, set()),
]


@pytest.mark.parametrize(("ours", "theirs", "fields"), CASES)
def test_only_what_was_written_otherwise_differs(ours, theirs, fields):
    assert differing(ours, theirs, writable=WRITABLE) == fields


def test_a_record_that_is_not_there_is_no_difference_of_fields():
    assert differing({"firstName": "Noor"}, None, writable=WRITABLE) is None
