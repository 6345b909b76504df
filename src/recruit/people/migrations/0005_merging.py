import django.db.models.deletion
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0004_api_apps'),
        ('people', '0004_finding_by_any_filter'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerPersonId',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(max_length=24)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_ids', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'public_id'), name='one_person_per_former_id')],
            },
        ),
        CompanyWall("people_formerpersonid"),
    ]
