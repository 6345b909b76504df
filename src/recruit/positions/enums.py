"""Which words describe a position, its team and its workflow?"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy


class PositionStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("status", "Open")
    ON_HOLD = "on_hold", _("On hold")
    CLOSED = "closed", _("Closed")


class OpeningStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("status", "Open")
    FILLED = "filled", _("Filled")
    CLOSED = "closed", _("Closed")


class WorkplaceType(models.TextChoices):
    UNSAID = "", _("Not said")
    ON_SITE = "on_site", _("On-site")
    HYBRID = "hybrid", _("Hybrid")
    REMOTE = "remote", _("Remote")


class HiringRole(models.TextChoices):
    """What a teammate is on one position (a *position role*)."""

    RECRUITER = "recruiter", _("Recruiter")
    RECRUITING_COORDINATOR = "recruiting_coordinator", _("Recruiting coordinator")
    HIRING_MANAGER = "hiring_manager", _("Hiring manager")
    MANAGER = "manager", _("Manager")
    RECRUITING_ASSISTANT = "recruiting_assistant", _("Recruiting assistant")
    INTERVIEWER = "interviewer", _("Interviewer")
    VIEWER = "viewer", _("Viewer")

    @property
    def said(self) -> str:
        """As it stands within a sentence and in history: English, and translated where it is shown."""
        return _ROLES_SAID[self]


_ROLES_SAID: Final = {
    HiringRole.RECRUITER: gettext_noop("recruiter"),
    HiringRole.RECRUITING_COORDINATOR: gettext_noop("recruiting coordinator"),
    HiringRole.HIRING_MANAGER: gettext_noop("hiring manager"),
    HiringRole.MANAGER: gettext_noop("manager"),
    HiringRole.RECRUITING_ASSISTANT: gettext_noop("recruiting assistant"),
    HiringRole.INTERVIEWER: gettext_noop("interviewer"),
    HiringRole.VIEWER: gettext_noop("viewer"),
}


class StepType(models.TextChoices):
    GO_NO_GO = "go_no_go", _("Go/No-go")
    INTERVIEW = "interview", _("Interview")
    ADMINISTRATIVE = "administrative", _("Administrative")
    OFFER = "offer", _("Offer")
    TEST = "test", _("Test")
    NOTIFICATION = "notification", _("Send notification")
    DUPLICATE_CHECK = "duplicate_check", _("Duplicate check")


class PositionCapability(StrEnum):
    """What a teammate may do on a position that they can view."""

    VIEW = "view"
    EDIT_POSITION = "edit_position"
    VIEW_SALARY = "view_salary"
    EDIT_SALARY = "edit_salary"
    CHANGE_STATUS = "change_status"
    MANAGE_TEAM = "manage_team"
    EDIT_PERSONS = "edit_persons"
    EDIT_CONTACT_POINTS = "edit_contact_points"
    KEEP_PERSONS = "keep_persons"
    MOVE_PROCESSES = "move_processes"
    MANAGE_WORKFLOW = "manage_workflow"
    EDIT_SCORECARD = "edit_scorecard"
    SCHEDULE_INTERVIEWS = "schedule_interviews"
    DECIDE_OWN_STEPS = "decide_own_steps"  # steps and interviews in which one takes part
    READ_EVALUATIONS = "read_evaluations"  # all of them; interviewers read by a rule of their own
    RESOLVE_DUPLICATES = "resolve_duplicates"
    IMPORT_PERSONS = "import_persons"
