"""Problems of a connection, each told once when it begins and once when it is over."""

import django.db.models.deletion
import recruit.base.clock
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0001_initial'),
        ('linkedin_sync', '0009_why_a_mark_waits'),
    ]

    operations = [
        migrations.CreateModel(
            name='Problem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('refused', 'LinkedIn refuses the connection'), ('disabled', 'The connection is switched off in LinkedIn'), ('stuck', 'Records are stuck on their way to LinkedIn'), ('late', 'Changes reach LinkedIn late')], max_length=12)),
                ('sentence', models.TextField()),
                ('begun_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('over_at', models.DateTimeField(blank=True, null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
            ],
            options={
                'indexes': [models.Index(fields=['company', '-id'], name='problem_by_latest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('over_at', None)), fields=('connection', 'kind'), name='one_open_problem_per_kind')],
            },
        ),
        CompanyWall('linkedin_sync_problem'),
    ]
