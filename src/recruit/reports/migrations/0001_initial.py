"""The tallies, the triggers that keep them, and a first count of what is there.

A trigger reads whether the position is discreet and holds that still until its transaction ends, by a lock of its own
that only a change of discretion waits for: a lock on the position's row would deadlock with whoever holds a position and
its processes. Rows are only added, so that no two changes wait for each other.
"""

import django.db.models.deletion
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall

MONTH = "date_trunc('month', {p}.started_at AT TIME ZONE 'UTC')::date"
BOUNDS = "1, 2, 4, 8, 12, 24, 36, 48, 72, 96, 120, 168, 240, 336, 504, 720, 1080, 1440, 2160, 4320"
DURATION = (
    "CASE WHEN {s}.state <> 'completed' OR {s}.completed_at IS NULL THEN -1 ELSE width_bucket("
    "(extract(epoch FROM {s}.completed_at - {s}.entered_at) / 3600)::float8, ARRAY[" + BOUNDS + "]::float8[]) END"
)
PROCESS = "INSERT INTO reports_processtally (company_id, is_discreet, month, source_id, contact_id, status, number, is_folded)"
STEP = "INSERT INTO reports_steptally (company_id, is_discreet, month, source_id, step, place, duration, number, is_folded)"
OF_PROCESS = MONTH + ", COALESCE({p}.source_id, 0), COALESCE({p}.source_contact_id, 0), {p}.status"
OF_STEP = MONTH + ", COALESCE({p}.source_id, 0), {s}.name, {s}.\"order\", " + DURATION


def process_row(row, number):
    return f"""
        PERFORM pg_advisory_xact_lock_shared(20025, ({row}.position_id % 2147483647)::int);
        {PROCESS} SELECT {row}.company_id, o.is_discreet, {OF_PROCESS.format(p=row)}, {number}, false
        FROM positions_position AS o WHERE o.id = {row}.position_id;"""


def steps_of_row(row, number):
    return f"""
        {STEP} SELECT {row}.company_id, o.is_discreet, {OF_STEP.format(p=row, s="s")}, {number}, false
        FROM positions_position AS o, hiring_processstep AS s
        WHERE o.id = {row}.position_id AND s.process_id = {row}.id AND s.entered_at IS NOT NULL;"""


def step_row(row, number):
    return f"""
        PERFORM pg_advisory_xact_lock_shared(20025, (p.position_id % 2147483647)::int)
        FROM hiring_hiringprocess AS p WHERE p.id = {row}.process_id;
        {STEP} SELECT {row}.company_id, o.is_discreet, {OF_STEP.format(p="p", s=row)}, {number}, false
        FROM hiring_hiringprocess AS p JOIN positions_position AS o ON o.id = p.position_id
        WHERE p.id = {row}.process_id;"""


TRIGGERS = f"""
CREATE FUNCTION reports_count_process() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN {process_row("OLD", -1)}
    END IF;
    IF TG_OP <> 'DELETE' THEN {process_row("NEW", 1)}
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.source_id, OLD.position_id, OLD.started_at)
        IS DISTINCT FROM (NEW.source_id, NEW.position_id, NEW.started_at) THEN
        {steps_of_row("OLD", -1)}
        {steps_of_row("NEW", 1)}
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION reports_count_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        IF OLD.entered_at IS NOT NULL THEN {step_row("OLD", -1)}
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        IF NEW.entered_at IS NOT NULL THEN {step_row("NEW", 1)}
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION reports_move_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(20025, (NEW.id % 2147483647)::int);
    {PROCESS} SELECT p.company_id, v.flag, {OF_PROCESS.format(p="p")}, sum(v.sign), false
    FROM hiring_hiringprocess AS p, (VALUES (OLD.is_discreet, -1), (NEW.is_discreet, 1)) AS v (flag, sign)
    WHERE p.position_id = NEW.id GROUP BY 1, 2, 3, 4, 5, 6;
    {STEP} SELECT p.company_id, v.flag, {OF_STEP.format(p="p", s="s")}, sum(v.sign), false
    FROM hiring_hiringprocess AS p JOIN hiring_processstep AS s ON s.process_id = p.id,
         (VALUES (OLD.is_discreet, -1), (NEW.is_discreet, 1)) AS v (flag, sign)
    WHERE p.position_id = NEW.id AND s.entered_at IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7;
    RETURN NULL;
END $$;
CREATE TRIGGER reports_process_added AFTER INSERT OR DELETE ON hiring_hiringprocess
    FOR EACH ROW EXECUTE FUNCTION reports_count_process();
CREATE TRIGGER reports_process_changed AFTER UPDATE ON hiring_hiringprocess FOR EACH ROW
    WHEN ((OLD.status, OLD.source_id, OLD.source_contact_id, OLD.position_id, OLD.started_at)
        IS DISTINCT FROM (NEW.status, NEW.source_id, NEW.source_contact_id, NEW.position_id, NEW.started_at))
    EXECUTE FUNCTION reports_count_process();
CREATE TRIGGER reports_step_added AFTER INSERT ON hiring_processstep FOR EACH ROW
    WHEN (NEW.entered_at IS NOT NULL) EXECUTE FUNCTION reports_count_step();
CREATE TRIGGER reports_step_removed AFTER DELETE ON hiring_processstep FOR EACH ROW
    WHEN (OLD.entered_at IS NOT NULL) EXECUTE FUNCTION reports_count_step();
CREATE TRIGGER reports_step_changed AFTER UPDATE ON hiring_processstep FOR EACH ROW
    WHEN ((OLD.entered_at, OLD.completed_at, OLD.state, OLD.name, OLD."order", OLD.process_id)
        IS DISTINCT FROM (NEW.entered_at, NEW.completed_at, NEW.state, NEW.name, NEW."order", NEW.process_id))
    EXECUTE FUNCTION reports_count_step();
CREATE TRIGGER reports_discretion_changed AFTER UPDATE ON positions_position FOR EACH ROW
    WHEN (OLD.is_discreet IS DISTINCT FROM NEW.is_discreet) EXECUTE FUNCTION reports_move_position();
"""
NO_TRIGGERS = """
DROP TRIGGER reports_discretion_changed ON positions_position;
DROP TRIGGER reports_step_changed ON hiring_processstep;
DROP TRIGGER reports_step_removed ON hiring_processstep;
DROP TRIGGER reports_step_added ON hiring_processstep;
DROP TRIGGER reports_process_changed ON hiring_hiringprocess;
DROP TRIGGER reports_process_added ON hiring_hiringprocess;
DROP FUNCTION reports_move_position();
DROP FUNCTION reports_count_step();
DROP FUNCTION reports_count_process();
"""

# For the time of this statement the owner of the tables reads all companies; the wall stands again before the commit.
READ = ("hiring_hiringprocess", "hiring_processstep", "positions_position")
FIRST_COUNT = [
    *(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in READ),
    f"""{PROCESS} SELECT p.company_id, o.is_discreet, {OF_PROCESS.format(p="p")}, count(*), true
    FROM hiring_hiringprocess AS p JOIN positions_position AS o ON o.id = p.position_id GROUP BY 1, 2, 3, 4, 5, 6""",
    f"""{STEP} SELECT p.company_id, o.is_discreet, {OF_STEP.format(p="p", s="s")}, count(*), true
    FROM hiring_hiringprocess AS p JOIN positions_position AS o ON o.id = p.position_id
    JOIN hiring_processstep AS s ON s.process_id = p.id WHERE s.entered_at IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7""",
    *(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in READ),
]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('company', '0004_api_apps'),
        ('hiring', '0004_finding_by_any_filter'),
        ('positions', '0003_published_positions'),
        ('sources', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProcessTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_discreet', models.BooleanField()),
                ('month', models.DateField()),
                ('source_id', models.BigIntegerField()),
                ('number', models.IntegerField()),
                ('is_folded', models.BooleanField(default=False)),
                ('contact_id', models.BigIntegerField()),
                ('status', models.CharField(max_length=20)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'is_discreet', 'month', 'source_id'], include=('contact_id', 'status', 'number'), name='process_tally'), models.Index(fields=['company', 'source_id'], include=('is_discreet', 'month', 'contact_id', 'status', 'number'), name='process_tally_of_source'), models.Index(condition=models.Q(('is_folded', False)), fields=['company'], name='process_tally_unfolded')],
            },
        ),
        migrations.CreateModel(
            name='StepTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_discreet', models.BooleanField()),
                ('month', models.DateField()),
                ('source_id', models.BigIntegerField()),
                ('number', models.IntegerField()),
                ('is_folded', models.BooleanField(default=False)),
                ('step', models.CharField(max_length=200)),
                ('place', models.IntegerField()),
                ('duration', models.SmallIntegerField()),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
            options={
                'indexes': [models.Index(fields=['company', 'is_discreet', 'month', 'source_id'], include=('step', 'place', 'duration', 'number'), name='step_tally'), models.Index(condition=models.Q(('is_folded', False)), fields=['company'], name='step_tally_unfolded')],
            },
        ),
        migrations.RunSQL(FIRST_COUNT, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        CompanyWall("reports_processtally"),
        CompanyWall("reports_steptally"),
    ]
