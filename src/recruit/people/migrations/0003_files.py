"""Files are kept on persons."""

import django.db.models.deletion
import recruit.base.clock
import recruit.people.models
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0001_initial'),
        ('people', '0002_read_from_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.people.models.new_file_id, editable=False, max_length=24, unique=True)),
                ('kind', models.CharField(choices=[('resume', 'Résumé'), ('other', 'Other file')], max_length=10)),
                ('name', models.CharField(max_length=255)),
                ('size', models.PositiveIntegerField()),
                ('media_type', models.CharField(max_length=100)),
                ('sha256', models.CharField(max_length=64)),
                ('provenance', models.CharField(choices=[('manual', 'Typed by a teammate'), ('careers_form', 'Careers form'), ('file_import', 'File import'), ('external', 'Outside system')], max_length=20)),
                ('added_by', models.CharField(blank=True, default='', max_length=200)),
                ('added_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='files', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-added_at', '-id'], name='files_of_person'), models.Index(fields=['company', 'sha256'], name='files_by_content')],
                'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'sha256'), name='one_file_per_content')],
            },
        ),
        CompanyWall('people_personfile'),
    ]
