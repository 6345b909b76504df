"""The sandbox's own reading of Rest.li, without a server: keys, structures, tunnels."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkedin_sandbox.restli import keys, structures, tunnel
from linkedin_sandbox.restli.errors import WireRefusal
from linkedin_sandbox.world.people.person_urns import member_id_of, person_urn

TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)
PARTS = st.dictionaries(st.sampled_from(["a", "b", "c"]), TEXTS, min_size=1)


@given(PARTS)
def test_a_key_in_a_1_0_0_body_reads_back(key: dict[str, str]) -> None:
    written = keys.write_key(key, protocol=keys.V1)

    assert key in keys.read_body_key(written)


@given(PARTS)
def test_a_key_in_a_2_0_0_body_reads_back(key: dict[str, str]) -> None:
    written = keys.write_key(key, protocol=keys.V2)

    assert keys.read_body_key(written) == [key]


@given(st.lists(PARTS, max_size=4))
def test_a_list_of_keys_in_an_address_reads_back(listed: list[dict[str, str]]) -> None:
    written = (
        ",".join(f"{name}:{quote(value, safe='') or chr(39) * 2}" for name, value in key.items())
        for key in listed
    )
    raw = f"List({','.join(f'({key})' for key in written)})"

    assert keys.parse_ids(keys.parameters(f"ids={raw}")).keys == listed


@pytest.mark.parametrize(
    ("query", "expected", "syntax"),
    [
        ("ids[0].a=x&ids[0].b=y&ids[1].a=z", [{"a": "x", "b": "y"}, {"a": "z"}], keys.V1),
        ("ids%5B0%5D.a=x%3Ay", [{"a": "x:y"}], keys.V1),
        ("ids[10].a=last&ids[9].a=first", [{"a": "first"}, {"a": "last"}], keys.V1),
        ("ids[0].a=x&ids[0].$params.p=q", [{"a": "x"}], keys.V1),
        ("ids[0].a=v1~2E2~5B~5D~7E", [{"a": "v1.2[]~"}], keys.V1),
        ("ids=one&ids=two&fields=a", ["one", "two"], keys.V1),
        ("ids=List(one,two)", ["one", "two"], keys.V2),
        ("ids=List()", [], keys.V2),
        ("ids=List((a:'',b:x%2Cy))", [{"a": "", "b": "x,y"}], keys.V2),
        ("ids=List(($params:(),a:x))", [{"a": "x"}], keys.V2),
        ("ids=List%28%28a%3Ax%29%29", [{"a": "x"}], keys.V2),
        ("q=finder", [], None),
    ],
)
def test_keys_of_an_address(query: str, expected: list[keys.Key], syntax: str | None) -> None:
    found = keys.parse_ids(keys.parameters(query))

    assert (found.keys, found.syntax) == (expected, syntax)


@pytest.mark.parametrize("text", ["List((a:x)", "List(a", "(a)", "List(a)b", "List((a:x)(b:y))"])
def test_structures_that_are_not_closed(text: str) -> None:
    with pytest.raises(WireRefusal):
        structures.parse_list(text)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a=1&dataProvider=ATS&c=urn:li:organization:2", {"a": "1", "dataProvider": "ATS", "c": "urn:li:organization:2"}),
        ("a=x&y=z/w&dataProvider=ATS", {"a": "x&y=z/w", "dataProvider": "ATS"}),
        ("(a:1,c:urn:li:organization:2)", {"a": "1", "c": "urn:li:organization:2"}),
    ],
)  # fmt: skip
def test_keys_in_a_path_that_the_server_has_decoded(path: str, expected: dict[str, str]) -> None:
    assert keys.read_path_key(path, ["a", "dataProvider", "c"]) == expected


@pytest.mark.parametrize(
    ("content_type", "body"),
    [("text/plain", b"x"), ("multipart/mixed", b"--b"), ("multipart/mixed; boundary=b", b"--b\r\nno end")],
)
def test_tunnels_that_lead_nowhere(content_type: str, body: bytes) -> None:
    with pytest.raises(WireRefusal):
        tunnel.unpack(override="PUT", content_type=content_type, query="", body=body)


@given(st.integers(min_value=0, max_value=2**40 - 1), TEXTS, TEXTS)
def test_a_person_urn_is_read_by_its_own_application_only(member: int, ours: str, theirs: str) -> None:
    urn = person_urn(member, ours)

    assert member_id_of(urn, ours) == member
    if ours != theirs:
        assert member_id_of(urn, theirs) is None


@pytest.mark.parametrize(
    "urn", ["urn:li:person:", "urn:li:person:dEm0aa01", "urn:li:member:1", "urn:li:person:ü"]
)
def test_invented_person_urns_are_nobody(urn: str) -> None:
    assert member_id_of(urn, "86client") is None
