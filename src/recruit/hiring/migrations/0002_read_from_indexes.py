"""Counts of a column and lists of a position are read from an index alone, the wall's company included."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('hiring', '0001_initial')]

    operations = [
        migrations.RemoveIndex(model_name='hiringprocess', name='processes_of_column'),
        migrations.AddIndex(
            model_name='hiringprocess',
            index=models.Index(fields=['position', 'board_column', '-id'], include=('company',), name='processes_of_column'),
        ),
        migrations.AddIndex(
            model_name='hiringprocess',
            index=models.Index(fields=['position', '-id'], include=('person', 'company'), name='processes_of_position'),
        ),
    ]
