"""Careers sites, the links to them, and what visitors send."""

import django.db.models.deletion
import recruit.base.clock
import recruit.careers.models
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall, DoorInWall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('company', '0003_people_and_ways_in'),
        ('hiring', '0004_finding_by_any_filter'),
        ('people', '0004_finding_by_any_filter'),
        ('positions', '0003_published_positions'),
        ('sources', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CareersSite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(max_length=60, unique=True)),
                ('is_on', models.BooleanField(default=False)),
                ('intro', models.TextField(blank=True, default='')),
                ('privacy_url', models.CharField(blank=True, default='', max_length=500)),
                ('consent_scope', models.CharField(choices=[('everywhere', 'All positions'), ('eu_and_uk', 'Positions in the EU, the EEA and the UK'), ('nowhere', 'None')], default='everywhere', max_length=20)),
                ('website', models.CharField(blank=True, default='', max_length=500)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company',), name='one_careers_site')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.careers.models.new_submission_id, editable=False, max_length=24, unique=True)),
                ('via', models.CharField(choices=[('form', 'Careers form'), ('outside_profile', 'Profile of another service')], max_length=20)),
                ('via_label', models.CharField(blank=True, default='', max_length=100)),
                ('is_vouched_for', models.BooleanField(default=False)),
                ('is_repeated', models.BooleanField(default=False)),
                ('email', models.CharField(max_length=254)),
                ('message', models.TextField(blank=True, default='')),
                ('profile', models.JSONField(blank=True, default=dict)),
                ('nonce', models.CharField(blank=True, default='', max_length=100)),
                ('consented_at', models.DateTimeField(blank=True, null=True)),
                ('submitted_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('position', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='positions.position')),
                ('process', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='hiring.hiringprocess')),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-submitted_at', '-id'], name='submissions_of_person'), models.Index(fields=['position', 'email'], name='submissions_by_email')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('nonce', ''), _negated=True), fields=('company', 'nonce'), name='a_nonce_is_good_once')],
            },
        ),
        migrations.CreateModel(
            name='TrackedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=recruit.careers.models.new_link_token, editable=False, max_length=30)),
                ('name', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.source')),
                ('source_contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.sourcecontact')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'token'), name='one_link_per_token')],
            },
        ),
        CompanyWall("careers_careerssite"),
        CompanyWall("careers_trackedlink"),
        CompanyWall("careers_submission"),
        DoorInWall("careers_careerssite", "careers"),
    ]
