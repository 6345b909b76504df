import django.db.models.deletion
import recruit.base.clock
import recruit.evaluation.models
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('company', '0002_workflow_settings'),
        ('hiring', '0003_workflows'),
        ('positions', '0002_workflows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Interview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.evaluation.models.new_interview_id, editable=False, max_length=24, unique=True)),
                ('starts_at', models.DateTimeField()),
                ('minutes', models.PositiveIntegerField()),
                ('meeting_type', models.CharField(choices=[('phone', 'Phone'), ('video', 'Video'), ('on_site', 'On site')], max_length=10)),
                ('place', models.CharField(blank=True, max_length=500)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('scheduled_by_name', models.CharField(max_length=200)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('process', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='interviews', to='hiring.hiringprocess')),
                ('step', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='interviews', to='hiring.processstep')),
            ],
        ),
        migrations.CreateModel(
            name='InterviewParticipant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('interview', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='evaluation.interview')),
                ('teammate', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Scorecard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('traits', models.JSONField()),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('position', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='scorecard', to='positions.position')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.evaluation.models.new_evaluation_id, editable=False, max_length=24, unique=True)),
                ('step_name', models.CharField(max_length=200)),
                ('ratings', models.JSONField(default=dict)),
                ('average', models.DecimalField(decimal_places=1, max_digits=2, null=True)),
                ('recommendation', models.CharField(blank=True, choices=[('', 'Not said yet'), ('hire', 'Hire'), ('not_sure', 'Not sure'), ('no_hire', 'No hire')], default='', max_length=10)),
                ('text', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('updated_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('process', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='hiring.hiringprocess')),
                ('step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='hiring.processstep')),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'process', 'id'], name='evaluations_of_process'), models.Index(fields=['author', '-id'], name='evaluations_of_author')],
                'constraints': [models.UniqueConstraint(fields=('process', 'step', 'author'), name='one_evaluation_per_step')],
            },
        ),
        migrations.AddIndex(
            model_name='interview',
            index=models.Index(fields=['company', 'process'], name='interviews_of_process'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('step',), name='one_meeting_per_step'),
        ),
        migrations.AddIndex(
            model_name='interviewparticipant',
            index=models.Index(fields=['teammate', '-interview'], name='interviews_of_participant'),
        ),
        migrations.AddConstraint(
            model_name='interviewparticipant',
            constraint=models.UniqueConstraint(fields=('interview', 'teammate'), name='a_participant_once_per_interview'),
        ),
        CompanyWall("evaluation_interview"),
        CompanyWall("evaluation_interviewparticipant"),
        CompanyWall("evaluation_scorecard"),
        CompanyWall("evaluation_evaluation"),
    ]
