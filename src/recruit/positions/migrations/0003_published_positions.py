"""What the careers site lists is read from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0003_people_and_ways_in'),
        ('positions', '0002_workflows'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='position',
            index=models.Index(condition=models.Q(('is_published', True), ('status', 'open')), fields=['company', '-id'], name='positions_published'),
        ),
    ]
