"""Parked marks are listed and counted by when they were parked: an order that no other index offers instead."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('linkedin_sync', '0003_marks_by_kind')]

    operations = [
        migrations.RemoveIndex(model_name='mark', name='mark_parked'),
        migrations.RemoveIndex(model_name='mark', name='mark_parked_by_kind'),
        migrations.AddIndex(
            model_name='mark',
            index=models.Index(condition=models.Q(('parked_reason', ''), _negated=True), fields=['connection', '-parked_at', '-id'], name='mark_parked'),
        ),
        migrations.AddIndex(
            model_name='mark',
            index=models.Index(condition=models.Q(('parked_reason', ''), _negated=True), fields=['connection', 'kind', '-parked_at'], name='mark_parked_by_kind'),
        ),
    ]
