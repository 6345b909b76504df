"""How long does the sandbox take for a batch of a hundred records? Promised: less than 25 ms for candidates.

Run on a quiet machine: ``python bench/sandbox_batches.py``. The times are the server's own, from its journal.
"""

from __future__ import annotations

import http.client
import json
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.linkedin_sandbox.records import (
    CONTEXT,
    WORLD,
    application,
    application_key,
    candidate,
    candidate_key,
    ids,
    rest_key,
    v2_key,
)
from tests.linkedin_sandbox.server import Ats, start_sandbox

CALLS, RECORDS = 60, 100
Key = Callable[[int, int], dict[str, str]]
Record = Callable[[int, int], dict[str, object]]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = start_sandbox(Path(folder))
        try:
            server.post("reset", **WORLD)
            server.post("limits", minute_records=10**9, day_calls=10**9)
            ats = server.customer()
            run("new candidates", ats, "atsCandidates", lambda n, k: candidate_key(f"c-{n}-{k}"), person)
            run("known candidates", ats, "atsCandidates", lambda _n, k: candidate_key(f"c-0-{k}"), person)
            run("applications", ats, "atsApplications", lambda n, k: application_key(f"a-{n}-{k}"), process)
            run("candidate notes", ats, "candidateNotes", lambda n, k: note_key(f"c-{n}-{k}"), note)
        finally:
            server.process.send_signal(signal.SIGTERM)
            server.process.wait()


def person(n: int, k: int) -> dict[str, object]:
    return candidate(
        emailAddresses=[f"p{n}-{k}@example.org"],
        linkedInProfileUrl=f"https://www.linkedin.com/in/p{n}-{k}",
        phoneNumbers=[{"number": "+43 1 000"}],
        addresses=[{"city": "Linz", "country": "at"}],
    )


def process(n: int, k: int) -> dict[str, object]:
    return application(atsCandidateId=f"c-{n}-{k}")


def note_key(candidate_id: str) -> dict[str, str]:
    return {"externalCandidateId": candidate_id, "integrationContext": CONTEXT, "externalNoteId": "n1"}


def note(n: int, k: int) -> dict[str, object]:
    author = {"firstName": "Ilse", "lastName": "Brandt"}
    return {"externalCreatedAt": 1767700000000, "note": f"Prefers shift {n} of {k}. " * 5, "author": author}


def run(name: str, ats: Ats, resource: str, key: Key, record: Record) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", ats.server.port)
    for n in range(CALLS):
        generation = "v2" if resource.startswith("ats") else "rest"
        headers, body = tunneled(ats, generation, [(key(n, k), record(n, k)) for k in range(RECORDS)])
        connection.request("POST", f"/{generation}/{resource}", body, headers)
        answer = json.loads(connection.getresponse().read())
        assert len(answer["results"]) == RECORDS, answer
    entries = ats.server.get("journal", resource=resource, limit=CALLS)["entries"]
    times = sorted(entry["milliseconds"] for entry in entries)
    print(
        f"{name:18} best {times[0]:6.1f}  median {times[CALLS // 2]:6.1f}  p95 {times[CALLS * 95 // 100]:6.1f} ms"
    )


def tunneled(
    ats: Ats, generation: str, records: list[tuple[dict[str, str], object]]
) -> tuple[dict[str, str], bytes]:
    write = v2_key if generation == "v2" else rest_key
    entities = {write(key): record for key, record in records}
    parts = [
        "--b7", "Content-Type: application/x-www-form-urlencoded", "",
        ids(generation, [key for key, _ in records]),
        "--b7", "Content-Type: application/json", "", json.dumps({"entities": entities}), "--b7--", "",
    ]  # fmt: skip
    headers = ats.headers(rest=generation == "rest", method="batch_update", X_HTTP_Method_Override="PUT")
    return headers | {"Content-Type": "multipart/mixed; boundary=b7"}, "\r\n".join(parts).encode()


if __name__ == "__main__":
    main()
