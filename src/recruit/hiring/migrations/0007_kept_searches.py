"""Searches of several lists are kept, and a list opens with one of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0005_attaching_applicants'),
        ('hiring', '0006_hires_by_opening'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DefaultSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(choices=[('persons', 'Candidates'), ('positions', 'Positions')], max_length=10)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='savedsearch',
            name='a_search_once_per_name',
        ),
        migrations.AddField(
            model_name='savedsearch',
            name='of',
            field=models.CharField(choices=[('persons', 'Candidates'), ('positions', 'Positions')], db_default='persons', default='persons', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(fields=('company', 'owner', 'of', 'name'), name='a_search_once_per_name'),
        ),
        migrations.AddField(
            model_name='defaultsearch',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company'),
        ),
        migrations.AddField(
            model_name='defaultsearch',
            name='search',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hiring.savedsearch'),
        ),
        migrations.AddField(
            model_name='defaultsearch',
            name='teammate',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='defaultsearch',
            constraint=models.UniqueConstraint(fields=('teammate', 'of'), name='one_default_search_per_list'),
        ),
        CompanyWall("hiring_defaultsearch"),
    ]
