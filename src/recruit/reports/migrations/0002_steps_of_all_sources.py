"""Folded steps are there once more for all sources together, so that whoever asks for no source reads little."""

from django.db import migrations, models


# For the time of these statements the owner of the table reads all companies.
FOR_ALL = [
    "ALTER TABLE reports_steptally NO FORCE ROW LEVEL SECURITY",
    "INSERT INTO reports_steptally (company_id, is_discreet, month, source_id, step, place, duration, number, is_folded) "
    "SELECT company_id, is_discreet, month, -1, step, place, duration, sum(number), true FROM reports_steptally "
    "WHERE is_folded GROUP BY 1, 2, 3, 5, 6, 7",
    # References are looked at now: PostgreSQL changes no table that has checks waiting.
    "SET CONSTRAINTS ALL IMMEDIATE",
    "ALTER TABLE reports_steptally FORCE ROW LEVEL SECURITY",
]
NO_MORE = [
    "ALTER TABLE reports_steptally NO FORCE ROW LEVEL SECURITY",
    "DELETE FROM reports_steptally WHERE source_id = -1",
    "SET CONSTRAINTS ALL IMMEDIATE",
    "ALTER TABLE reports_steptally FORCE ROW LEVEL SECURITY",
]


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0004_api_apps'),
        ('reports', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(FOR_ALL, NO_MORE),
        migrations.AddIndex(
            model_name='steptally',
            index=models.Index(condition=models.Q(('source_id', -1)), fields=['company', 'is_discreet', 'month'], include=('step', 'place', 'duration', 'number'), name='step_tally_of_all'),
        ),
    ]
