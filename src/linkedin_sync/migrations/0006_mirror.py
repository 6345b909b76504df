"""The mirror of what LinkedIn holds, whom it is kept of, and how far each feed has been read."""

import django.db.models.deletion
import recruit.base.clock
from django.db import migrations, models

from linkedin_sync.mirror.members import digest_of
from recruit.base.rowsecurity import CompanyWall
from recruit.base.tenancy import Door, company_context, door


def know_who_was_exported(apps, schema_editor):
    """Whoever an accepted export brought before there was this table came through LinkedIn, too."""
    with door(Door.COMPANIES):
        companies = list(apps.get_model('company', 'Company').objects.values_list('pk', flat=True))
    for company_id in companies:
        with company_context(company_id):
            _know_members(apps, company_id)


def _know_members(apps, company_id):
    exports = apps.get_model('linkedin_sync', 'Export').objects.filter(
        company_id=company_id, outcome__in=['created', 'attached']
    ).exclude(member_urn='')
    known = apps.get_model('linkedin_sync', 'KnownMember')
    rows = exports.order_by('id').values_list('receipt__connection_id', 'member_urn', 'at')
    known.objects.bulk_create(
        [
            known(
                company_id=company_id, connection_id=connection_id, urn=urn, came_by='export', came_at=at,
                digest=digest_of(connection_id=connection_id, urn=urn),
            )
            for connection_id, urn, at in rows
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0001_initial'),
        ('linkedin_sync', '0005_backfill_and_reconcile'),
    ]

    operations = [
        migrations.AddField(
            model_name='connection',
            name='bodies_for',
            field=models.CharField(choices=[('seat_holders', 'Teammates with a seat on the contract'), ('viewers', 'Everybody who may see the candidate')], default='seat_holders', max_length=12),
        ),
        migrations.AddField(
            model_name='connection',
            name='syncs_inmail',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='connection',
            name='syncs_notes',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='KnownMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('urn', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('came_by', models.CharField(choices=[('export', 'Exported by a recruiter'), ('apply', 'Applied with LinkedIn')], max_length=10)),
                ('came_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_seen_at', models.DateTimeField(blank=True, null=True)),
                ('purged_at', models.DateTimeField(blank=True, null=True)),
                ('purged', models.JSONField(blank=True, default=dict)),
                ('decision', models.CharField(blank=True, choices=[('', 'Waits for a decision'), ('kept', 'Kept as it is'), ('removed', 'Contact details from LinkedIn removed')], default='', max_length=10)),
                ('decision_reason', models.TextField(blank=True, default='')),
                ('decided_by', models.CharField(blank=True, default='', max_length=200)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
            ],
        ),
        migrations.CreateModel(
            name='MailThread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('urn', models.CharField(max_length=300)),
                ('latest_at', models.DateTimeField()),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.knownmember')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='linkedin_sync.seat')),
            ],
        ),
        migrations.CreateModel(
            name='MailMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=300)),
                ('is_from_member', models.BooleanField()),
                ('sent_at', models.DateTimeField()),
                ('subject', models.TextField(blank=True, default='')),
                ('body', models.TextField(blank=True, default='')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='linkedin_sync.seat')),
                ('thread', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='linkedin_sync.mailthread')),
            ],
        ),
        migrations.CreateModel(
            name='MirroredNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100)),
                ('text', models.TextField(blank=True, default='')),
                ('written_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('is_edited', models.BooleanField(default=False)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.knownmember')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='linkedin_sync.seat')),
            ],
        ),
        migrations.CreateModel(
            name='PullCursor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('feed', models.CharField(choices=[('inmail', 'InMail'), ('notes', 'LinkedIn notes'), ('contacts', 'Shared contact details'), ('closed', 'Closed accounts')], max_length=10)),
                ('read_since', models.DateTimeField(default=recruit.base.clock.now)),
                ('read_until', models.DateTimeField(default=recruit.base.clock.now)),
                ('next_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('wait_seconds', models.PositiveIntegerField(default=60)),
                ('active_at', models.DateTimeField(blank=True, null=True)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('trouble', models.TextField(blank=True, default='')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.seat')),
            ],
        ),
        migrations.CreateModel(
            name='SharedContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=300)),
                ('shared_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.knownmember')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='linkedin_sync.seat')),
            ],
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('feed', models.CharField(choices=[('inmail', 'InMail'), ('notes', 'LinkedIn notes'), ('contacts', 'Shared contact details'), ('closed', 'Closed accounts')], max_length=10)),
                ('digest', models.CharField(max_length=64)),
                ('since', models.DateTimeField()),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
                ('seat', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.seat')),
            ],
        ),
        migrations.AddIndex(
            model_name='knownmember',
            index=models.Index(fields=['connection', 'digest'], name='known_member_by_digest'),
        ),
        migrations.AddIndex(
            model_name='knownmember',
            index=models.Index(condition=models.Q(('closed_seen_at__isnull', False)), fields=['company', '-closed_seen_at', '-id'], name='known_member_closed'),
        ),
        migrations.AddConstraint(
            model_name='knownmember',
            constraint=models.UniqueConstraint(fields=('connection', 'urn'), name='one_known_member_per_urn'),
        ),
        migrations.AddIndex(
            model_name='mailthread',
            index=models.Index(fields=['member', '-latest_at', '-id'], name='mail_thread_by_latest'),
        ),
        migrations.AddConstraint(
            model_name='mailthread',
            constraint=models.UniqueConstraint(fields=('connection', 'urn'), name='one_mail_thread_per_urn'),
        ),
        migrations.AddIndex(
            model_name='mailmessage',
            index=models.Index(fields=['thread', '-sent_at', '-id'], name='mail_message_by_time'),
        ),
        migrations.AddConstraint(
            model_name='mailmessage',
            constraint=models.UniqueConstraint(fields=('connection', 'key'), name='one_mail_message_per_key'),
        ),
        migrations.AddIndex(
            model_name='mirrorednote',
            index=models.Index(fields=['member', '-written_at', '-id'], name='mirrored_note_by_time'),
        ),
        migrations.AddConstraint(
            model_name='mirrorednote',
            constraint=models.UniqueConstraint(fields=('connection', 'key'), name='one_mirrored_note_per_key'),
        ),
        migrations.AddIndex(
            model_name='pullcursor',
            index=models.Index(fields=['connection', 'next_at'], name='cursor_by_turn'),
        ),
        migrations.AddConstraint(
            model_name='pullcursor',
            constraint=models.UniqueConstraint(fields=('connection', 'feed', 'seat'), name='one_cursor_per_seat'),
        ),
        migrations.AddConstraint(
            model_name='pullcursor',
            constraint=models.UniqueConstraint(condition=models.Q(('seat__isnull', True)), fields=('connection', 'feed'), name='one_cursor_per_feed'),
        ),
        migrations.AddConstraint(
            model_name='sharedcontact',
            constraint=models.UniqueConstraint(fields=('connection', 'key'), name='one_shared_contact_per_key'),
        ),
        migrations.AddIndex(
            model_name='trace',
            index=models.Index(fields=['connection', 'since'], name='trace_by_age'),
        ),
        migrations.AddConstraint(
            model_name='trace',
            constraint=models.UniqueConstraint(fields=('connection', 'digest', 'feed', 'seat', 'since'), name='one_trace_per_half_day'),
        ),
        CompanyWall("linkedin_sync_knownmember"),
        CompanyWall("linkedin_sync_mailthread"),
        CompanyWall("linkedin_sync_mailmessage"),
        CompanyWall("linkedin_sync_mirrorednote"),
        CompanyWall("linkedin_sync_sharedcontact"),
        CompanyWall("linkedin_sync_trace"),
        CompanyWall("linkedin_sync_pullcursor"),
        migrations.RunPython(know_who_was_exported, migrations.RunPython.noop),
    ]
