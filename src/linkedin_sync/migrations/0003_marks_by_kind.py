"""Parked marks of a kind are counted in their index's order, and reserved ones are found among a million others."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('linkedin_sync', '0002_health_at_a_glance')]

    operations = [
        migrations.RemoveIndex(model_name='mark', name='mark_parked_by_kind'),
        migrations.AddIndex(
            model_name='mark',
            index=models.Index(condition=models.Q(('parked_reason', ''), _negated=True), fields=['connection', 'kind', '-id'], name='mark_parked_by_kind'),
        ),
        migrations.AddIndex(
            model_name='mark',
            index=models.Index(condition=models.Q(('reserved_until__isnull', False)), fields=['connection'], name='mark_reserved'),
        ),
    ]
