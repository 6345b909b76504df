"""Which words describe a position, its team and its workflow?"""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class PositionStatus(models.TextChoices):
    OPEN = "open", "Open"
    ON_HOLD = "on_hold", "On hold"
    CLOSED = "closed", "Closed"


class OpeningStatus(models.TextChoices):
    OPEN = "open", "Open"
    FILLED = "filled", "Filled"
    CLOSED = "closed", "Closed"


class WorkplaceType(models.TextChoices):
    UNSAID = "", "Not said"
    ON_SITE = "on_site", "On-site"
    HYBRID = "hybrid", "Hybrid"
    REMOTE = "remote", "Remote"


class HiringRole(models.TextChoices):
    """What a teammate is on one position (a *position role*)."""

    RECRUITER = "recruiter", "Recruiter"
    RECRUITING_COORDINATOR = "recruiting_coordinator", "Recruiting coordinator"
    HIRING_MANAGER = "hiring_manager", "Hiring manager"
    MANAGER = "manager", "Manager"
    RECRUITING_ASSISTANT = "recruiting_assistant", "Recruiting assistant"
    INTERVIEWER = "interviewer", "Interviewer"
    VIEWER = "viewer", "Viewer"


class StepType(models.TextChoices):
    GO_NO_GO = "go_no_go", "Go/No-go"
    INTERVIEW = "interview", "Interview"
    ADMINISTRATIVE = "administrative", "Administrative"
    OFFER = "offer", "Offer"
    TEST = "test", "Test"
    NOTIFICATION = "notification", "Send notification"
    DUPLICATE_CHECK = "duplicate_check", "Duplicate check"


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
    MOVE_PROCESSES = "move_processes"
    MANAGE_WORKFLOW = "manage_workflow"
    EDIT_SCORECARD = "edit_scorecard"
    SCHEDULE_INTERVIEWS = "schedule_interviews"
    DECIDE_OWN_STEPS = "decide_own_steps"  # steps and interviews in which one takes part
    READ_EVALUATIONS = "read_evaluations"  # all of them; interviewers read by a rule of their own
    RESOLVE_DUPLICATES = "resolve_duplicates"
    IMPORT_PERSONS = "import_persons"
