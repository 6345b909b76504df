"""Questions to applicants change."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activity', '0018_files'),
    ]

    operations = [
        migrations.AlterField(
            model_name='activity',
            name='verb',
            field=models.CharField(choices=[('company_founded', 'Company Founded'), ('teammate_added', 'Teammate Added'), ('company_role_changed', 'Company Role Changed'), ('teammate_deactivated', 'Teammate Deactivated'), ('teammate_reactivated', 'Teammate Reactivated'), ('teammate_invited', 'Teammate Invited'), ('invitation_revoked', 'Invitation Revoked'), ('invitation_accepted', 'Invitation Accepted'), ('teammate_restricted', 'Teammate Restricted'), ('teammate_unrestricted', 'Teammate Unrestricted'), ('second_factor_changed', 'Second Factor Changed'), ('password_changed', 'Password Changed'), ('company_settings_changed', 'Company Settings Changed'), ('api_app_changed', 'Api App Changed'), ('source_added', 'Source Added'), ('source_edited', 'Source Edited'), ('source_contact_added', 'Source Contact Added'), ('person_added', 'Person Added'), ('person_updated', 'Person Updated'), ('person_deleted', 'Person Deleted'), ('contact_point_added', 'Contact Point Added'), ('contact_point_removed', 'Contact Point Removed'), ('file_added', 'File Added'), ('person_tagged', 'Person Tagged'), ('person_untagged', 'Person Untagged'), ('external_identity_set', 'External Identity Set'), ('external_identity_removed', 'External Identity Removed'), ('position_opened', 'Position Opened'), ('position_updated', 'Position Updated'), ('position_held', 'Position Held'), ('position_reopened', 'Position Reopened'), ('position_closed', 'Position Closed'), ('opening_changed', 'Opening Changed'), ('discretion_changed', 'Discretion Changed'), ('hiring_team_joined', 'Hiring Team Joined'), ('hiring_team_left', 'Hiring Team Left'), ('process_started', 'Process Started'), ('process_advanced', 'Process Advanced'), ('process_rejected', 'Process Rejected'), ('process_withdrawn', 'Process Withdrawn'), ('process_held', 'Process Held'), ('process_resumed', 'Process Resumed'), ('process_hired', 'Process Hired'), ('process_reinstated', 'Process Reinstated'), ('process_deleted', 'Process Deleted'), ('change_undone', 'Change Undone'), ('source_changed', 'Source Changed'), ('workflow_changed', 'Workflow Changed'), ('step_template_changed', 'Step Template Changed'), ('position_template_changed', 'Position Template Changed'), ('position_field_changed', 'Position Field Changed'), ('question_changed', 'Question Changed'), ('process_moved', 'Process Moved'), ('step_asked_for', 'Step Asked For'), ('steps_unlocked', 'Steps Unlocked'), ('steps_changed', 'Steps Changed'), ('steps_follow', 'Steps Follow'), ('interview_scheduled', 'Interview Scheduled'), ('interview_cancelled', 'Interview Cancelled'), ('evaluation_submitted', 'Evaluation Submitted'), ('evaluation_changed', 'Evaluation Changed'), ('scorecard_changed', 'Scorecard Changed'), ('note_added', 'Note Added'), ('note_changed', 'Note Changed'), ('note_deleted', 'Note Deleted'), ('applied', 'Applied'), ('applied_again', 'Applied Again'), ('warning', 'Warning'), ('duplicate_decided', 'Duplicate Decided'), ('persons_merged', 'Persons Merged'), ('persons_unmerged', 'Persons Unmerged'), ('part_assigned', 'Part Assigned'), ('import_ended', 'Import Ended'), ('import_undone', 'Import Undone'), ('archive_made', 'Archive Made'), ('archive_taken', 'Archive Taken'), ('list_taken', 'List Taken')], max_length=40),
        ),
    ]
