"""The health of a connection is told without counting every mark, the troubled receipts without reading all."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('linkedin_sync', '0001_initial')]

    operations = [
        migrations.AddIndex(
            model_name='mark',
            index=models.Index(condition=models.Q(('parked_reason', '')), fields=['connection', 'marked_at'], name='mark_by_age'),
        ),
        migrations.AddIndex(
            model_name='mark',
            index=models.Index(condition=models.Q(('parked_reason', ''), models.Q(('last_error', ''), _negated=True)), fields=['connection'], name='mark_retrying'),
        ),
        migrations.AddIndex(
            model_name='mark',
            index=models.Index(condition=models.Q(('parked_reason', ''), _negated=True), fields=['connection', 'kind'], name='mark_parked_by_kind'),
        ),
        migrations.RemoveIndex(model_name='receipt', name='receipt_by_latest'),
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(fields=['company', '-id'], name='receipt_by_latest'),
        ),
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(condition=models.Q(('state__in', ['refused', 'failed', 'expired', 'ignored'])), fields=['company', '-id'], name='receipt_troubled'),
        ),
    ]
