import django.db.models.deletion
import recruit.base.clock
import recruit.duplicates.models
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0004_api_apps'),
        ('duplicates', '0001_initial'),
        ('people', '0004_finding_by_any_filter'),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.duplicates.models.new_merge_id, editable=False, max_length=24, unique=True)),
                ('lost_id', models.BigIntegerField()),
                ('lost_public_id', models.CharField(max_length=24)),
                ('lost_name', models.CharField(max_length=700)),
                ('case_public_id', models.CharField(max_length=24)),
                ('sentence', models.TextField(blank=True, default='')),
                ('probability', models.FloatField(null=True)),
                ('last_ids', models.JSONField(default=dict)),
                ('merged_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('merged_by_name', models.CharField(max_length=200)),
                ('unmerged_at', models.DateTimeField(null=True)),
                ('unmerged_by_name', models.CharField(blank=True, default='', max_length=200)),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('survivor', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='LaterRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=63)),
                ('row_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('title', models.TextField()),
                ('came_at', models.DateTimeField(null=True)),
                ('assigned_id', models.BigIntegerField(null=True)),
                ('assigned_by_name', models.CharField(blank=True, default='', max_length=200)),
                ('assigned_at', models.DateTimeField(null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('merge', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='later_rows', to='duplicates.merge')),
            ],
        ),
        migrations.CreateModel(
            name='MergedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=63)),
                ('row_id', models.BigIntegerField()),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('merge', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='duplicates.merge')),
            ],
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['company', '-id'], name='merges_newest_first'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['survivor', '-id'], include=('company',), name='merges_of_survivor'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['company', 'lost_id'], name='merges_by_lost'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['company', 'case_public_id'], name='merges_by_case'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(condition=models.Q(('forgotten_at__isnull', True)), fields=['company', 'merged_at'], name='merges_to_forget'),
        ),
        migrations.AddConstraint(
            model_name='laterrow',
            constraint=models.UniqueConstraint(fields=('merge', 'table', 'row_id'), name='a_later_row_once_per_merge'),
        ),
        migrations.AddIndex(
            model_name='mergedrow',
            index=models.Index(fields=['merge', 'id'], name='rows_of_merge'),
        ),
        CompanyWall("duplicates_merge"),
        CompanyWall("duplicates_mergedrow"),
        CompanyWall("duplicates_laterrow"),
    ]
