"""What is kept of a try that failed, and whether a mark waits for LinkedIn's quota."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('linkedin_sync', '0008_matches_read_back')]

    operations = [
        migrations.AddField(model_name='mark', name='tried_at', field=models.DateTimeField(blank=True, null=True)),
        migrations.AddField(model_name='mark', name='exchange', field=models.JSONField(blank=True, null=True)),
        migrations.AddField(model_name='mark', name='waits_for_quota', field=models.BooleanField(blank=True, null=True)),
    ]
