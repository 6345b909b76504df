"""How are Recruit's records read and changed? By its API, with the token of an API app."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

from rsc_certification.ats.protocol import (
    Application,
    Candidate,
    Customer,
    Job,
    NewCandidate,
    Teammate,
)
from rsc_certification.http import Answer, call, with_query

_PAGE = 200
_A_MINUTE = 61


class RecruitSaysNo(Exception):  # noqa: N818 -- it says what is the matter
    """Recruit refused a call that it should have taken."""


class RecruitApi:
    """``/api/v1`` for one customer."""

    def __init__(self, url: str, customer: Customer) -> None:
        self.url = url.rstrip("/")
        self.customer = customer
        self._teammates: dict[str, str] = {}

    # ------------------------------------------------------------------ jobs

    def jobs(self) -> Sequence[Job]:
        return [_job(row) for row in self._all("/positions")]

    def open_job(self, name: str, code: str, *, secured: bool = False, description: str = "") -> Job:
        made = self._ask(
            "POST",
            "/positions",
            {
                "name": name, "custom_id": code, "city": "Graz", "country": "AT", "description": description,
                "hiring_manager": self._teammate(self.customer.manager),
                "recruiter": self._teammate(self.customer.admin if secured else self.customer.recruiter),
                "is_discreet": secured, "is_published": not secured,
            },
        )  # fmt: skip
        return _job(made)

    def rename_job(self, job: Job, name: str) -> None:
        self._ask("PATCH", f"/positions/{job.id}", {"name": name, "public_name": name})

    def close_job(self, job: Job) -> None:
        self._ask("POST", f"/positions/{job.id}/close")

    def allow(self, job: Job, teammate: Teammate) -> None:
        body = {"teammate": self._teammate(teammate), "role": "viewer"}
        self._ask("POST", f"/positions/{job.id}/hiring-team", body)

    def disallow(self, job: Job, teammate: Teammate) -> None:
        self._ask("DELETE", f"/positions/{job.id}/hiring-team/{self._teammate(teammate)}/viewer")

    # ------------------------------------------------------------------ candidates

    def candidates(self) -> Sequence[Candidate]:
        return [_candidate(row) for row in self._all("/persons")]

    def candidate(self, candidate_id: str) -> Candidate | None:
        answer = self._call("GET", f"/persons/{candidate_id}")
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        return _candidate(self._good(answer, "candidate"))

    def find(self, name: str) -> Sequence[Candidate]:
        found = self._ask("GET", with_query("/persons", {"q": name, "limit": 20}))
        return [_candidate(row) for row in found["items"]]

    def add_candidate(self, new: NewCandidate, job: Job) -> Candidate:
        points = [{"kind": "email", "value": new.email}]
        points += [{"kind": "phone", "value": new.phone}] if new.phone else []
        made = self._ask(
            "POST",
            "/persons",
            {
                "first_name": new.first_name, "last_name": new.last_name, "headline": new.headline,
                "employer": new.employer, "contact_points": points, "tags": list(new.tags), "position": job.id,
            },
        )  # fmt: skip
        return _candidate(made)

    def edit_candidate(self, candidate: Candidate, *, headline: str) -> None:
        self._ask("PATCH", f"/persons/{candidate.id}", {"headline": headline})

    def write_note(self, candidate: Candidate, text: str, *, application: Application | None = None) -> str:
        path = f"/processes/{application.id}/notes" if application else f"/persons/{candidate.id}/notes"
        return str(self._ask("POST", path, {"text": text})["id"])

    def delete_note(self, candidate: Candidate, note_id: str) -> None:
        self._ask("DELETE", f"/persons/{candidate.id}/notes/{note_id}")

    def delete_candidate(self, candidate: Candidate) -> None:
        self._ask("DELETE", f"/persons/{candidate.id}")

    # ------------------------------------------------------------------ applications

    def applications(self) -> Sequence[Application]:
        return [_application(row) for row in self._all("/processes")]

    def applications_of(self, candidate: Candidate) -> Sequence[Application]:
        return [_application(row) for row in self._all("/processes", person=candidate.id)]

    def advance(self, application: Application) -> None:
        self._ask("POST", f"/processes/{application.id}/advance", {"step": application.step})

    def hold(self, application: Application) -> None:
        self._ask("POST", f"/processes/{application.id}/hold")

    def resume(self, application: Application) -> None:
        self._ask("POST", f"/processes/{application.id}/resume")

    def current_step_id(self, application: Application) -> str:
        steps = self._ask("GET", f"/processes/{application.id}")["steps"]
        return next(str(step["id"]) for step in steps if step["state"] == "current")

    def reject(self, application: Application, reason: str) -> None:
        self._ask("POST", f"/processes/{application.id}/reject", {"reason": reason})

    def delete_application(self, application: Application) -> None:
        self._ask("DELETE", f"/processes/{application.id}")

    def as_stranger(self, path_of: Candidate, token: str) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        return call("GET", f"{self.url}/api/v1/persons/{path_of.id}", headers=headers).status

    # ------------------------------------------------------------------ calling

    def _teammate(self, teammate: Teammate) -> str:
        if not self._teammates:
            self._teammates = {row["email"]: row["id"] for row in self._all("/teammates")}
        return self._teammates[teammate.email]

    def _all(self, path: str, **parameters: object) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        after: str | None = None
        while True:
            page = self._ask("GET", with_query(path, {**parameters, "limit": _PAGE, "after": after}))
            rows += page["items"]
            after = page["next"]
            if after is None:
                return rows

    def _ask(self, verb: str, path: str, body: object = None) -> Any:
        return self._good(self._call(verb, path, body), f"{verb} {path}")

    def _call(self, verb: str, path: str, body: object = None) -> Answer:
        headers = {"Authorization": f"Bearer {self.customer.token}"}
        while True:
            answer = call(verb, f"{self.url}/api/v1{path}", body, headers=headers)
            if answer.status != HTTPStatus.TOO_MANY_REQUESTS:
                return answer
            time.sleep(min(int(answer.headers.get("Retry-After", _A_MINUTE)), _A_MINUTE))

    def _good(self, answer: Answer, what: str) -> Any:
        if not answer.is_good:
            raise RecruitSaysNo(f"{what}: {answer.status} {answer.body}")
        return answer.body


def _ms(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1000)


def _job(row: dict[str, Any]) -> Job:
    return Job(
        id=row["id"],
        name=row["public_name"] or row["name"],
        code=row["custom_id"],
        is_open=row["status"] == "open",
        is_public=row["is_published"] and not row["is_discreet"] and not row["is_talent_pool"],
        opened_ms=_ms(row["opened_at"]),
    )


def _candidate(row: dict[str, Any]) -> Candidate:
    points = row["contact_points"] or []

    def of(kind: str) -> tuple[str, ...]:
        return tuple(point["value"] for point in points if point["kind"] == kind)

    return Candidate(
        id=row["id"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        headline=row["headline"],
        employer=row["employer"],
        emails=of("email"),
        phones=of("phone"),
        links=of("link"),
        tags=tuple(row["tags"]),
        created_ms=_ms(row["created_at"]),
    )


def _application(row: dict[str, Any]) -> Application:
    return Application(
        id=row["id"],
        candidate_id=row["person"]["id"],
        job_id=row["position"]["id"],
        status=row["status"],
        step=row["current_step"],
        source=(row["source"] or {}).get("name", ""),
        started_ms=_ms(row["started_at"]),
    )
