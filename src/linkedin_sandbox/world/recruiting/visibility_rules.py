"""Which job does this recruiter see? LinkedIn's decision table, in plain Python.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/acl-overview
"""

from __future__ import annotations


def is_visible(
    *,
    open_to_all: bool,
    access_restricted: bool | None,
    has_acls: bool,
    is_assigned: bool,
    open_with_acls: bool,
) -> bool:
    """``open_to_all``: the viewers' configuration is ALL_PRODUCT_USERS. With nothing configured: hidden.

    ``open_with_acls`` decides what LinkedIn leaves open: all may see, the job has ACLs, this one is in none.
    """
    if access_restricted is False or is_assigned:
        return True
    if not open_to_all:
        return False
    if has_acls:
        return open_with_acls
    return access_restricted is None
