"""What is gone here has a priority of its own, by which a drain finds it among a million other marks."""

from django.db import migrations, models

from recruit.base.tenancy import Door, company_context, door


def know_what_is_gone(apps, schema_editor):
    """Marks of whoever was erased before and is not gone at LinkedIn yet; a statement for each company."""
    with door(Door.COMPANIES):
        companies = list(apps.get_model('company', 'Company').objects.values_list('pk', flat=True))
    marks = apps.get_model('linkedin_sync', 'Mark')
    for company_id in companies:
        with company_context(company_id):
            marks.objects.filter(company_id=company_id, tombstone=True).update(priority=-1)


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0001_initial'),
        ('linkedin_sync', '0021_applied_on_linkedin'),
    ]

    operations = [
        migrations.AlterField(
            model_name='mark',
            name='priority',
            field=models.SmallIntegerField(choices=[(-1, 'What is gone here'), (0, 'A change just made'), (1, 'What a change brings along'), (2, 'History')], default=0),
        ),
        migrations.RunPython(know_what_is_gone, migrations.RunPython.noop),
    ]
