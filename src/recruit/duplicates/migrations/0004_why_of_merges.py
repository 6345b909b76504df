"""Of a merge it is kept by which signals it came, and what the survivor was called before, so that it can be told again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('duplicates', '0003_contents_of_merged_rows'),
    ]

    operations = [
        migrations.AddField(
            model_name='merge',
            name='signals',
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
        migrations.AddField(
            model_name='merge',
            name='survivor_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=700),
        ),
    ]
