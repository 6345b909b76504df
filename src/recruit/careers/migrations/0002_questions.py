"""Applicants are asked for more than the usual; their answers stay as they were given."""

import django.db.models.deletion
import recruit.careers.models
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0001_initial'),
        ('company', '0005_attaching_applicants'),
        ('positions', '0005_position_fields'),
    ]

    operations = [
        migrations.AddField(
            model_name='submission',
            name='answers',
            field=models.JSONField(blank=True, db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.careers.models.new_question_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('text', 'Text'), ('number', 'Number'), ('date', 'Date'), ('choice', 'Choice'), ('yes_no', 'Yes or no')], max_length=10)),
                ('options', models.JSONField(blank=True, default=list)),
                ('order', models.PositiveIntegerField()),
                ('is_required', models.BooleanField(default=False)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='positions.position')),
            ],
            options={
                'abstract': False,
            },
        ),
        CompanyWall("careers_question"),
    ]
