from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0004_api_apps'),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='attaches_applicants',
            field=models.CharField(choices=[('same_position', 'For the same position'), ('any_position', 'For any position'), ('nobody', 'Never: they are a possible duplicate')], db_default='same_position', default='same_position', max_length=20),
        ),
        migrations.AddField(
            model_name='company',
            name='attaches_within_days',
            field=models.PositiveSmallIntegerField(db_default=30, default=30),
        ),
    ]
