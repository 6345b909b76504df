"""LinkedIn's plugin stayed away from a page of ours, as a browser saw it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('linkedin_sync', '0013_attributed_later'),
    ]

    operations = [
        migrations.AddField(
            model_name='connection',
            name='plugin_missing_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
