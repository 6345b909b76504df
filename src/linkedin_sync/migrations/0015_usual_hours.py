"""At which hours something usually happens on a seat."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('linkedin_sync', '0014_plugin_missing'),
    ]

    operations = [
        migrations.AddField(
            model_name='pullcursor',
            name='usual_hours',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
