"""Does every key come back as it went, in both protocols?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkedin_client.restli import protocol1, protocol2
from linkedin_client.restli.keys import identity

PROTOCOLS = pytest.mark.parametrize("protocol", [protocol1, protocol2], ids=["1.0.0", "2.0.0"])
ORGANIZATION = "urn:li:organization:2000117"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
#: Half of all texts are of nothing but what one of the notations reserves.
awkward = st.one_of(texts, st.text("%+&=~.[](),:' '\"/?#\n\u00fc\u4e2d", max_size=20))
parts = st.sampled_from(["atsCandidateId", "dataProvider", "integrationContext", "assignee", "entityId"])
complex_keys = st.dictionaries(parts, awkward, min_size=1)


@PROTOCOLS
@given(keys=st.lists(complex_keys, min_size=1, max_size=5))
def test_complex_keys_survive_a_query(protocol, keys):
    assert protocol.read_ids(protocol.ids(keys)) == keys


@PROTOCOLS
@given(keys=st.lists(awkward, min_size=1, max_size=5))
def test_plain_keys_survive_a_query(protocol, keys):
    assert protocol.read_ids(protocol.ids(keys)) == keys


@PROTOCOLS
@given(key=complex_keys)
def test_a_complex_key_survives_a_body(protocol, key):
    assert protocol.readings_of(protocol.body_key(key))[0] == identity(key)


@PROTOCOLS
@given(key=complex_keys)
def test_a_complex_key_survives_an_answer(protocol, key):
    assert protocol.readings_of(protocol.answer_key(key))[0] == identity(key)


@PROTOCOLS
@given(key=awkward)
def test_a_plain_key_is_among_the_readings_of_what_it_was_written_as(protocol, key):
    assert key in protocol.readings_of(protocol.body_key(key))


@PROTOCOLS
@given(keys=st.lists(complex_keys, min_size=1, max_size=3))
def test_a_query_is_ascii_and_has_nothing_that_ends_it(protocol, keys):
    query = protocol.ids(keys)

    assert query.isascii()
    assert not set(query) & set(' #"<>\n')


def test_protocol_1_writes_a_query_with_numbered_parts():
    key = {"atsCandidateId": "cand-7f31", "integrationContext": ORGANIZATION}

    assert protocol1.ids([key]) == (
        "ids%5B0%5D.atsCandidateId=cand-7f31&ids%5B0%5D.integrationContext=urn%3Ali%3Aorganization%3A2000117"
    )


def test_protocol_1_escapes_with_a_tilde_what_its_paths_reserve():
    assert protocol1.body_key({"id": "a.b[c]~"}) == "id=a~2Eb~5Bc~5D~7E"
    assert protocol1.ids([{"id": "a.b"}]) == "ids%5B0%5D.id=a~2Eb"


def test_protocol_1_leaves_urns_raw_in_a_body_and_encodes_them_in_an_answer():
    key = {"integrationContext": ORGANIZATION}

    assert protocol1.body_key(key) == "integrationContext=urn:li:organization:2000117"
    assert protocol1.answer_key(key) == "integrationContext=urn%3Ali%3Aorganization%3A2000117"


def test_protocol_2_encodes_only_its_own_five_characters_in_a_body():
    key = {"id": "a,b(c)'d:e/ü", "empty": ""}

    assert protocol2.body_key(key) == "(id:a%2Cb%28c%29%27d%3Ae/ü,empty:'')"


@PROTOCOLS
def test_an_empty_text_survives(protocol):
    assert protocol.read_ids(protocol.ids([{"id": ""}])) == [{"id": ""}]


#: How LinkedIn may write the key {atsCandidateId: c 1+2, integrationContext: urn:li:organization:2000117} in 1.0.0.
WRITTEN_IN_1 = [
    "atsCandidateId=c+1%2B2&integrationContext=urn%3Ali%3Aorganization%3A2000117",  # encoded as a form
    "atsCandidateId=c%201%2B2&integrationContext=urn%3Ali%3Aorganization%3A2000117",  # encoded as a URL
    "integrationContext=urn%3ali%3aorganization%3a2000117&atsCandidateId=c+1%2b2",  # another order, lower-case hex
    "atsCandidateId=c 1+2&integrationContext=urn:li:organization:2000117",  # raw, as in LinkedIn's samples
    "atsCandidateId=c+1%2B2&integrationContext=urn%3Ali%3Aorganization%3A2000117&$params.x=1",  # with parameters
]


@pytest.mark.parametrize("written", WRITTEN_IN_1)
def test_protocol_1_recognises_a_key_however_it_is_written(written):
    wanted = identity({"atsCandidateId": "c 1+2", "integrationContext": ORGANIZATION})

    assert wanted in protocol1.readings_of(written)


#: How LinkedIn may write {externalCandidateId: c-1, integrationContext: urn:li:organization:2000117} in 2.0.0.
WRITTEN_IN_2 = [
    "(externalCandidateId:c-1,integrationContext:urn%3Ali%3Aorganization%3A2000117)",  # the specification's form
    "(integrationContext:urn%3ali%3aorganization%3a2000117,externalCandidateId:c-1)",  # another order, lower-case hex
    "($params:(),externalCandidateId:c-1,integrationContext:urn%3Ali%3Aorganization%3A2000117)",  # empty parameters
    "($params:(a:b),externalCandidateId:c-1,integrationContext:urn%3Ali%3Aorganization%3A2000117)",  # some parameters
]


@pytest.mark.parametrize("written", WRITTEN_IN_2)
def test_protocol_2_recognises_a_key_however_it_is_written(written):
    wanted = identity({"externalCandidateId": "c-1", "integrationContext": ORGANIZATION})

    assert protocol2.readings_of(written)[0] == wanted


@pytest.mark.parametrize("written", ["(a:b", "(a)", "(a:b)c", "List(a", "(a:b(c))", "List((a:b)(c:d))"])
def test_protocol_2_calls_malformed_what_it_cannot_read(written):
    with pytest.raises(protocol2.Malformed):
        protocol2.read(written)


def test_protocol_2_reads_lists_and_records_in_each_other():
    assert protocol2.read("(a:List(1,(b:''),List()),c:true)") == {"a": ["1", {"b": ""}, []], "c": "true"}


def test_protocol_2_does_not_take_another_parameter_for_ids():
    assert protocol2.read_ids("q=criteria&ids=List(a)") == ["a"]
    assert protocol2.read_ids("q=criteria") == []
    with pytest.raises(protocol2.Malformed):
        protocol2.read_ids("ids=a")


def test_a_list_parameter_is_repeated_in_1_and_a_list_in_2():
    values = {"contracts": ["urn:li:contract:1", "urn:li:contract:2"], "start": 0}

    assert (
        protocol1.parameters(values)
        == "contracts=urn%3Ali%3Acontract%3A1&contracts=urn%3Ali%3Acontract%3A2&start=0"
    )
    assert (
        protocol2.parameters(values)
        == "contracts=List(urn%3Ali%3Acontract%3A1,urn%3Ali%3Acontract%3A2)&start=0"
    )


def test_a_finders_parameters_are_written_in_each_protocols_way():
    parameters = {"q": "criteria", "owners": ["urn:li:seat:1", "a,b"], "timeRange": {"start": 1, "end": 2}}

    assert protocol1.parameters(parameters) == (
        "q=criteria&owners=urn%3Ali%3Aseat%3A1&owners=a%2Cb&timeRange.start=1&timeRange.end=2"
    )
    assert protocol2.parameters(parameters) == (
        "q=criteria&owners=List(urn%3Ali%3Aseat%3A1,a%2Cb)&timeRange=(start:1,end:2)"
    )
