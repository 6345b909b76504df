import django.db.models.deletion
import recruit.base.clock
import recruit.positions.models
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
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.positions.models.new_position_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=300)),
                ('public_name', models.CharField(blank=True, max_length=300, null=True)),
                ('status', models.CharField(choices=[('open', 'Open'), ('on_hold', 'On hold'), ('closed', 'Closed')], default='open', max_length=10)),
                ('is_published', models.BooleanField(default=False)),
                ('is_discreet', models.BooleanField(default=False)),
                ('is_talent_pool', models.BooleanField(default=False)),
                ('department', models.CharField(blank=True, max_length=200)),
                ('employment_type', models.CharField(blank=True, max_length=100)),
                ('seniority', models.CharField(blank=True, max_length=100)),
                ('workplace_type', models.CharField(blank=True, choices=[('', 'Not said'), ('on_site', 'On-site'), ('hybrid', 'Hybrid'), ('remote', 'Remote')], default='', max_length=10)),
                ('city', models.CharField(blank=True, max_length=200)),
                ('region', models.CharField(blank=True, max_length=200)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('custom_id', models.CharField(blank=True, max_length=100)),
                ('description', models.TextField(blank=True)),
                ('opened_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('updated_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.positions.models.new_opening_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=300)),
                ('is_open', models.BooleanField(default=True)),
                ('opened_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('filled_at', models.DateTimeField(blank=True, null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='positions.position')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PositionRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('recruiter', 'Recruiter'), ('recruiting_coordinator', 'Recruiting coordinator'), ('hiring_manager', 'Hiring manager'), ('manager', 'Manager'), ('recruiting_assistant', 'Recruiting assistant'), ('interviewer', 'Interviewer'), ('viewer', 'Viewer')], max_length=30)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('position', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='positions.position')),
                ('teammate', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='StepDefinition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.positions.models.new_step_definition_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('type', models.CharField(choices=[('go_no_go', 'Go/No-go'), ('interview', 'Interview'), ('administrative', 'Administrative'), ('offer', 'Offer'), ('test', 'Test')], max_length=20)),
                ('order', models.PositiveIntegerField()),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('position', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='positions.position')),
            ],
        ),
        migrations.AddIndex(
            model_name='position',
            index=models.Index(fields=['company', '-id'], name='positions_newest_first'),
        ),
        migrations.AddIndex(
            model_name='position',
            index=models.Index(fields=['company', 'status', '-id'], name='positions_by_status'),
        ),
        migrations.AddIndex(
            model_name='positionrole',
            index=models.Index(fields=['teammate', 'position'], name='positions_of_teammate'),
        ),
        migrations.AddConstraint(
            model_name='positionrole',
            constraint=models.UniqueConstraint(fields=('position', 'teammate', 'role'), name='a_role_once_per_teammate'),
        ),
        migrations.AddConstraint(
            model_name='positionrole',
            constraint=models.UniqueConstraint(condition=models.Q(('role', 'hiring_manager')), fields=('position',), name='one_hiring_manager'),
        ),
        migrations.AddConstraint(
            model_name='stepdefinition',
            constraint=models.UniqueConstraint(fields=('position', 'order'), name='one_step_per_place'),
        ),
        CompanyWall("positions_position"),
        CompanyWall("positions_opening"),
        CompanyWall("positions_positionrole"),
        CompanyWall("positions_stepdefinition"),
    ]
