"""Members apply on LinkedIn's job pages, where an admin has switched it on; LinkedIn is told what becomes of it."""

import django.db.models.deletion
import recruit.base.clock
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0005_attaching_applicants'),
        ('linkedin_sync', '0020_not_in_plan'),
    ]

    operations = [
        migrations.AddField(
            model_name='connection',
            name='takes_applications',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='connection',
            name='tells_applicants',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='connection',
            name='tells_rejection_after',
            field=models.PositiveSmallIntegerField(default=3),
        ),
        migrations.CreateModel(
            name='OnsiteApplication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('urn', models.CharField(max_length=200)),
                ('member_urn', models.CharField(blank=True, default='', max_length=200)),
                ('first_name', models.CharField(blank=True, default='', max_length=200)),
                ('last_name', models.CharField(blank=True, default='', max_length=200)),
                ('position_public_id', models.CharField(blank=True, default='', max_length=100)),
                ('position_name', models.CharField(blank=True, default='', max_length=300)),
                ('outcome', models.CharField(choices=[('created', 'New candidate'), ('attached', 'Known candidate'), ('repeated', 'Applied again'), ('refused', 'Not taken')], max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('', ''), ('unknown_position', 'Unknown position'), ('position_closed', 'Position closed'), ('position_on_hold', 'Position on hold'), ('position_not_visible', 'Position not visible to the exporter'), ('seat_not_mapped', 'Seat not mapped'), ('teammate_inactive', 'Teammate deactivated'), ('already_under_consideration', 'Already under consideration'), ('already_hired', 'Already hired'), ('several_positions_not_allowed', 'One position at a time'), ('other_company', "Another company's export"), ('expired', 'Expired'), ('malformed', 'Not understood'), ('unknown_event', 'Unknown event'), ('bad_signature', 'Wrong signature'), ('oversize', 'Too large'), ('not_enabled', 'LinkedIn refuses the connection'), ('not_in_plan', "Not in the company's plan"), ('unreachable', 'LinkedIn could not be reached'), ('internal', 'A fault of ours'), ('person_do_not_contact', 'Marked: do not contact')], default='', max_length=40)),
                ('sentence', models.TextField(blank=True, default='')),
                ('person_id', models.BigIntegerField(blank=True, null=True)),
                ('process_id', models.BigIntegerField(blank=True, null=True)),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
            ],
        ),
        migrations.CreateModel(
            name='ApplicantReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(choices=[('viewed', 'Looked at'), ('resume_downloaded', 'Résumé downloaded'), ('rejected', 'Rejected')], max_length=20)),
                ('performed_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('due_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('not_before', models.DateTimeField(default=recruit.base.clock.now)),
                ('state', models.CharField(choices=[('waiting', 'Will be told'), ('sent', 'Told'), ('cancelled', 'Not told'), ('failed', 'Could not be told')], default='waiting', max_length=10)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('last_error', models.TextField(blank=True, default='')),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
                ('application', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='linkedin_sync.onsiteapplication')),
            ],
        ),
        migrations.AddIndex(
            model_name='onsiteapplication',
            index=models.Index(fields=['company', 'person_id'], name='onsite_application_by_person'),
        ),
        migrations.AddIndex(
            model_name='onsiteapplication',
            index=models.Index(fields=['company', 'process_id'], name='onsite_application_by_process'),
        ),
        migrations.AddIndex(
            model_name='onsiteapplication',
            index=models.Index(fields=['company', 'outcome', '-id'], name='onsite_application_by_outcome'),
        ),
        migrations.AddConstraint(
            model_name='onsiteapplication',
            constraint=models.UniqueConstraint(fields=('connection', 'urn'), name='one_row_per_onsite_application'),
        ),
        migrations.AddIndex(
            model_name='applicantreport',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['connection', 'not_before'], name='report_waiting'),
        ),
        migrations.AddIndex(
            model_name='applicantreport',
            index=models.Index(fields=['company', 'state'], name='report_by_state'),
        ),
        migrations.AddConstraint(
            model_name='applicantreport',
            constraint=models.UniqueConstraint(fields=('application', 'action'), name='one_report_per_action'),
        ),
        CompanyWall('linkedin_sync_onsiteapplication'),
        CompanyWall('linkedin_sync_applicantreport'),
    ]
