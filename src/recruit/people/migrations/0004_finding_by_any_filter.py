"""The list is read from an index under every filter and order; names are found although one letter is wrong."""

import django.db.models.deletion
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall
from recruit.base.tenancy import Door, company_context, door
from recruit.people.rules import name_words, slip_keys

_AT_ONCE = 20_000


def learn_present_names(apps, schema_editor):
    """The names of everybody who is there, company by company, each walked by id and each word written once."""
    companies = apps.get_model("company", "Company")
    with door(Door.COMPANIES):
        ids = list(companies.objects.order_by("id").values_list("id", flat=True))
    for company_id in ids:
        with company_context(company_id):
            _learn(apps, company_id)


def _learn(apps, company_id):
    persons = apps.get_model("people", "Person").objects.filter(company_id=company_id).order_by("id")
    name_word = apps.get_model("people", "NameWord")
    found, after = set(), 0
    while rows := list(
        persons.filter(id__gt=after).values_list("id", "first_name", "middle_name", "last_name")[:_AT_ONCE]
    ):
        after = rows[-1][0]
        found |= name_words({name for row in rows for name in row[1:]})
    name_word.objects.bulk_create(
        (
            name_word(company_id=company_id, key=key, word=word)
            for word in sorted(found)
            for key in sorted(slip_keys(word))
        ),
        batch_size=5000,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0001_initial'),
        ('people', '0003_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_collation='C', max_length=100)),
                ('word', models.CharField(db_collation='C', max_length=100)),
            ],
        ),
        migrations.AddIndex(
            model_name='externalidentity',
            index=models.Index(condition=models.Q(('verified', True)), fields=['company', 'provider', 'person'], name='persons_by_provider'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['company', 'sort_name', 'id'], name='persons_by_name'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['company', 'created_at', 'id'], name='persons_by_added'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['company', 'updated_at', 'id'], name='persons_by_changed'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['company', 'prospect_status', 'id'], name='persons_by_prospect'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('imported_via', ''), _negated=True), fields=['company', 'imported_via', 'id'], name='persons_by_import'),
        ),
        migrations.AddField(
            model_name='nameword',
            name='company',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company'),
        ),
        migrations.AddIndex(
            model_name='nameword',
            index=models.Index(fields=['company', 'word'], name='keys_of_name_word'),
        ),
        migrations.AddConstraint(
            model_name='nameword',
            constraint=models.UniqueConstraint(fields=('company', 'key', 'word'), name='a_word_once_per_key'),
        ),
        CompanyWall('people_nameword'),
        migrations.RunPython(learn_present_names, migrations.RunPython.noop),
    ]
