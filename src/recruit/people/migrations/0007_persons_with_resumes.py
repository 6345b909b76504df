"""Whoever has a résumé is found without looking at everybody's files."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0005_attaching_applicants'),
        ('people', '0006_pseudonymised'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='personfile',
            index=models.Index(condition=models.Q(('kind', 'resume')), fields=['company', 'person'], name='persons_with_resumes'),
        ),
    ]
