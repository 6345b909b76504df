"""Processes follow their position's workflow or have their own; a hire fills an opening."""

import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0002_workflow_settings'),
        ('hiring', '0002_read_from_indexes'),
        ('positions', '0002_workflows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProcessStepParticipant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='processstep',
            name='one_process_step_per_place',
        ),
        migrations.AddField(
            model_name='hiringprocess',
            name='applied_date',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='hiringprocess',
            name='first_day_date',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='hiringprocess',
            name='is_unlocked',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='hiringprocess',
            name='opening',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='positions.opening'),
        ),
        migrations.AddField(
            model_name='hiringprocess',
            name='workflow_version',
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='processstep',
            name='beside_previous',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='processstep',
            name='instructions',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AlterField(
            model_name='hiringprocess',
            name='current_step_name',
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AlterField(
            model_name='processchange',
            name='kind',
            field=models.CharField(choices=[('advance', 'Advance'), ('reject', 'Reject'), ('withdraw', 'Withdraw'), ('hold', 'Hold'), ('resume', 'Resume'), ('hire', 'Hire'), ('reinstate', 'Reinstate'), ('move', 'Move'), ('decide', 'Decide')], max_length=20),
        ),
        migrations.AlterField(
            model_name='processstep',
            name='type',
            field=models.CharField(choices=[('go_no_go', 'Go/No-go'), ('interview', 'Interview'), ('administrative', 'Administrative'), ('offer', 'Offer'), ('test', 'Test'), ('notification', 'Send notification'), ('duplicate_check', 'Duplicate check')], max_length=20),
        ),
        migrations.AddIndex(
            model_name='processstep',
            index=models.Index(condition=models.Q(('state', 'current')), fields=['definition', '-id'], include=('process', 'company'), name='current_steps_of_definition'),
        ),
        migrations.AddConstraint(
            model_name='processstep',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('process', 'order'), name='one_process_step_per_place'),
        ),
        migrations.AddField(
            model_name='processstepparticipant',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company'),
        ),
        migrations.AddField(
            model_name='processstepparticipant',
            name='step',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='hiring.processstep'),
        ),
        migrations.AddField(
            model_name='processstepparticipant',
            name='teammate',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='processstepparticipant',
            index=models.Index(fields=['teammate', '-step'], name='process_steps_of_participant'),
        ),
        migrations.AddConstraint(
            model_name='processstepparticipant',
            constraint=models.UniqueConstraint(fields=('step', 'teammate'), name='a_participant_once_per_process_step'),
        ),
        CompanyWall("hiring_processstepparticipant"),
    ]
