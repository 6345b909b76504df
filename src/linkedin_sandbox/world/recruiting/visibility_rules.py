"""Which job does this recruiter see, and why? LinkedIn's decision table, in plain Python.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/acl-overview
"""

from __future__ import annotations

from enum import Enum


class Verdict(Enum):
    """Whether the job is seen, and the row of the table that says so; ``{viewers}`` is the configuration's name."""

    UNRESTRICTED = (True, "The job says accessRestricted false: every recruiter of the company may see it.")
    ASSIGNED = (True, "This recruiter is in an ACL of the job.")
    OPEN = (True, "{viewers} is ALL_PRODUCT_USERS, and the job has no ACL.")
    OPEN_WITH_ACLS = (
        True,
        "{viewers} is ALL_PRODUCT_USERS; the switch viewers_with_acls puts it above ACLs.",
    )
    IN_NO_ACL = (False, "The job has ACLs, and this recruiter is in none of them.")
    ACLS_COME_FIRST = (
        False,
        "The job has ACLs, and this recruiter is in none of them: they come before {viewers} (viewers_with_acls).",
    )
    RESTRICTED = (False, "The job says accessRestricted true, and no ACL has this recruiter.")
    BY_DEFAULT = (False, "No ACL covers the job, and {viewers} is not set: hidden is the default.")

    @property
    def is_shown(self) -> bool:
        return self.value[0]

    def sentence(self, viewers: str) -> str:
        return self.value[1].replace("{viewers}", viewers)


def judge(
    *,
    open_to_all: bool,
    access_restricted: bool | None,
    has_acls: bool,
    is_assigned: bool,
    open_with_acls: bool,
) -> Verdict:
    """``open_to_all``: the viewers' configuration is ALL_PRODUCT_USERS. With nothing configured: hidden.

    ``open_with_acls`` decides what LinkedIn leaves open: all may see, the job has ACLs, this one is in none.
    """
    if access_restricted is False:
        return Verdict.UNRESTRICTED
    if is_assigned:
        return Verdict.ASSIGNED
    if has_acls:
        return _with_acls(open_to_all=open_to_all, open_with_acls=open_with_acls)
    if access_restricted:
        return Verdict.RESTRICTED
    return Verdict.OPEN if open_to_all else Verdict.BY_DEFAULT


def _with_acls(*, open_to_all: bool, open_with_acls: bool) -> Verdict:
    if not open_to_all:
        return Verdict.IN_NO_ACL
    return Verdict.OPEN_WITH_ACLS if open_with_acls else Verdict.ACLS_COME_FIRST
