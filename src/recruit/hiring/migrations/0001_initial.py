import django.db.models.deletion
import recruit.base.clock
import recruit.hiring.models
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall

REFUSE_CHANGES = """
CREATE FUNCTION hiring_change_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'undone_at' = to_jsonb(OLD) - 'undone_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'of a change only undone_at is ever written' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE ON hiring_processchange
    FOR EACH ROW EXECUTE FUNCTION hiring_change_is_append_only();
"""
ALLOW_CHANGES = """
DROP TRIGGER append_only ON hiring_processchange;
DROP FUNCTION hiring_change_is_append_only();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('company', '0001_initial'),
        ('people', '0001_initial'),
        ('positions', '0001_initial'),
        ('sources', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HiringProcess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.hiring.models.new_process_id, editable=False, max_length=24, unique=True)),
                ('status', models.CharField(choices=[('in_progress', 'In progress'), ('on_hold', 'On hold'), ('awaiting_decision', 'Awaiting decision'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn'), ('hired', 'Hired')], default='in_progress', max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('held_by_position', models.BooleanField(default=False)),
                ('current_step_order', models.PositiveIntegerField(null=True)),
                ('current_step_name', models.CharField(blank=True, max_length=200)),
                ('board_column', models.CharField(db_collation='C', max_length=20)),
                ('started_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('updated_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('status_changed_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('ended_at', models.DateTimeField(null=True)),
                ('imported_via', models.CharField(blank=True, default='', max_length=100)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='processes', to='people.person')),
                ('position', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='processes', to='positions.position')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.source')),
                ('source_contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.sourcecontact')),
            ],
        ),
        migrations.CreateModel(
            name='ProcessChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.hiring.models.new_change_id, editable=False, max_length=24, unique=True)),
                ('at', models.DateTimeField(default=recruit.base.clock.now)),
                ('kind', models.CharField(choices=[('advance', 'Advance'), ('reject', 'Reject'), ('withdraw', 'Withdraw'), ('hold', 'Hold'), ('resume', 'Resume'), ('hire', 'Hire'), ('reinstate', 'Reinstate')], max_length=20)),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('actor_kind', models.CharField(choices=[('teammate', 'teammate'), ('app', 'app'), ('system', 'system')], max_length=20)),
                ('actor_name', models.CharField(max_length=200)),
                ('undone_at', models.DateTimeField(null=True)),
                ('actor_teammate', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='hiring.hiringprocess')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProcessStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.hiring.models.new_step_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('type', models.CharField(choices=[('go_no_go', 'Go/No-go'), ('interview', 'Interview'), ('administrative', 'Administrative'), ('offer', 'Offer'), ('test', 'Test')], max_length=20)),
                ('order', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('completed', 'Completed'), ('current', 'Current'), ('future', 'Future'), ('skipped', 'Skipped')], default='future', max_length=10)),
                ('entered_at', models.DateTimeField(null=True)),
                ('completed_at', models.DateTimeField(null=True)),
                ('completed_by_name', models.CharField(blank=True, max_length=200)),
                ('decision', models.CharField(blank=True, max_length=50)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('definition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='positions.stepdefinition')),
                ('process', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='hiring.hiringprocess')),
            ],
        ),
        migrations.AddIndex(
            model_name='hiringprocess',
            index=models.Index(fields=['person', 'position', 'company'], name='processes_of_person'),
        ),
        migrations.AddIndex(
            model_name='hiringprocess',
            index=models.Index(fields=['position', 'board_column', '-id'], name='processes_of_column'),
        ),
        migrations.AddIndex(
            model_name='hiringprocess',
            index=models.Index(fields=['company', 'id'], name='processes_of_company'),
        ),
        migrations.AddIndex(
            model_name='hiringprocess',
            index=models.Index(condition=models.Q(('held_by_position', True)), fields=['position'], name='processes_held_by_position'),
        ),
        migrations.AddConstraint(
            model_name='hiringprocess',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['awaiting_decision', 'in_progress', 'on_hold'])), fields=('person', 'position'), name='one_active_process'),
        ),
        migrations.AddConstraint(
            model_name='processstep',
            constraint=models.UniqueConstraint(fields=('process', 'order'), name='one_process_step_per_place'),
        ),
        CompanyWall("hiring_hiringprocess"),
        CompanyWall("hiring_processstep"),
        CompanyWall("hiring_processchange"),
        migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES),
    ]
