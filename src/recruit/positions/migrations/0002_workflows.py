"""Workflows change: steps run beside others, have participants and instructions, and retire."""

import django.db.models.constraints
import django.db.models.deletion
import recruit.positions.models
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0002_workflow_settings'),
        ('positions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StepParticipant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='StepTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.positions.models.new_step_template_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('type', models.CharField(choices=[('go_no_go', 'Go/No-go'), ('interview', 'Interview'), ('administrative', 'Administrative'), ('offer', 'Offer'), ('test', 'Test'), ('notification', 'Send notification'), ('duplicate_check', 'Duplicate check')], max_length=20)),
                ('instructions', models.TextField(blank=True, default='')),
                ('usual_role', models.CharField(blank=True, choices=[('recruiter', 'Recruiter'), ('recruiting_coordinator', 'Recruiting coordinator'), ('hiring_manager', 'Hiring manager'), ('manager', 'Manager'), ('recruiting_assistant', 'Recruiting assistant'), ('interviewer', 'Interviewer'), ('viewer', 'Viewer')], default='', max_length=30)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='stepdefinition',
            name='one_step_per_place',
        ),
        migrations.AddField(
            model_name='position',
            name='workflow_version',
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='stepdefinition',
            name='beside_previous',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='stepdefinition',
            name='instructions',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='stepdefinition',
            name='retired_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='stepdefinition',
            name='type',
            field=models.CharField(choices=[('go_no_go', 'Go/No-go'), ('interview', 'Interview'), ('administrative', 'Administrative'), ('offer', 'Offer'), ('test', 'Test'), ('notification', 'Send notification'), ('duplicate_check', 'Duplicate check')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='stepdefinition',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('position', 'order'), name='one_step_per_place'),
        ),
        migrations.AddField(
            model_name='stepparticipant',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company'),
        ),
        migrations.AddField(
            model_name='stepparticipant',
            name='definition',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='positions.stepdefinition'),
        ),
        migrations.AddField(
            model_name='stepparticipant',
            name='teammate',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='steptemplate',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company'),
        ),
        migrations.AddIndex(
            model_name='stepparticipant',
            index=models.Index(fields=['teammate', 'definition'], name='steps_of_participant'),
        ),
        migrations.AddConstraint(
            model_name='stepparticipant',
            constraint=models.UniqueConstraint(fields=('definition', 'teammate'), name='a_participant_once_per_step'),
        ),
        migrations.AddConstraint(
            model_name='steptemplate',
            constraint=models.UniqueConstraint(fields=('company', 'name'), name='one_step_template_per_name'),
        ),
        CompanyWall("positions_stepparticipant"),
        CompanyWall("positions_steptemplate"),
    ]
