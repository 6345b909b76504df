"""Which words does a company use for its plan, its roles and what they open?"""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Plan(models.TextChoices):
    STARTER = "starter", _("Starter")
    GROWTH = "growth", _("Growth")
    ENTERPRISE = "enterprise", _("Enterprise")


class Feature(StrEnum):
    """What a plan can include."""

    SOURCING_INTEGRATION = "sourcing_integration"


class ExportRequires(models.TextChoices):
    """What a teammate needs on a position to bring persons to it from an outside tool."""

    VIEW = "view", _("may view the position")
    CONTRIBUTE = "contribute", _("may work on the position")


class AttachesApplicants(models.TextChoices):
    """When somebody who applies again with the same e-mail address is the candidate who is there already."""

    SAME_POSITION = "same_position", _("For the same position")
    ANY_POSITION = "any_position", _("For any position")
    NOBODY = "nobody", _("Never: they are a possible duplicate")


class SecondFactorFor(models.TextChoices):
    """Who must show more than a password when they sign in."""

    NOBODY = "nobody", _("nobody; whoever likes may")
    ADMINS = "admins", _("owners, admins and IT managers")
    EVERYBODY = "everybody", _("everybody")


class Language(models.TextChoices):
    """In which language a teammate wants to read Recruit."""

    ENGLISH = "en", "English"
    GERMAN = "de", "Deutsch"


class CompanyRole(models.TextChoices):
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    RECRUITER = "recruiter", _("Recruiter")
    RECRUITING_COORDINATOR = "recruiting_coordinator", _("Recruiting coordinator")
    MANAGEMENT = "management", _("Management")
    IT_MANAGER = "it_manager", _("IT manager")
    TEAMMATE = "teammate", _("Teammate")


class Capability(StrEnum):
    """What a company role opens without any position; rights on positions are ``positions.rules``."""

    VIEW_DISCREET_POSITIONS = "view_discreet_positions"
    OPEN_POSITIONS = "open_positions"
    ADD_PERSONS = "add_persons"
    VIEW_UNASSIGNED_PERSONS = "view_unassigned_persons"
    UNMERGE_PERSONS = "unmerge_persons"
    DELETE_PERSONS = "delete_persons"
    REVIEW_RETENTION = "review_retention"
    REMOVE_SYSTEM_TAGS = "remove_system_tags"
    VIEW_REPORTS = "view_reports"
    MANAGE_SOURCES = "manage_sources"
    CONFIGURE_COMPANY = "configure_company"
    CONFIGURE_PRIVACY = "configure_privacy"
    CONFIGURE_INTEGRATIONS = "configure_integrations"
    VIEW_INTEGRATIONS = "view_integrations"
    APPROVE_APPS = "approve_apps"
    CONNECT_OWN_ACCOUNT = "connect_own_account"
    INVITE_TEAMMATES = "invite_teammates"
    MANAGE_TEAMMATES = "manage_teammates"
    DEACTIVATE_TEAMMATES = "deactivate_teammates"
    RESTRICT_TEAMMATES = "restrict_teammates"
    VIEW_AUDIT = "view_audit"
    EXPORT_LISTS = "export_lists"
    EXPORT_COMPANY = "export_company"


class AppScope(StrEnum):
    """What an API app may do; it asks for each by name, and is given all that it asks for or nothing."""

    READ_POSITIONS = "positions:read"
    WRITE_POSITIONS = "positions:write"
    READ_TEAMS = "hiring-teams:read"
    WRITE_TEAMS = "hiring-teams:write"
    READ_PERSONS = "persons:read"
    WRITE_PERSONS = "persons:write"
    DELETE_PERSONS = "persons:delete"
    READ_CONTACTS = "contacts:read"
    WRITE_CONTACTS = "contacts:write"
    READ_PROCESSES = "processes:read"
    WRITE_PROCESSES = "processes:write"
    DELETE_PROCESSES = "processes:delete"
    READ_FUTURE_STEPS = "future-steps:read"
    READ_SOURCES = "sources:read"
    READ_NOTES = "notes:read"
    WRITE_NOTES = "notes:write"
    READ_FILES = "files:read"
    READ_TEAMMATES = "teammates:read"
    READ_ACTIVITY = "activity:read"
    READ_PRIVACY = "privacy:read"
    WRITE_PRIVACY = "privacy:write"
    READ_WEBHOOKS = "webhooks:read"
    WRITE_WEBHOOKS = "webhooks:write"


class AppReach(models.TextChoices):
    """Of which positions, and of whose candidates, an API app may know."""

    ALL = "all", _("All positions, discreet ones too")
    NOT_DISCREET = "not_discreet", _("All positions that are not discreet")
    PUBLISHED = "published", _("Published positions only")


class AppState(models.TextChoices):
    WAITING = "waiting", _("Waits for approval")
    APPROVED = "approved", _("Approved")
    REVOKED = "revoked", _("Revoked")
