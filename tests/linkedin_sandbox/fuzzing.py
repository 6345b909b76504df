"""What could a careless or broken ATS send? Calls by chance, most of them nearly right, some of them anything.

They begin with a request of the contract's examples, or with an address and a method that the sandbox itself says it
offers, so that a resource that is added is fuzzed from its first day. Then keys, encodings, bodies, methods, headers
and tunnels are edited.
"""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from tests.contract.reading import examples
from tests.linkedin_sandbox.records import CONTEXT, PARENT

METHODS = (
    "get", "batch_get", "finder", "get_all", "create", "batch_create", "partial_update", "batch_partial_update",
    "update", "batch_update", "delete", "batch_delete", "action", "BATCH_UPDATE", "no_such", "",
)  # fmt: skip
VERBS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")
SNIPPETS = (
    "'", "''", "(", ")", "((((((((", "List(", "List()", "List((a:b))", ",", ":", "%", "%2", "%00", "%ff", "%ED%A0%80",
    "%25", "%2525", "+", "~2E", "~", "[", "]", "%5B0%5D", "&", "=", "ids[0].", "ids[0].a=b", "&ids=x", "ids[99999999999].a=b",
    "ids[-1].a=b", "$params:()", "$params.a=b", "%C2%B2", "urn:li:person:", "urn:li:organization:1", CONTEXT, "null", "é", "a" * 300,
    "q=criteria", "&q=", "&start=-1", "&start=%C2%B2", "&start=99999999999999999999", "&count=0", "&fields=a,b(c,d)", "&fields=((",
    "/", "//", "/../", ";", "?", "@", "*", "!", "&action=x",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**200, 0.5, 1e308, "", " ", "\x00", "\ud800", "\udfff x", "😀", "²",
    "a" * 5000, "http://[", "http://[::1", "https://example.org/a b", "//", "a@b.c", "a@b", "urn:li:person:", "urn:li:person:=",
    "urn:li:organization:²", CONTEXT, "Not Available", "CREATE", "CLOSE", [], {}, [[]], [None], [{}], {"": ""}, {"$set": None},
    {"$set": {"emailAddresses": None}}, {"$delete": 1}, {"$delete": [{}]}, {"patch": {"$set": {}}}, {"entities": {}}, {"string": []},
    {"duration": "x", "unit": 3},
)  # fmt: skip
BODIES = (
    b"", b"{", b"[]", b"null", b"{}", b'{"entities":{}}', b'{"elements":[]}', b'{"elements":[{}]}', b'{"elements":[null,1]}',
    b'{"entities":[]}', b'{"entities":{"x":NaN}}', b'{"entities":{"x":{"a":1e999}}}', b'{"patch":[]}', b'{"patch":{"$set":[]}}',
    b"\xff\xfe", b"[" * 5000, b'{"a":' * 5000, b"ids=List((a:b))", b"\x00", b'{"a":1,"a":2}', b"1" * 5000,
)  # fmt: skip


@dataclass(frozen=True)
class Wire:
    """One request, exactly as it goes over the wire."""

    verb: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class Connection(http.client.HTTPConnection):
    """Python's own client refuses to send some of what a broken one would."""

    def _validate_path(self, url: str) -> None:
        """Anything goes."""

    def _encode_request(self, request: str) -> bytes:
        return request.encode()


@dataclass(frozen=True)
class Answered:
    status: int
    headers: dict[str, str]
    body: Any


def send(port: int, wire: Wire) -> Answered:
    connection = Connection("127.0.0.1", port, timeout=60)
    try:
        connection.putrequest(wire.verb, wire.target, skip_accept_encoding=True)
        for name, value in ({"Content-Length": str(len(wire.body))} | wire.headers).items():
            connection.putheader(name, value)
        connection.endheaders(wire.body or None)
        answer = connection.getresponse()
        content = answer.read()
        headers = {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()
    return Answered(answer.status, headers, read(wire, answer.status, content))


def read(wire: Wire, status: int, content: bytes) -> Any:
    """The answer's JSON; what is none is shown with the call that it answers."""
    try:
        return json.loads(content) if content else None
    except ValueError:
        raise AssertionError(f"no JSON: {wire} → {status} {content[:300]!r}") from None


def edited(chance: Random, text: str) -> str:
    """The text with a few pieces put in, left out or said twice."""
    for _edit in range(chance.choice((0, 0, 0, 0, 0, 1, 1, 2, 4))):
        begin = chance.randint(0, len(text))
        end = min(len(text), begin + chance.randint(0, 12))
        piece = chance.choice((*SNIPPETS, "", text[begin:end] * 2))
        text = text[:begin] + piece + text[end:]
    return text


def edited_json(chance: Random, value: Any) -> Any:
    """The value with one of its parts replaced, renamed or left out."""
    kind = chance.choice(("keep", "replace", *("below",) * 8))
    if kind == "keep":
        return value
    if kind == "below" and isinstance(value, dict) and value:
        name = chance.choice(sorted(value))
        rest = {other: part for other, part in value.items() if other != name}
        if chance.randint(0, 9) == 0:
            return rest
        return rest | {edited(chance, name): edited_json(chance, value[name])}
    if kind == "below" and isinstance(value, list) and value:
        index = chance.randrange(len(value))
        return [*value[:index], edited_json(chance, value[index]), *value[index + 1 :]]
    return chance.choice(VALUES)


def body_of(chance: Random, content: Any) -> bytes:
    if content is None or chance.randint(0, 30) == 0:
        return chance.choice((*BODIES, chance.randbytes(40)))
    written = json.dumps(edited_json(chance, content) if chance.randint(0, 2) else content)
    return (edited(chance, written) if chance.randint(0, 30) == 0 else written).encode()


@dataclass(frozen=True)
class Known:
    """What the calls begin with: tokens, the contract's requests, and what the sandbox offers."""

    tokens: tuple[str, ...]
    offered: list[dict[str, Any]]
    requests: list[dict[str, Any]]

    @classmethod
    def of(cls, *, child: str, parent: str, offered: list[dict[str, Any]], names: dict[str, str]) -> Known:
        listed = [one["request"] for one in examples(whom="server") if one["generation"] in {"v2", "rest"}]
        text = json.dumps(listed)
        for stand_in, real in names.items():
            text = text.replace(stand_in, real)
            text = text.replace(stand_in.replace(":", "%3A"), real.replace(":", "%3A"))
        tokens = (*(child,) * 24, parent, "nobody-knows-it", "")
        return cls(tokens=tokens, offered=offered, requests=json.loads(text))


@dataclass(frozen=True)
class Said:
    """What a call says before it is dressed for the wire."""

    verb: str
    path: str
    query: str
    content: Any
    method: str
    token: str = ""


def _of_the_contract(chance: Random, known: Known) -> Said:
    request = chance.choice(known.requests)
    headers = request["headers"]
    return Said(
        request["verb"],
        request["path"],
        request["query"] or "",
        request["body"],
        headers.get("X-RestLi-Method", ""),
        headers.get("Authorization", "").removeprefix("Bearer "),
    )


_VERB_OF = {"get": "GET", "batch_get": "GET", "finder": "GET", "update": "PUT", "batch_update": "PUT"}
_VERB_OF |= {"delete": "DELETE", "batch_delete": "DELETE"}


def _of_the_program(chance: Random, known: Known) -> Said:
    offered = chance.choice(known.offered)
    method = chance.choice((*offered["methods"], *offered["methods"], chance.choice(METHODS)))
    plain, _colon, finder = method.partition(":")
    above, _slash, below = offered["address"].partition("/")
    path = f"/{offered['generation']}/{above}"
    if below:
        keys = (
            f"a=x&dataProvider=ATS&integrationContext={CONTEXT}",
            f"(a:x,integrationContext:{CONTEXT})",
            "x",
        )
        path += f"/{edited(chance, chance.choice(keys))}/{below}"
    elif chance.randint(0, 4) == 0:
        path += f"/{edited(chance, 'urn:li:developerApplication:880001')}"
    listed = ("ids=x", "ids=List(x)", "ids=List((a:x))", "ids[0].a=x", "")
    query = f"q={finder}&start=0&requestId=x" if finder else chance.choice(listed)
    body = {"entities": {"x": {}, "(a:x)": {"patch": {"$set": {}}}}, "elements": [{}], "patch": {"$set": {}}}
    return Said(_VERB_OF.get(plain, "POST"), path, query, body, plain)


def call_by(chance: Random, known: Known) -> Wire:
    """Any call: often only its record or only its query is odd, sometimes everything is."""
    said = chance.choice((_of_the_contract, _of_the_contract, _of_the_program))(chance, known)
    odd = chance.choice(("record", "record", "query", "anything"))
    verb, path, query = said.verb, said.path, said.query
    if odd == "anything":
        verb = chance.choice(VERBS) if chance.randint(0, 5) == 0 else verb
        _slash, generation, below = path.split("/", 2)
        path = f"/{generation}/{edited(chance, below)}"
    if odd != "record":
        query = edited(chance, query)
    headers = _headers(chance, known, said, is_odd=odd == "anything")
    body = b"" if verb in ("GET", "DELETE") else body_of(chance, said.content)
    if chance.randint(0, 4) == 0:
        return _tunneled(chance, Wire(verb, path, headers, body), query)
    if query and len(path) + len(query) < 7000:
        path += f"?{query}"
    return Wire(verb, _sendable(path), headers, body)


def _sendable(target: str) -> str:
    """What the HTTP server itself would refuse never reaches the sandbox."""
    return "".join(sign for sign in target if sign >= "!" and sign not in '#"<>\\^`{|}\x7f')


def _headers(chance: Random, known: Known, said: Said, *, is_odd: bool) -> dict[str, str]:
    rest = said.path.startswith("/rest")
    if not is_odd:
        plain = {"Authorization": f"Bearer {said.token or known.tokens[0]}", "X-RestLi-Method": said.method}
        generation = {"LinkedIn-Version": "202603", "X-RestLi-Protocol-Version": "2.0.0"} if rest else {}
        return {name: value for name, value in (plain | generation).items() if value}
    token = said.token if said.token and chance.randint(0, 9) else chance.choice(known.tokens)
    scheme = chance.choice((*("Bearer",) * 40, "bearer", "Basic", ""))
    chosen = {
        "Authorization": f"{scheme} {token}".strip(),
        "Content-Type": chance.choice(
            (*("application/json",) * 12, "text/plain", "", "multipart/mixed", "é")
        ),
        "LinkedIn-Version": chance.choice(
            (*("202603" if rest else "",) * 30, "202501", "202508.02", "x", "²")
        ),
        "X-RestLi-Protocol-Version": chance.choice(
            (*("2.0.0" if rest else "",) * 20, "1.0.0", "2.0.0", "3.0.0", "é")
        ),
        "X-RestLi-Method": chance.choice((*(said.method,) * 80, *METHODS)),
    }
    left_out = chance.choice((*("",) * 60, *chosen))
    return {name: value for name, value in chosen.items() if value and name != left_out}


def _tunneled(chance: Random, wire: Wire, query: str) -> Wire:
    headers = wire.headers | {
        "X-HTTP-Method-Override": chance.choice((*(wire.verb,) * 12, "PATCH", wire.verb.lower(), ""))
    }
    target = wire.target if chance.randint(0, 4) else f"{wire.target}?{query[:2000]}"
    if not wire.body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = chance.choice((*(query.encode(),) * 8, query.encode("utf-16"), b"\xff"))
        return Wire("POST", _sendable(target), headers, body)
    boundary = chance.choice(("b7", "=_odd'()+_,-./:=?", "x" * 70, "b"))
    headers["Content-Type"] = f'multipart/mixed; boundary="{boundary}"'
    return Wire("POST", _sendable(target), headers, _parts(chance, boundary, query, wire.body))


def _parts(chance: Random, boundary: str, query: str, content: bytes) -> bytes:
    """Both parts, mostly; sometimes one of them or none, and now and then no end."""
    line_end = chance.choice((b"\r\n", b"\n"))
    form = b"Content-Type: application/x-www-form-urlencoded" + 2 * line_end + query.encode()
    json_part = b"Content-Type: application/json" + 2 * line_end + content
    parts = chance.choice((*((form, json_part),) * 12, (json_part, form), (json_part,), (form,), ()))
    sign = f"--{boundary}".encode()
    end = sign + chance.choice((*(b"--",) * 12, b"--\r\n", b""))
    return b"".join(sign + line_end + part + line_end for part in parts) + end


def token_call_by(chance: Random) -> Wire:
    """A call for a token: its form, its type or its address odd."""
    forms = (
        f"grant_type=client_credentials&client_id={PARENT[0]}&client_secret={quote(PARENT[1], safe='')}",
        f"grant_type=authorization_code&client_id={PARENT[0]}&client_secret=x&code=y&redirect_uri=https%3A%2F%2Fats.example",
        "grant_type=refresh_token",
    )
    form = edited(chance, chance.choice(forms))
    kinds = (*("application/x-www-form-urlencoded",) * 8, "application/json", "text/plain; charset=x", "é")
    body = chance.choice((form.encode(), form.encode(), form.encode(), chance.randbytes(30), b""))
    return Wire("POST", "/oauth/v2/accessToken", {"Content-Type": chance.choice(kinds)}, body)
