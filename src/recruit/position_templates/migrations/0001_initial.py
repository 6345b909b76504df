"""What positions are opened like."""

import django.db.models.deletion
import recruit.base.clock
import recruit.position_templates.models
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('company', '0005_attaching_applicants'),
    ]

    operations = [
        migrations.CreateModel(
            name='PositionTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.position_templates.models.new_template_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('picture', models.JSONField()),
                ('made_from', models.CharField(max_length=300)),
                ('made_by', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company', 'name'), name='one_position_template_per_name')],
            },
        ),
        CompanyWall("position_templates_positiontemplate"),
    ]
