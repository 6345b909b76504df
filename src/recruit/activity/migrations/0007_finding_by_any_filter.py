"""The history of a company is walked from its newest fact, to list persons by their last activity."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activity', '0006_workflows'),
        ('company', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['company', '-id'], include=('person_id', 'position_id'), name='activity_newest_first'),
        ),
    ]
