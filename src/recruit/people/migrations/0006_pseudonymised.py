"""Whoever is pseudonymised is known as such."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_merging'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='pseudonymised_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
