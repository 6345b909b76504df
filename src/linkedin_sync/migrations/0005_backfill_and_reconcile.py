"""A backfill and a reconcile are rows; the minute's budget is counted in tenths of a second."""

import django.db.models.deletion
import recruit.base.clock
from django.db import migrations, models


from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0001_initial'),
        ('linkedin_sync', '0004_latest_parked_first'),
    ]

    operations = [
        migrations.AlterField(
            model_name='connection',
            name='reserve_percent',
            field=models.PositiveSmallIntegerField(default=10),
        ),
        migrations.AlterField(
            model_name='mark',
            name='priority',
            field=models.PositiveSmallIntegerField(choices=[(0, 'A change just made'), (1, 'What a change brings along'), (2, 'History')], default=0),
        ),
        migrations.CreateModel(
            name='Backfill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('running', 'Running'), ('paused', 'Paused'), ('done', 'Done'), ('stopped', 'Stopped')], default='planned', max_length=10)),
                ('cause', models.CharField(choices=[('enabled', "LinkedIn's admin enabled the connection"), ('asked', 'Asked for')], default='asked', max_length=10)),
                ('planned', models.JSONField(default=dict)),
                ('marked', models.JSONField(default=dict)),
                ('expected_seconds', models.FloatField(default=0)),
                ('part', models.PositiveSmallIntegerField(default=0)),
                ('before_id', models.BigIntegerField(default=0)),
                ('is_marked', models.BooleanField(default=False)),
                ('by', models.CharField(blank=True, default='', max_length=200)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('paused_seconds', models.FloatField(default=0)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('result', models.JSONField(blank=True, default=dict)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
            ],
        ),
        migrations.CreateModel(
            name='BudgetSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resource', models.CharField(max_length=30)),
                ('slot', models.DateTimeField()),
                ('records', models.PositiveIntegerField(default=0)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
            ],
        ),
        migrations.CreateModel(
            name='Reconcile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('stopped', 'Stopped')], default='running', max_length=10)),
                ('cause', models.CharField(choices=[('nightly', 'Every night'), ('asked', 'Asked for'), ('backfill', 'After a backfill')], default='asked', max_length=10)),
                ('part', models.PositiveSmallIntegerField(default=0)),
                ('after_id', models.BigIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
                ('drift', models.PositiveIntegerField(default=0)),
                ('by', models.CharField(blank=True, default='', max_length=200)),
                ('started_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('trouble', models.TextField(blank=True, default='')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
            ],
        ),
        migrations.CreateModel(
            name='Drift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('position', 'Position'), ('person', 'Person'), ('process', 'Hiring process'), ('visibility_of_position', 'Who sees a position'), ('visibility_of_teammate', 'What a teammate sees')], max_length=24)),
                ('our_key', models.CharField(max_length=300)),
                ('what', models.CharField(choices=[('not_sent', 'Not sent'), ('outdated', 'Outdated'), ('unsure', 'Not confirmed'), ('missing', 'Missing on LinkedIn'), ('different', 'Different on LinkedIn'), ('unwanted', 'Should not be on LinkedIn'), ('gone', 'Gone from Recruit')], max_length=12)),
                ('sentence', models.TextField()),
                ('found_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('reconcile', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.reconcile')),
            ],
        ),
        migrations.DeleteModel(
            name='BudgetWindow',
        ),
        migrations.AddIndex(
            model_name='backfill',
            index=models.Index(fields=['connection', '-id'], name='backfill_by_latest'),
        ),
        migrations.AddConstraint(
            model_name='backfill',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['planned', 'running', 'paused'])), fields=('connection',), name='one_backfill_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='budgetslot',
            constraint=models.UniqueConstraint(fields=('connection', 'resource', 'slot'), name='one_budget_per_slot'),
        ),
        migrations.AddIndex(
            model_name='reconcile',
            index=models.Index(fields=['connection', '-id'], name='reconcile_by_latest'),
        ),
        migrations.AddConstraint(
            model_name='reconcile',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('connection',), name='one_reconcile_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='drift',
            index=models.Index(fields=['reconcile', '-id'], name='drift_by_latest'),
        ),
        migrations.AddConstraint(
            model_name='drift',
            constraint=models.UniqueConstraint(fields=('reconcile', 'kind', 'our_key'), name='one_drift_per_record'),
        ),
        CompanyWall("linkedin_sync_backfill"),
        CompanyWall("linkedin_sync_reconcile"),
        CompanyWall("linkedin_sync_drift"),
        CompanyWall("linkedin_sync_budgetslot"),
    ]
