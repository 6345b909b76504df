"""At which addresses are the company's settings and its teammates?"""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from recruit_web.screens.settings import (
    api_apps,
    audit,
    company,
    invitations,
    notices,
    position_fields,
    position_templates,
    privacy,
    receipts,
    roles,
    step_templates,
    teammates,
)

urlpatterns = [
    path("settings", RedirectView.as_view(pattern_name="company_settings"), name="settings"),
    path("settings/company", company.company, name="company_settings"),
    path("settings/invitations", invitations.rows, name="invitation_rows"),
    path("settings/invitations/send", invitations.invite, name="invite_teammate"),
    path("settings/invitations/<str:invitation_id>/resend", invitations.resend, name="resend_invitation"),
    path("settings/invitations/<str:invitation_id>/revoke", invitations.revoke, name="revoke_invitation"),
    path("settings/roles", roles.roles, name="roles"),
    path("settings/steps", step_templates.step_templates, name="step_templates"),
    path("settings/steps/add", step_templates.add, name="add_step_template"),
    path("settings/steps/<str:template_id>", step_templates.change, name="change_step_template"),
    path("settings/steps/<str:template_id>/remove", step_templates.remove, name="remove_step_template"),
    path("settings/position-templates", position_templates.position_templates, name="position_templates"),
    path(
        "settings/position-templates/<str:position_template_id>",
        position_templates.rename,
        name="rename_position_template",
    ),
    path(
        "settings/position-templates/<str:position_template_id>/remove",
        position_templates.remove,
        name="remove_position_template",
    ),
    path("settings/position-fields", position_fields.position_fields, name="position_fields"),
    path("settings/position-fields/add", position_fields.add, name="add_position_field"),
    path("settings/position-fields/<str:field_id>", position_fields.change, name="change_position_field"),
    path(
        "settings/position-fields/<str:field_id>/remove",
        position_fields.remove,
        name="remove_position_field",
    ),
    path(
        "settings/position-fields/<str:field_id>/<str:direction>",
        position_fields.move,
        name="move_position_field",
    ),
    path("settings/teammates", teammates.teammates, name="teammates"),
    path("settings/teammates/add", teammates.add, name="add_teammate"),
    path("settings/teammates/<str:teammate_id>/role", teammates.role, name="company_role"),
    path("settings/api-apps", api_apps.api_apps, name="api_apps"),
    path("settings/api-apps/add", api_apps.add, name="add_api_app"),
    path("settings/api-apps/<str:app_id>/approve", api_apps.approve, name="approve_api_app"),
    path("settings/api-apps/<str:app_id>/revoke", api_apps.revoke, name="revoke_api_app"),
    path("settings/privacy", privacy.privacy, name="privacy_settings"),
    path("settings/privacy/consent", privacy.consent, name="consent_settings"),
    path("settings/privacy/notices", notices.notices, name="notices"),
    path("settings/privacy/notices/<str:notice_id>/again", notices.try_again, name="try_notice_again"),
    path("settings/erasures", receipts.receipts, name="erasure_receipts"),
    path("settings/erasures/<str:receipt_id>", receipts.receipt, name="erasure_receipt"),
    path("settings/audit", audit.audit, name="audit"),
    path("settings/teammates/<str:teammate_id>/restrict", teammates.restrict, name="restrict_teammate"),
    path("settings/teammates/<str:teammate_id>/factor", teammates.remove_factor, name="remove_factor"),
    path("settings/teammates/<str:teammate_id>/deactivate", teammates.deactivate, name="deactivate_teammate"),
    path("settings/teammates/<str:teammate_id>/reactivate", teammates.reactivate, name="reactivate_teammate"),
]
