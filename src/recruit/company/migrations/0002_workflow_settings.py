"""A company decides on its steps and on who reads evaluations."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='allows_custom_steps',
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name='company',
            name='not_sure_asks',
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name='company',
            name='opens_evaluations',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
