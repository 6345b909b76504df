"""How does a company come to be and change, and who acts in it? One file for people, one for programs."""

from __future__ import annotations

from recruit.company.services.api_apps import (
    ApiAppNotWaiting,
    ApiAppRefused,
    add_api_app,
    approve_api_app,
    note_api_app_used,
    revoke_api_app,
)
from recruit.company.services.teammates import (
    EmailNotUnderstood,
    EmailTaken,
    LastOwnerStays,
    MailDomainNotUnderstood,
    OnlyOwnersMakeOwners,
    OwnersSeeEverything,
    TimeZoneUnknown,
    add_teammate,
    change_company_role,
    change_company_settings,
    change_own_account,
    deactivate_teammate,
    found_company,
    reactivate_teammate,
    require_email,
    restrict_teammate,
    set_password,
)

__all__ = [
    "ApiAppNotWaiting",
    "ApiAppRefused",
    "EmailNotUnderstood",
    "EmailTaken",
    "LastOwnerStays",
    "MailDomainNotUnderstood",
    "OnlyOwnersMakeOwners",
    "OwnersSeeEverything",
    "TimeZoneUnknown",
    "add_api_app",
    "add_teammate",
    "approve_api_app",
    "change_company_role",
    "change_company_settings",
    "change_own_account",
    "deactivate_teammate",
    "found_company",
    "note_api_app_used",
    "reactivate_teammate",
    "require_email",
    "restrict_teammate",
    "revoke_api_app",
    "set_password",
]
