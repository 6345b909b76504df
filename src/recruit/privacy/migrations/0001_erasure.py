"""An erasure leaves a receipt that names nobody."""

import django.db.models.deletion
import recruit.base.clock
import recruit.privacy.models
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('company', '0004_api_apps'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ErasureReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.privacy.models.new_receipt_id, editable=False, max_length=24, unique=True)),
                ('kind', models.CharField(choices=[('erased', 'Erased'), ('pseudonymised', 'Pseudonymised')], max_length=15)),
                ('ground', models.CharField(choices=[('request', 'The candidate asked for it'), ('retention', 'The time for which data is kept is over'), ('other', 'Another reason'), ('restored', 'A backup had brought an erased candidate back')], max_length=10)),
                ('digest', models.CharField(max_length=64)),
                ('counts', models.JSONField(default=dict)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField(default=recruit.base.clock.now)),
                ('listed_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
        ),
        migrations.CreateModel(
            name='ReceiptSide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('counts', models.JSONField(default=dict)),
                ('begun_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('trouble', models.TextField(blank=True, default='')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('receipt', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sides', to='privacy.erasurereceipt')),
            ],
        ),
        migrations.AddIndex(
            model_name='erasurereceipt',
            index=models.Index(fields=['company', '-id'], name='receipts_newest_first'),
        ),
        migrations.AddIndex(
            model_name='erasurereceipt',
            index=models.Index(condition=models.Q(('listed_at', None)), fields=['company', 'id'], name='receipts_to_list'),
        ),
        migrations.AddIndex(
            model_name='receiptside',
            index=models.Index(condition=models.Q(('finished_at', None)), fields=['company', 'id'], name='sides_not_finished'),
        ),
        migrations.AddConstraint(
            model_name='receiptside',
            constraint=models.UniqueConstraint(fields=('receipt', 'name'), name='one_side_per_place'),
        ),
        CompanyWall("privacy_erasurereceipt"),
        CompanyWall("privacy_receiptside"),
    ]
