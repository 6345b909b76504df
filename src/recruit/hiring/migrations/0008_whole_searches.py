"""What teammates do to whole searches is kept until it is done, and for thirty days to be taken back."""

import django.db.models.deletion
import recruit.base.clock
import recruit.hiring.models
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0005_attaching_applicants'),
        ('hiring', '0007_kept_searches'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ManyRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.hiring.models.new_run_id, editable=False, max_length=24, unique=True)),
                ('kind', models.CharField(choices=[('tag', 'Tag'), ('advance', 'Advance'), ('reject', 'Reject')], max_length=10)),
                ('state', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('undoing', 'Being taken back'), ('undone', 'Taken back')], default='running', max_length=10)),
                ('words', models.TextField(blank=True, default='')),
                ('position_public_id', models.CharField(blank=True, default='', max_length=24)),
                ('person_ids', models.JSONField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('changes', models.JSONField(default=list)),
                ('taken_back', models.PositiveIntegerField(default=0)),
                ('kept_standing', models.PositiveIntegerField(default=0)),
                ('refused', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('finished_at', models.DateTimeField(null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('teammate', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'created_at'], name='many_runs_by_age')],
            },
        ),
        CompanyWall("hiring_manyrun"),
    ]
