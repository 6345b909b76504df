"""LinkedIn takes twelve calls a minute for one viewer of InMail; each cursor knows its own."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('linkedin_sync', '0023_what_sentences_name'),
    ]

    operations = [
        migrations.AddField(
            model_name='pullcursor',
            name='called_at',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), blank=True, default=list, size=None),
        ),
    ]
