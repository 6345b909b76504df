"""Query tunneling in all its forms: rule 9 of outbound.md section 20, through HTTP."""

from __future__ import annotations

import json

import pytest
from tests.linkedin_sandbox.records import (
    candidate,
    candidate_key,
    ids,
    job,
    rest_candidate,
    rest_candidate_key,
    rest_key,
    v2_key,
)
from tests.linkedin_sandbox.server import Ats, Prepared, Said, Server

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def form(ats: Ats, verb: str, query: str, *, target: str = "/v2/atsCandidates", method: str = "") -> Said:
    headers = ats.headers(method=method, X_HTTP_Method_Override=verb) | {"Content-Type": FORM}
    return ats.server.send("POST", target, body=query.encode(), headers=headers)


def part(kind: str, content: str, line_end: str = "\r\n") -> str:
    return f"Content-Type: {kind}{line_end}{line_end}{content}"


def parts(*contents: str, boundary: str = "b7", line_end: str = "\r\n", end: str = "--") -> bytes:
    listed = "".join(f"--{boundary}{line_end}{content}{line_end}" for content in contents)
    return f"{listed}--{boundary}{end}".encode()


def multipart(
    ats: Ats,
    verb: str,
    body: bytes,
    *,
    content_type: str = "multipart/mixed; boundary=b7",
    method: str = "batch_update",
) -> Said:
    headers = ats.headers(method=method, X_HTTP_Method_Override=verb) | {"Content-Type": content_type}
    return ats.server.send("POST", "/v2/atsCandidates", body=body, headers=headers)


QUERY = ids("v2", [candidate_key()])
UPSERT = json.dumps({"entities": {v2_key(candidate_key()): candidate()}})


def test_rule_09_a_deletion_through_a_form(prepared: Prepared) -> None:
    prepared.ats.add_candidate()

    said = form(prepared.ats, "DELETE", QUERY, method="batch_delete")

    assert list(said.results.values()) == [{"status": 204}]
    assert prepared.get("records/candidates")["count"] == 0


def test_rule_09_a_finder_through_a_form_and_the_override_in_small_letters(prepared: Prepared) -> None:
    ats = prepared.ats

    said = form(ats, "get", "q=request&requestId=nobody", target="/v2/atsIntegrations")

    assert (said.status, said.body["message"]) == (404, "Request not found or expired")


def test_rule_09_what_the_address_has_and_what_the_form_has_are_one_query(prepared: Prepared) -> None:
    ats = prepared.ats
    ats.add_candidate()

    said = form(ats, "GET", QUERY, target="/v2/atsCandidates?fields=firstName")

    assert list(said.results.values()) == [{"firstName": "Noor"}]


def test_rule_09_a_form_in_the_versioned_protocol(prepared: Prepared) -> None:
    ats = prepared.ats
    ats.add_candidate()
    headers = ats.headers(rest=True, X_HTTP_Method_Override="GET") | {
        "Content-Type": f"{FORM}; charset=UTF-8"
    }

    said = ats.server.send(
        "POST", "/rest/candidates", body=ids("rest", [rest_candidate_key()]).encode(), headers=headers
    )

    assert list(said.results) == [rest_key(rest_candidate_key())]


def test_rule_09_a_partial_update_is_tunneled_as_a_post(prepared: Prepared) -> None:
    ats = prepared.ats
    ats.add_candidate()
    patch = json.dumps(
        {"entities": {v2_key(candidate_key()): {"patch": {"$set": {"currentJobTitle": "Fitter"}}}}}
    )

    said = multipart(ats, "POST", parts(part(FORM, QUERY), part(JSON, patch)), method="batch_partial_update")

    assert list(said.results.values()) == [{"status": 204}]
    assert prepared.get("records/candidates")["records"][0]["record"]["currentJobTitle"] == "Fitter"


def test_rule_09_a_versioned_upsert_through_two_parts(prepared: Prepared) -> None:
    ats = prepared.ats
    key = rest_candidate_key("o'neil, (anna): x")
    body = json.dumps(
        {
            "entities": {
                "(externalCandidateId:o%27neil%2C %28anna%29%3A x,integrationContext:urn%3Ali%3Aorganization%3A2000117)": rest_candidate()
            }
        }
    )
    query = "ids=List((externalCandidateId:o%27neil%2C%20%28anna%29%3A%20x,integrationContext:urn%3Ali%3Aorganization%3A2000117))"
    headers = ats.headers(rest=True, method="batch_update", X_HTTP_Method_Override="PUT")
    headers["Content-Type"] = "multipart/mixed; boundary=b7"

    said = ats.server.send(
        "POST", "/rest/candidates", body=parts(part(FORM, query), part(JSON, body)), headers=headers
    )

    assert list(said.results.values()) == [{"status": 204}]
    assert prepared.get("records/candidates")["records"][0]["id"] == key["externalCandidateId"]


@pytest.mark.parametrize(
    ("boundary", "content_type"),
    [
        ("b7", 'multipart/mixed; boundary="b7"'),
        ("b7", "Multipart/Mixed;boundary=b7; charset=utf-8"),
        ("=_odd'()+_,-./:=?", 'multipart/mixed; boundary="=_odd\'()+_,-./:=?"'),
        ("-----x", "multipart/mixed; boundary=-----x"),
        ("x" * 70, f"multipart/mixed; boundary={'x' * 70}"),
    ],
)
def test_rule_09_boundaries_of_every_sort(prepared: Prepared, boundary: str, content_type: str) -> None:
    body = parts(part(FORM, QUERY), part(JSON, UPSERT), boundary=boundary)

    said = multipart(prepared.ats, "PUT", body, content_type=content_type)

    assert list(said.results.values()) == [{"status": 204}]


@pytest.mark.parametrize(
    "body",
    [
        b"nobody reads this\r\n" + parts(part(FORM, QUERY), part(JSON, UPSERT)) + b"\r\nnor this",
        parts(part(JSON, UPSERT), part(FORM, QUERY)),
        parts(f"content-type: {FORM}\r\nContent-Length: 9\r\n\r\n{QUERY}", part(f"{JSON}; charset=utf-8", UPSERT)),
        parts(part(FORM, QUERY), f"\r\n{UPSERT}"),
        parts(part(FORM, QUERY, "\n"), part(JSON, json.dumps(json.loads(UPSERT), indent=1), "\n"), line_end="\n"),
        parts(part(FORM, QUERY), part(JSON, UPSERT.replace("Noor", "--b7 Noor")), end="--\r\n"),
    ],
    ids=["more around", "other order", "more headers", "body without headers", "line feeds", "sign inside"],
)  # fmt: skip
def test_rule_09_parts_as_senders_write_them(prepared: Prepared, body: bytes) -> None:
    said = multipart(prepared.ats, "PUT", body)

    assert list(said.results.values()) == [{"status": 204}], said


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (parts(part(FORM, QUERY)), "multipart/mixed; boundary=b7"),
        (parts(part(JSON, UPSERT)), "multipart/mixed; boundary=b7"),
        (parts(part(FORM, QUERY), part(FORM, QUERY), part(JSON, UPSERT)), "multipart/mixed; boundary=b7"),
        (parts(), "multipart/mixed; boundary=b7"),
        (parts(part(FORM, QUERY), part(JSON, UPSERT), end=""), "multipart/mixed; boundary=b7"),
        (parts(part(FORM, QUERY), part(JSON, UPSERT)), "multipart/mixed; boundary=b8"),
        (parts(part(FORM, QUERY), part(JSON, UPSERT)), "multipart/mixed"),
        (parts(part(FORM, QUERY), part(JSON, UPSERT)), "multipart/form-data; boundary=b7"),
        (parts(f"Content-Type: {FORM}", part(JSON, UPSERT)), "multipart/mixed; boundary=b7"),
        (UPSERT.encode(), JSON),
        (b"\xff\xfe", FORM),
    ],
    ids=[
        "no body", "no query", "two queries", "nothing", "no end", "another boundary", "no boundary", "another type",
        "no empty line", "not tunneled", "not UTF-8",
    ],
)  # fmt: skip
def test_rule_09_a_tunnel_that_leads_nowhere_is_a_bad_request(
    prepared: Prepared, body: bytes, content_type: str
) -> None:
    said = multipart(prepared.ats, "PUT", body, content_type=content_type)

    assert (said.status, said.body["status"]) == (400, 400)
    assert prepared.get("records/candidates")["count"] == 0


def test_rule_09_an_unknown_verb_in_the_tunnel_is_a_method_that_is_not_there(prepared: Prepared) -> None:
    assert form(prepared.ats, "PATCH", QUERY).status == 400


def test_rule_09_without_the_override_a_tunneled_body_is_only_a_strange_create(prepared: Prepared) -> None:
    ats = prepared.ats
    headers = ats.headers() | {"Content-Type": FORM}

    said = ats.server.send("POST", "/v2/atsCandidates", body=QUERY.encode(), headers=headers)

    assert (said.status, "Method 'create' is not supported" in said.body["message"]) == (400, True)


@pytest.mark.parametrize(
    ("target", "more"),
    [
        (f"/v2/atsCandidates?ids={'x' * 4096}", {}),
        (f"/v2/atsCandidates/{'x' * 4097}", {}),
        (f"/v2/atsCandidates/{'x' * 3000}/{'y' * 3000}?q={'z' * 2500}", {}),
        ("/v2/atsCandidates", {"X-Long": "x" * 29_000}),
    ],
    ids=["query over 4 KB", "segment over 4 KB", "address over 8 KB", "headers over 28 KB"],
)
def test_rule_09_each_size_that_is_too_long(sandbox: Server, target: str, more: dict[str, str]) -> None:
    ats = sandbox.customer()

    said = sandbox.send("GET", target, headers=ats.headers() | more)

    assert (said.status, said.body["message"]) == (414, "URI too long")


def test_rule_09_a_tunneled_batch_create_keeps_its_method(prepared: Prepared) -> None:
    ats = prepared.ats
    headers = ats.headers(method="batch_create", X_HTTP_Method_Override="POST")
    headers["Content-Type"] = "multipart/mixed; boundary=b7"
    body = parts(part(FORM, "fields=id"), part(JSON, json.dumps({"elements": [job()]})))

    said = ats.server.send("POST", "/v2/simpleJobPostings", body=body, headers=headers)

    assert [element["status"] for element in said.body["elements"]] == [202]
