"""Files that come in, row by row, and archives of the whole company."""


import django.db.models.deletion
import recruit.base.clock
import recruit.transfer.models
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('company', '0005_attaching_applicants'),
        ('hiring', '0005_found_by_start'),
        ('positions', '0003_published_positions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.transfer.models.new_import_id, editable=False, max_length=24, unique=True)),
                ('kind', models.CharField(choices=[('persons', 'Candidates'), ('positions', 'Positions'), ('processes', "Candidates' hiring processes")], max_length=10)),
                ('state', models.CharField(choices=[('draft', 'Not started'), ('running', 'Under way'), ('finished', 'Finished'), ('refused', 'Nothing imported'), ('cancelled', 'Stopped'), ('undoing', 'Being taken back'), ('undone', 'Taken back')], default='draft', max_length=10)),
                ('file_name', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('form', models.CharField(max_length=100)),
                ('columns', models.JSONField(default=list)),
                ('mapping', models.JSONField(default=dict)),
                ('bad_rows', models.CharField(choices=[('skip', 'Leave them out and import the others'), ('all_or_nothing', 'Import nothing')], default='skip', max_length=15)),
                ('total', models.PositiveIntegerField(default=0)),
                ('seen', models.PositiveIntegerField(default=0)),
                ('imported', models.PositiveIntegerField(default=0)),
                ('there_already', models.PositiveIntegerField(default=0)),
                ('refused', models.PositiveIntegerField(default=0)),
                ('undone', models.PositiveIntegerField(default=0)),
                ('stayed', models.PositiveIntegerField(default=0)),
                ('is_stopping', models.BooleanField(default=False)),
                ('trouble', models.TextField(blank=True, default='')),
                ('by_name', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('cells', models.JSONField(default=dict)),
                ('trouble', models.TextField(blank=True, default='')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('imported', 'Imported'), ('there_already', 'There already'), ('refused', 'Not imported'), ('undone', 'Taken back'), ('stayed', 'Stayed')], default='waiting', max_length=15)),
                ('problems', models.JSONField(default=list)),
                ('person_id', models.BigIntegerField(null=True)),
                ('position_id', models.BigIntegerField(null=True)),
                ('process_id', models.BigIntegerField(null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('of_import', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='transfer.import')),
            ],
        ),
        migrations.CreateModel(
            name='Archive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.transfer.models.new_archive_id, editable=False, max_length=24, unique=True)),
                ('state', models.CharField(choices=[('making', 'Being made'), ('ready', 'Ready'), ('cancelled', 'Stopped'), ('failed', 'Failed'), ('gone', 'Deleted')], default='making', max_length=10)),
                ('seen', models.PositiveBigIntegerField(default=0)),
                ('total', models.PositiveBigIntegerField(default=0)),
                ('is_stopping', models.BooleanField(default=False)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, default='', max_length=64)),
                ('trouble', models.TextField(blank=True, default='')),
                ('by_name', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('ready_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
            options={
                'indexes': [models.Index(fields=['company', '-id'], name='archives_newest_first')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'making')), fields=('company',), name='one_archive_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='FileId',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('persons', 'Candidates'), ('positions', 'Positions'), ('processes', "Candidates' hiring processes")], max_length=10)),
                ('external_id', models.CharField(max_length=200)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('position', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='positions.position')),
                ('process', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hiring.hiringprocess')),
            ],
            options={
                'indexes': [models.Index(fields=['position'], name='file_ids_of_position')],
                'constraints': [models.UniqueConstraint(fields=('company', 'kind', 'external_id'), name='one_record_per_file_id')],
            },
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['company', '-id'], name='imports_newest_first'),
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['company', 'by', '-id'], name='imports_of_teammate'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['of_import', 'state', 'number'], name='rows_by_state'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(condition=models.Q(('person_id__isnull', False)), fields=['company', 'person_id'], name='rows_of_person'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('of_import', 'number'), name='one_row_per_number'),
        ),
        CompanyWall("transfer_import"),
        CompanyWall("transfer_importrow"),
        CompanyWall("transfer_fileid"),
        CompanyWall("transfer_archive"),
    ]
