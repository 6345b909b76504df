"""Which generation of LinkedIn's API does each resource speak?

Two live side by side in 2026: *v2* (unversioned, `dataProvider=ATS` in every key, Rest.li protocol 1.0.0) and
*REST* (`LinkedIn-Version: YYYYMM`, protocol 2.0.0), the announced target.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-release-notes?view=li-lts-2026-03
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum


class Generation(StrEnum):
    V2 = "v2"
    REST = "rest"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dialects:
    """One generation per resource.

    By default v2, whose bodies are documented; but REST for what hangs on candidates and applications: there v2 needs
    one call per parent, REST one for a hundred of them.
    """

    #: Jobs, their tasks and how they stand.
    jobs: Generation = Generation.V2
    candidates: Generation = Generation.V2
    applications: Generation = Generation.V2
    stages: Generation = Generation.REST
    candidate_notes: Generation = Generation.REST
    application_notes: Generation = Generation.REST
    interview_feedback: Generation = Generation.REST
    #: v2 has résumés only, cannot delete them, and of their record nothing but the address is known.
    attachments: Generation = Generation.REST
    #: Addresses for uploads.
    media: Generation = Generation.V2
    #: Entity ACLs and their assignees.
    acls: Generation = Generation.V2
    integrations: Generation = Generation.V2
    configurations: Generation = Generation.V2
    seats: Generation = Generation.V2
    #: Exported candidates and closed members.
    exports: Generation = Generation.V2
    conversation_events: Generation = Generation.V2
    mail_stubs: Generation = Generation.V2
    prospect_notes: Generation = Generation.V2
    #: Who has signed in (`me`).
    members: Generation = Generation.V2
    #: Public job postings, for Apply Connect; the jobs of Recruiter System Connect are `jobs`.
    adverts: Generation = Generation.REST
    application_actions: Generation = Generation.V2
    developer_webhooks: Generation = Generation.V2
    #: The `LinkedIn-Version` of REST calls; 202603 is the latest that LinkedIn's pages name.
    version: str = "202603"

    @classmethod
    def all(cls, generation: Generation, *, version: str = "202603") -> Dialects:
        """The same generation for every resource."""
        return cls(**dict.fromkeys(cls.resources(), generation), version=version)

    @classmethod
    def resources(cls) -> list[str]:
        """What a generation can be chosen for."""
        return [each.name for each in fields(cls) if each.name != "version"]
