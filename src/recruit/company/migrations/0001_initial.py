import django.db.models.deletion
import recruit.base.clock
import recruit.company.models
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall, DoorInWall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.company.models.new_company_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('plan', models.CharField(choices=[('starter', 'Starter'), ('growth', 'Growth'), ('enterprise', 'Enterprise')], default='enterprise', max_length=20)),
                ('allows_several_positions', models.BooleanField(default=True)),
                ('export_requires', models.CharField(choices=[('view', 'may view the position'), ('contribute', 'may work on the position')], default='view', max_length=20)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='Teammate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('public_id', models.CharField(default=recruit.company.models.new_teammate_id, editable=False, max_length=24, unique=True)),
                ('email', models.CharField(max_length=254)),
                ('email_normalized', models.CharField(db_index=True, max_length=254)),
                ('first_name', models.CharField(max_length=100)),
                ('last_name', models.CharField(blank=True, max_length=100)),
                ('company_role', models.CharField(choices=[('owner', 'Owner'), ('admin', 'Admin'), ('recruiter', 'Recruiter'), ('recruiting_coordinator', 'Recruiting coordinator'), ('management', 'Management'), ('it_manager', 'IT manager'), ('teammate', 'Teammate')], default='teammate', max_length=30)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('deactivated_at', models.DateTimeField(blank=True, null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'email_normalized'), name='one_teammate_per_email')],
            },
        ),
        CompanyWall("company_company", column="id"),
        DoorInWall("company_company", "companies"),
        CompanyWall("company_teammate"),
        DoorInWall("company_teammate", "sign_in"),
    ]
