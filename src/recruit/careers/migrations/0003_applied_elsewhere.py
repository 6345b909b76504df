"""An application can have been filled in wholly at another service."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0002_questions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='submission',
            name='via',
            field=models.CharField(choices=[('form', 'Careers form'), ('outside_profile', 'Profile of another service'), ('elsewhere', 'Form of another service')], max_length=20),
        ),
    ]
