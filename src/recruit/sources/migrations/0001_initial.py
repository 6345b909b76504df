import django.db.models.deletion
import recruit.base.clock
import recruit.sources.models
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('company', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.sources.models.new_source_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=300)),
                ('type', models.CharField(choices=[('active_search', 'Active search'), ('agency', 'Agency'), ('campus', 'Campus'), ('internal_promotion', 'Internal promotion'), ('job_board', 'Job board'), ('job_fair', 'Job fair'), ('referrer_paid', 'Referrer: paid'), ('referrer_unpaid', 'Referrer: unpaid'), ('social_network', 'Social network'), ('website', 'Website'), ('other', 'Other')], max_length=30)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
        ),
        migrations.CreateModel(
            name='SourceContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.sources.models.new_source_contact_id, editable=False, max_length=24, unique=True)),
                ('first_name', models.CharField(max_length=100)),
                ('last_name', models.CharField(blank=True, max_length=100)),
                ('email', models.CharField(max_length=254)),
                ('email_normalized', models.CharField(max_length=254)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='sources.source')),
                ('teammate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.UniqueConstraint(fields=('company', 'name'), name='one_source_per_name'),
        ),
        migrations.AddConstraint(
            model_name='sourcecontact',
            constraint=models.UniqueConstraint(fields=('company', 'email_normalized'), name='one_source_contact_per_email'),
        ),
        CompanyWall("sources_source"),
        CompanyWall("sources_sourcecontact"),
    ]
