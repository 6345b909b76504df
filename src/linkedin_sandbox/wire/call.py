"""What is being asked? One call as LinkedIn's servers see it, tunnel unpacked and addresses taken apart."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.restli import keys
from linkedin_sandbox.restli.errors import WireRefusal, access_denied, not_understood
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkedin_sandbox.world.access.access import Caller
    from linkedin_sandbox.world.models import Application

# What SQLite can count to, and more pages than anybody will ask for.
_NUMBER = re.compile(r"[0-9]{1,9}")
_METHODS = {
    "GET": ("get", "batch_get", "finder", "get_all"),
    "PUT": ("update", "batch_update"),
    "POST": ("create", "batch_create", "partial_update", "batch_partial_update", "action"),
    "DELETE": ("delete", "batch_delete"),
}


@dataclass(frozen=True)
class Call:
    """``address`` is the path below ``/v2`` or ``/rest``; ``resource`` the name that limits and faults go by."""

    generation: str
    verb: str
    address: str
    resource: str
    entity: str
    parent: str
    pairs: list[tuple[str, str]]
    body: bytes
    headers: Mapping[str, str]
    protocol: str
    version: str
    caller: Caller
    parameters: dict[str, list[str]] = field(default_factory=dict)
    is_simple: bool = False

    @property
    def application(self) -> Application:
        """The child application: a resource for children is reached by no one else."""
        if self.caller.application is None:
            raise self.denied(rule="4")
        return self.caller.application

    @property
    def site(self) -> str:
        """Where the caller has found us."""
        return f"{self.headers.get('X-Forwarded-Proto', 'http')}://{self.headers.get('Host', 'localhost')}"

    def denied(self, *, rule: str = "3") -> WireRefusal:
        return access_denied(self.verb, self.address, rule=rule)

    def unsupported(self, method: str) -> WireRefusal:
        """A stock Rest.li server says 400, a gateway might say 405 (rule 7)."""
        return WireRefusal(
            int(switch("missing_method_status")),
            f"Method '{method}' is not supported for URI '/{self.generation}/{self.address}'",
            rule="7",
        )

    def one(self, name: str, usual: str = "") -> str:
        return (self.parameters.get(name) or [usual])[0]

    def number(self, name: str, usual: int) -> int:
        text = self.one(name, str(usual))
        if not _NUMBER.fullmatch(text):
            raise not_understood(f"Parameter {name} must be a number")
        return int(text)

    def json_body(self) -> dict[str, Any]:
        try:
            content = json.loads(
                self.body,
                object_pairs_hook=_without_duplicates,
                parse_constant=_no_constant,
                parse_float=_finite,
            )
            if rb"\u" in self.body:
                # Half of a surrogate pair is a text that nobody can store or send.
                json.dumps(content, ensure_ascii=False).encode()
        except _DuplicateKey as error:
            name = str(error).encode(errors="replace").decode()
            raise not_understood(f"Duplicate key in batch request body: '{name}'") from None
        except (ValueError, RecursionError):
            raise not_understood("The request body is not valid JSON", rule="17") from None
        if not isinstance(content, dict):
            raise not_understood("The request body is not a JSON object", rule="17")
        return content

    @property
    def method(self) -> str:
        """The Rest.li method: from its header, else from the verb and what the address holds."""
        said = self.headers.get("X-RestLi-Method", "").lower()
        if said:
            if said not in _METHODS.get(self.verb, ()):
                raise self.unsupported(said)
            return said
        return self._inferred()

    @property
    def called(self) -> str:
        """The method as the registry names it: a finder with what it finds by."""
        return f"finder:{self.one('q')}" if self.method == "finder" else self.method

    def _inferred(self) -> str:
        has_ids = any(name == "ids" or name.startswith("ids[") for name, _value in self.pairs)
        if self.verb == "GET":
            plain = "get" if self.entity or self.is_simple else "get_all"
            return "finder" if self.one("q") else "batch_get" if has_ids else plain
        if self.verb == "PUT":
            return "batch_update" if has_ids else "update"
        if self.verb == "DELETE":
            return "batch_delete" if has_ids else "delete"
        if self.verb != "POST":
            raise self.unsupported(self.verb)
        return "action" if self.one("action") else "partial_update" if self.entity else "create"


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(text)
    return number


class _DuplicateKey(ValueError):  # noqa: N818 -- caught a few lines above
    pass


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        names = [name for name, _value in pairs]
        raise _DuplicateKey(next(name for name in names if names.count(name) > 1))
    return content


PROTOCOLS = (keys.V1, keys.V2)
