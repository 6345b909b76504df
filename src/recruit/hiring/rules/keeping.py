"""Who changes a search that somebody has kept?"""

from __future__ import annotations

from typing import Final

from recruit.company.enums import CompanyRole

_TIDY_UP: Final = frozenset({CompanyRole.OWNER, CompanyRole.ADMIN})


def may_change_search(*, is_own: bool, is_shared: bool, company_role: str) -> bool:
    """Whoever kept it; a shared one also owners and admins, for its owner may have left."""
    return is_own or (is_shared and company_role in _TIDY_UP)
