import django.db.models.deletion
import recruit.activity.models
import recruit.base.clock
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall

REFUSE_CHANGES = """
CREATE FUNCTION activity_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('recruit.erasing', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'activity is append-only' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON activity_activity
    FOR EACH ROW EXECUTE FUNCTION activity_is_append_only();
"""
ALLOW_CHANGES = """
DROP TRIGGER append_only ON activity_activity;
DROP FUNCTION activity_is_append_only();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('company', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=recruit.base.clock.now)),
                ('verb', models.CharField(choices=[('company_founded', 'Company Founded'), ('teammate_added', 'Teammate Added'), ('company_role_changed', 'Company Role Changed'), ('teammate_deactivated', 'Teammate Deactivated'), ('teammate_reactivated', 'Teammate Reactivated'), ('company_settings_changed', 'Company Settings Changed'), ('source_added', 'Source Added'), ('source_contact_added', 'Source Contact Added'), ('person_added', 'Person Added'), ('person_updated', 'Person Updated'), ('contact_point_added', 'Contact Point Added'), ('person_tagged', 'Person Tagged'), ('person_untagged', 'Person Untagged'), ('external_identity_set', 'External Identity Set'), ('position_opened', 'Position Opened'), ('position_updated', 'Position Updated'), ('position_held', 'Position Held'), ('position_reopened', 'Position Reopened'), ('position_closed', 'Position Closed'), ('discretion_changed', 'Discretion Changed'), ('hiring_team_joined', 'Hiring Team Joined'), ('hiring_team_left', 'Hiring Team Left'), ('process_started', 'Process Started'), ('process_advanced', 'Process Advanced'), ('process_rejected', 'Process Rejected'), ('process_withdrawn', 'Process Withdrawn'), ('process_held', 'Process Held'), ('process_resumed', 'Process Resumed'), ('process_hired', 'Process Hired'), ('process_reinstated', 'Process Reinstated'), ('change_undone', 'Change Undone'), ('source_changed', 'Source Changed'), ('note_added', 'Note Added'), ('warning', 'Warning')], max_length=40)),
                ('actor_kind', models.CharField(choices=[('teammate', 'teammate'), ('app', 'app'), ('system', 'system')], max_length=20)),
                ('actor_name', models.CharField(max_length=200)),
                ('person_id', models.BigIntegerField(null=True)),
                ('position_id', models.BigIntegerField(null=True)),
                ('process_id', models.BigIntegerField(null=True)),
                ('data', models.JSONField(default=dict)),
                ('actor_teammate', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'person_id', '-id'], name='activity_of_person'), models.Index(fields=['company', 'position_id', '-id'], name='activity_of_position')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.activity.models.new_note_id, editable=False, max_length=24, unique=True)),
                ('person_id', models.BigIntegerField()),
                ('process_id', models.BigIntegerField(null=True)),
                ('position_id', models.BigIntegerField(null=True)),
                ('author_name', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('updated_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('author', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'person_id', '-id'], name='notes_of_person')],
            },
        ),
        CompanyWall("activity_activity"),
        CompanyWall("activity_note"),
        migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES),
    ]
