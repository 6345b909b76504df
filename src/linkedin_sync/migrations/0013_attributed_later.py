"""Who came through a seat that was nobody's is put down to its teammate later, and that can be taken back."""

import django.db.models.deletion
import recruit.base.clock
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0001_initial'),
        ('linkedin_sync', '0012_own_seats'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SeatAttribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_id', models.BigIntegerField()),
                ('source_contact_id', models.BigIntegerField()),
                ('source_name', models.CharField(max_length=300)),
                ('earlier_source_id', models.BigIntegerField()),
                ('asked_by', models.CharField(max_length=400)),
                ('asked_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('running', 'Being attributed'), ('done', 'Attributed'), ('undoing', 'Being taken back'), ('undone', 'Taken back')], default='running', max_length=10)),
                ('total', models.PositiveIntegerField()),
                ('seen', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('seat', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.seat')),
                ('teammate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='export',
            name='attribution',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='linkedin_sync.seatattribution'),
        ),
        migrations.AddIndex(
            model_name='export',
            index=models.Index(condition=models.Q(('attribution__isnull', True), ('process_id__isnull', False), ('teammate__isnull', True)), fields=['company', 'seat', 'id'], name='export_unattributed'),
        ),
        migrations.AddIndex(
            model_name='export',
            index=models.Index(condition=models.Q(('attribution__isnull', False)), fields=['attribution', 'id'], name='export_attributed'),
        ),
        migrations.AddIndex(
            model_name='seatattribution',
            index=models.Index(fields=['company', 'seat', '-id'], name='attribution_by_latest'),
        ),
        migrations.AddConstraint(
            model_name='seatattribution',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['running', 'undoing'])), fields=('seat',), name='one_attribution_at_a_time'),
        ),
        CompanyWall('linkedin_sync_seatattribution'),
    ]
