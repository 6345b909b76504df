"""Companies give their positions fields of their own; the values lie in the position's row."""

import django.db.models.deletion
import recruit.positions.models
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0005_attaching_applicants'),
        ('positions', '0004_openings'),
    ]

    operations = [
        migrations.AddField(
            model_name='position',
            name='custom_values',
            field=models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.CreateModel(
            name='PositionField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.positions.models.new_field_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('text', 'Text'), ('number', 'Number'), ('date', 'Date'), ('choice', 'Choice'), ('yes_no', 'Yes or no')], max_length=10)),
                ('options', models.JSONField(blank=True, default=list)),
                ('order', models.PositiveIntegerField()),
                ('is_required', models.BooleanField(default=False)),
                ('is_public', models.BooleanField(default=False)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'name'), name='one_position_field_per_name')],
            },
        ),
        CompanyWall("positions_positionfield"),
    ]
