"""Saved searches and chosen columns; processes are read from an index by status, step and source."""

import django.db.models.deletion
import recruit.base.clock
import recruit.hiring.models
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0001_initial'),
        ('hiring', '0003_workflows'),
        ('people', '0002_read_from_indexes'),
        ('positions', '0001_initial'),
        ('sources', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ListColumns',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('columns', models.JSONField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.hiring.models.new_search_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('query', models.CharField(max_length=2000)),
                ('is_shared', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
            ],
        ),
        migrations.AlterField(
            model_name='hiringprocess',
            name='source',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.source'),
        ),
        migrations.AddIndex(
            model_name='hiringprocess',
            index=models.Index(fields=['company', 'status', 'person'], include=('position',), name='persons_by_status'),
        ),
        migrations.AddIndex(
            model_name='hiringprocess',
            index=models.Index(condition=models.Q(('current_step_name', ''), _negated=True), fields=['company', 'current_step_name', 'person'], include=('position',), name='persons_by_step'),
        ),
        migrations.AddIndex(
            model_name='hiringprocess',
            index=models.Index(fields=['source', 'person'], include=('position', 'company'), name='persons_by_source'),
        ),
        migrations.AddField(
            model_name='listcolumns',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company'),
        ),
        migrations.AddField(
            model_name='listcolumns',
            name='teammate',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='savedsearch',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company'),
        ),
        migrations.AddField(
            model_name='savedsearch',
            name='owner',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='savedsearch',
            index=models.Index(condition=models.Q(('is_shared', True)), fields=['company', 'name'], name='searches_shared'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(fields=('company', 'owner', 'name'), name='a_search_once_per_name'),
        ),
        CompanyWall('hiring_savedsearch'),
        CompanyWall('hiring_listcolumns'),
    ]
