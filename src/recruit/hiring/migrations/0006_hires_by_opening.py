"""Who was hired into an opening is read from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0005_attaching_applicants'),
        ('hiring', '0005_found_by_start'),
        ('people', '0006_pseudonymised'),
        ('positions', '0003_published_positions'),
        ('sources', '0002_sources_that_change'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='hiringprocess',
            index=models.Index(condition=models.Q(('opening__isnull', False)), fields=['opening'], name='processes_by_opening'),
        ),
    ]
