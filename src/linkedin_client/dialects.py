"""Which generation of LinkedIn's API does each resource speak?

Two live side by side in 2026: *v2* (unversioned, `dataProvider=ATS` in every key, Rest.li protocol 1.0.0) and
*REST* (`LinkedIn-Version: YYYYMM`, protocol 2.0.0), the announced target.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-release-notes?view=li-lts-2026-03
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

#: The latest version that LinkedIn's pages name.
LATEST_VERSION = "202603"
#: Stands for every resource where generations are chosen.
ALL = "all"
#: What hangs on candidates and applications: v2 takes one call per parent.
_CHILDREN = frozenset({"stages", "candidate_notes", "application_notes", "interview_feedback", "attachments"})


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
    #: Entity ACLs and their assignees; they name jobs as `jobs` of the same generation does.
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
    #: The `LinkedIn-Version` of REST calls: `YYYYMM`.
    version: str = LATEST_VERSION

    @classmethod
    def all(cls, generation: Generation, *, version: str = LATEST_VERSION) -> Dialects:
        """The same generation for every resource."""
        return cls(**dict.fromkeys(cls.resources(), generation), version=version)

    @classmethod
    def chosen(cls, *choices: Mapping[str, str], version: str = LATEST_VERSION) -> Dialects:
        """The defaults, but where a choice says otherwise: `{"all": "rest", "jobs": "v2"}`.

        A later choice wins over an earlier one, a resource's own name over `all`. ValueError that names the resource
        and what is allowed.
        """
        dialects = cls(version=version)
        for choice in choices:
            known = {name: generation_of(name, value) for name, value in choice.items()}
            if ALL in known:
                dialects = cls.all(known.pop(ALL), version=version)
            dialects = replace(dialects, **known)
        return dialects

    def is_one_call_per_parent(self, resource: str) -> bool:
        """Whether a batch of these takes as many calls as it has candidates or applications."""
        return resource in _CHILDREN and getattr(self, resource) is Generation.V2

    @classmethod
    def resources(cls) -> list[str]:
        """What a generation can be chosen for."""
        return [each.name for each in fields(cls) if each.name != "version"]


def generation_of(resource: str, value: str) -> Generation:
    """The generation chosen for a resource or for `all`. ValueError that names what is allowed."""
    names = [ALL, *sorted(Dialects.resources())]
    if resource not in names:
        raise ValueError(f"{resource!r} is no resource; allowed are {', '.join(names)}")
    try:
        return Generation(value)
    except ValueError:
        allowed = " and ".join(each.value for each in Generation)
        raise ValueError(f"{resource}: {value!r} is no generation; allowed are {allowed}") from None


def read_generations(text: str) -> dict[str, str]:
    """Choices from one line: `rest`, or `jobs=rest, stages=v2`, or `all=rest, jobs=v2`. ValueError as above."""
    choices: dict[str, str] = {}
    for word in filter(None, (each.strip() for each in text.split(","))):
        name, equals, value = (part.strip() for part in word.partition("="))
        if not equals:
            name, value = ALL, name
        if name in choices:
            raise ValueError(f"{name} is chosen twice")
        choices[name] = generation_of(name, value).value
    return choices
