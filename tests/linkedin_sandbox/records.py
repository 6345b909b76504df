"""Whom and what do the sandbox's tests speak of? A small world, and records as an ATS sends them.

Bluebird is the customer, Rosa its recruiter, Noor and Odile are members; Redwood is another customer. A field given as
``...`` is left out.
"""

from __future__ import annotations

from typing import Any

ORGANIZATION, CONTRACT = 2000117, 310044551
CONTEXT = f"urn:li:organization:{ORGANIZATION}"
CONTRACT_URN = f"urn:li:contract:{CONTRACT}"
OTHER_ORGANIZATION, OTHER_CONTRACT = 2000118, 310044552
ROSA_SEAT, PARKED_SEAT = 55501, 55502
ROSA, NOOR, ODILE, HERMIT = 9001, 9002, 9003, 9004
PARENT = ("86parent", "parent/secret+with=signs")

WORLD: dict[str, Any] = {
    "organizations": [
        {"id": ORGANIZATION, "name": "Bluebird Foods"},
        {"id": OTHER_ORGANIZATION, "name": "Redwood"},
    ],
    "contracts": [
        {"id": CONTRACT, "organization": ORGANIZATION, "name": "Bluebird Recruiter"},
        {"id": OTHER_CONTRACT, "organization": OTHER_ORGANIZATION, "name": "Redwood Recruiter"},
    ],
    "parent_application": {"client_id": PARENT[0], "client_secret": PARENT[1], "name": "Acorn ATS"},
    "members": [
        {"id": ROSA, "slug": "rosa-lind", "first_name": "Rosa", "last_name": "Lind", "headline": "Recruiter"},
        {
            "id": NOOR,
            "slug": "demo-noor-h",
            "first_name": "Noor",
            "last_name": "Haddad",
            "headline": "Service Technician",
            "employer": "Traun Robotik",
            "email": "noor.haddad@example.org",
        },
        {
            "id": ODILE,
            "slug": "invented-odile",
            "first_name": "Odile",
            "last_name": "Marchetti",
            "headline": "Plant engineer",
            "location": "Lyon, France",
            "employer": "Rhone Valves",
            "skills": ["Valves", "Pumps", "Steel", "Lathes"],
        },
        {
            "id": HERMIT,
            "slug": "no-export",
            "first_name": "Hedda",
            "last_name": "Quiet",
            "exportable": False,
        },
    ],
    "seats": [
        {"id": ROSA_SEAT, "contract": CONTRACT, "member": ROSA, "email": "rosa.lind@bluebird.example"},
        {"id": PARKED_SEAT, "contract": CONTRACT, "member": ODILE, "state": "PARKED"},
    ],
}


def v2_key(key: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in key.items())


def rest_key(key: dict[str, str]) -> str:
    return "(" + ",".join(f"{name}:{value.replace(':', '%3A')}" for name, value in key.items()) + ")"


def ids(resource: str, keys: list[dict[str, str]]) -> str:
    if resource.startswith("rest"):
        return f"ids=List({','.join(rest_key(key) for key in keys)})"
    return "&".join(
        f"ids[{index}].{name}={value}" for index, key in enumerate(keys) for name, value in key.items()
    )


def candidate_key(id_: str = "c1", context: str = CONTEXT) -> dict[str, str]:
    return {"atsCandidateId": id_, "dataProvider": "ATS", "integrationContext": context}


def rest_candidate_key(id_: str = "c1") -> dict[str, str]:
    return {"externalCandidateId": id_, "integrationContext": CONTEXT}


def application_key(id_: str = "a1") -> dict[str, str]:
    return {"atsJobApplicationId": id_, "dataProvider": "ATS", "integrationContext": CONTEXT}


def candidate(**changes: Any) -> dict[str, Any]:
    record = {
        "atsCreatedAt": 1767603600000,
        "atsLastModifiedAt": 1767690000000,
        "firstName": "Noor",
        "lastName": "Haddad",
        "emailAddresses": ["noor.haddad@example.org"],
        "phoneNumbers": [],
        "addresses": [],
        "externalProfileUrl": "https://ats.example.org/c/c1",
    } | changes
    return {name: value for name, value in record.items() if value is not ...}


def rest_candidate(**changes: Any) -> dict[str, Any]:
    record = candidate(**changes)
    renamed = {"atsCreatedAt": "externalCreatedAt", "atsLastModifiedAt": "externalLastModifiedAt"}
    return {renamed.get(name, name): value for name, value in record.items()}


def application(**changes: Any) -> dict[str, Any]:
    record = {
        "atsCandidateId": "c1",
        "atsJobPostingId": "REQ-1",
        "atsJobPostingName": "Welding Robot Technician",
        "atsCreatedAt": 1767704400000,
        "atsLastModifiedAt": 1767790800000,
        "candidateEmail": "noor.haddad@example.org",
        "firstName": "Noor",
        "lastName": "Haddad",
        "source": "Career site",
    } | changes
    return {name: value for name, value in record.items() if value is not ...}


def job(id_: str = "REQ-1", **changes: Any) -> dict[str, Any]:
    record = {
        "integrationContext": CONTEXT,
        "externalJobPostingId": id_,
        "title": "Welding Robot Technician",
        "description": "You will install, teach and service welding robots at three plants. " * 3,
        "location": "Linz,Austria",
        "availability": "PRIVATE_TO_ATS_INTEGRATION",
        "state": "LISTED",
        "companyApplyUrl": "https://jobs.example.org/REQ-1/apply",
        "listedAt": 1767603600000,
        "companyJobCode": "4411",
        "workplaceTypes": ["On-site"],
    } | changes
    return {name: value for name, value in record.items() if value is not ...}
