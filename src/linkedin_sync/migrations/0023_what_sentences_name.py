"""What a problem and a difference are about is kept by its names and numbers; sentences of before stay as they are."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('linkedin_sync', '0022_deletions_whatever_the_plan'),
    ]

    operations = [
        migrations.AddField(model_name='problem', name='about', field=models.JSONField(null=True)),
        migrations.AddField(model_name='drift', name='about', field=models.JSONField(null=True)),
        migrations.AlterField(model_name='problem', name='sentence', field=models.TextField(blank=True, default='')),
        migrations.AlterField(model_name='drift', name='sentence', field=models.TextField(blank=True, default='')),
    ]
