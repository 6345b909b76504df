"""How is LinkedIn's side led? Through the sandbox's control addresses, as its reference describes them."""

from __future__ import annotations

from typing import Any

from rsc_certification.http import call, with_query


class SandboxSaysNo(Exception):  # noqa: N818 -- it says what is the matter
    """The sandbox refused a call of its control; that is nothing of the ATS."""


class Sandbox:
    """LinkedIn's sandbox at an address such as ``http://127.0.0.1:8100``."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def get(self, path: str, **parameters: object) -> Any:
        return self._ask("GET", with_query(path, parameters))

    def post(self, path: str, **body: object) -> Any:
        return self._ask("POST", path, body)

    def delete(self, path: str) -> Any:
        return self._ask("DELETE", path)

    def _ask(self, verb: str, path: str, body: object = None) -> Any:
        answer = call(verb, f"{self.url}/_sandbox/{path}", body)
        if not answer.is_good:
            raise SandboxSaysNo(f"{verb} {path}: {answer.status} {answer.body}")
        return answer.body

    # ------------------------------------------------------------------------------------------ the journal

    def latest_entry(self) -> int:
        entries = self.get("journal", limit=1)["entries"]
        return int(entries[0]["id"]) if entries else 0

    def said_since(self, entry: int, *, client_id: str, **search: object) -> list[dict[str, Any]]:
        """Calls and pushes of one application after that entry, the earliest first."""
        found = self.get("journal", after=entry, client_id=client_id, limit=500, **search)["entries"]
        return sorted(found, key=lambda each: int(each["id"]))

    # ------------------------------------------------------------------------------------------ what is there

    def application_of(self, organization: int) -> dict[str, Any] | None:
        """The child application that is bound to that organization."""
        applications = self.get("applications")["applications"]
        return next((each for each in applications if each["organization"] == organization), None)

    def records(self, kind: str, *, context: str = "", record_id: str = "") -> list[dict[str, Any]]:
        found = self.get(f"records/{kind}", limit=1000, context=context or None, id=record_id or None)
        return list(found["records"])

    def indicator(self, *, seat: int, member: int) -> dict[str, Any]:
        return dict(self.get("indicator", seat=seat, member=member))

    def offered(self, *, seat: int, code: str = "") -> list[dict[str, Any]]:
        """The jobs of the export window of that seat; ``code`` narrows to one requisition number."""
        jobs = self.get("jobs", seat=seat, q=code or None, limit=200)["jobs"]
        return [job for job in jobs if not code or job["code"] == code]
