import django.contrib.postgres.fields
import django.db.models.deletion
import recruit.base.clock
import recruit.duplicates.models
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('company', '0001_initial'),
        ('people', '0002_read_from_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ResumeSketch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sketch', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Scan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('running', 'Running'), ('paused', 'Paused'), ('done', 'Done')], default='running', max_length=10)),
                ('weights_version', models.CharField(max_length=40)),
                ('started_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('finished_at', models.DateTimeField(null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
        ),
        migrations.CreateModel(
            name='ScanPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.BigIntegerField()),
                ('position', models.BigIntegerField()),
                ('last', models.BigIntegerField()),
                ('compared', models.BigIntegerField(default=0)),
                ('found', models.BigIntegerField(default=0)),
                ('updated_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('scan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='duplicates.scan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BlockingKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BigIntegerField()),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'key', 'person'], name='persons_by_blocking_key'), models.Index(fields=['person'], name='blocking_keys_of_person')],
            },
        ),
        migrations.CreateModel(
            name='DuplicateCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.duplicates.models.new_case_id, editable=False, max_length=24, unique=True)),
                ('state', models.CharField(choices=[('open', 'Open'), ('same', 'Same person'), ('different', 'Different people'), ('auto', 'Resolved by the setting')], default='open', max_length=10)),
                ('signals', models.JSONField(default=list)),
                ('known_signals', models.JSONField(default=list)),
                ('score', models.FloatField()),
                ('probability', models.FloatField()),
                ('sentence', models.TextField()),
                ('weights_version', models.CharField(max_length=40)),
                ('found_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by_name', models.CharField(blank=True, max_length=200)),
                ('reason', models.TextField(blank=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('decided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('second', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'state', '-id'], name='cases_newest_first'), models.Index(fields=['second', 'state'], name='cases_of_second')],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), include=('company',), name='one_case_per_pair'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='the_smaller_id_is_first')],
            },
        ),
        migrations.AddConstraint(
            model_name='scan',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'done'), _negated=True), fields=('company',), name='one_unfinished_scan'),
        ),
        CompanyWall("duplicates_blockingkey"),
        CompanyWall("duplicates_resumesketch"),
        CompanyWall("duplicates_duplicatecase"),
        CompanyWall("duplicates_scan"),
        CompanyWall("duplicates_scanpart"),
    ]
