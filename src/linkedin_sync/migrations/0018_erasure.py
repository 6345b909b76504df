"""Who was erased in Recruit is remembered until LinkedIn holds nothing of them."""

import django.db.models.deletion
import recruit.base.clock
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0004_api_apps'),
        ('linkedin_sync', '0017_exporters_not_known_yet'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt', models.CharField(max_length=24)),
                ('person_key', models.CharField(max_length=300)),
                ('process_keys', models.JSONField(default=list)),
                ('begun_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
            ],
            options={
                'abstract': False,
            },
        ),
        CompanyWall("linkedin_sync_erasure"),
    ]
