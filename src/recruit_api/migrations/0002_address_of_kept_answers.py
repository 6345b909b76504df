"""A kept answer knows to which address its call went: by it, too, it is found when somebody is erased."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recruit_api', '0001_calls'),
    ]

    operations = [
        migrations.AddField(
            model_name='keptanswer',
            name='address',
            field=models.TextField(db_default='', default=''),
        ),
    ]
