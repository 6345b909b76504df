"""Openings have a reason and a day on which they ended."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0005_attaching_applicants'),
        ('positions', '0003_published_positions'),
    ]

    operations = [
        migrations.AddField(
            model_name='opening',
            name='closed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='opening',
            name='reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('is_open', False), models.Q(('closed_at__isnull', True), ('filled_at__isnull', True)), _connector='OR'), name='an_open_opening_has_not_ended'),
        ),
    ]
