"""Set-up, guided: who agreed to what, what was found wrong, and a removal's place."""

import django.db.models.deletion
import linkedin_sync.models.secrets
import recruit.base.clock
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0001_initial'),
        ('linkedin_sync', '0010_problem'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='connection',
            name='agreed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='connection',
            name='availability',
            field=models.CharField(choices=[('public', 'Published positions are public on LinkedIn'), ('private', 'All positions stay inside Recruiter')], default='public', max_length=10),
        ),
        migrations.AddField(
            model_name='connection',
            name='history_from',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='connection',
            name='history_years',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='connection',
            name='previous_secret',
            field=linkedin_sync.models.secrets.EncryptedTextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='connection',
            name='previous_secret_until',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='connection',
            name='registered_url',
            field=models.CharField(blank=True, default='', max_length=300),
        ),
        migrations.AddField(
            model_name='connection',
            name='removal',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='connection',
            name='removing_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='connection',
            name='set_up_trouble',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='connection',
            name='set_up_work',
            field=models.CharField(blank=True, choices=[('', 'Nothing'), ('continuing', 'Taking the next steps'), ('renewing', 'Telling LinkedIn the present addresses and secret'), ('leaving', 'Taking the callback address back')], default='', max_length=20),
        ),
        migrations.AddField(
            model_name='connection',
            name='set_up_work_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='seat',
            name='contract_urn',
            field=models.CharField(blank=True, default='', max_length=100),
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=400)),
                ('choices', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
                ('teammate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['connection', '-id'], name='agreement_by_latest')],
            },
        ),
        migrations.CreateModel(
            name='Preflight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_by', models.CharField(blank=True, default='', max_length=400)),
                ('asked_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('findings', models.JSONField(blank=True, default=list)),
                ('clock_offset', models.FloatField(blank=True, null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
            ],
            options={
                'indexes': [models.Index(fields=['connection', '-id'], name='preflight_by_latest')],
            },
        ),
        CompanyWall("linkedin_sync_agreement"),
        CompanyWall("linkedin_sync_preflight"),
    ]
