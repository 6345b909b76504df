"""Whether candidates' résumés go to LinkedIn is an admin's choice; their links and marks are a kind of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('linkedin_sync', '0018_erasure'),
    ]

    operations = [
        migrations.AddField(
            model_name='connection',
            name='resumes_outward',
            field=models.CharField(choices=[('no', 'Résumés stay in Recruit'), ('yes', 'Résumés are shown on LinkedIn'), ('kept', 'No new résumés; those on LinkedIn stay there')], default='no', max_length=10),
        ),
        migrations.AlterField(
            model_name='drift',
            name='kind',
            field=models.CharField(choices=[('position', 'Position'), ('person', 'Person'), ('process', 'Hiring process'), ('resumes', 'Résumés'), ('visibility_of_position', 'Who sees a position'), ('visibility_of_teammate', 'What a teammate sees')], max_length=24),
        ),
        migrations.AlterField(
            model_name='link',
            name='kind',
            field=models.CharField(choices=[('position', 'Position'), ('person', 'Person'), ('process', 'Hiring process'), ('resumes', 'Résumés'), ('acl', 'Visibility of a position'), ('assignee', 'Place in a visibility group')], max_length=12),
        ),
        migrations.AlterField(
            model_name='mark',
            name='kind',
            field=models.CharField(choices=[('position', 'Position'), ('person', 'Person'), ('process', 'Hiring process'), ('resumes', 'Résumés'), ('visibility_of_position', 'Who sees a position'), ('visibility_of_teammate', 'What a teammate sees')], max_length=24),
        ),
        migrations.AlterField(
            model_name='mark',
            name='lane',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Positions'), (2, 'Visibility'), (3, 'Persons'), (4, 'Hiring processes'), (5, 'Résumés')]),
        ),
    ]
