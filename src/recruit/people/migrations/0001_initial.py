import django.db.models.deletion
import recruit.base.clock
import recruit.people.models
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('company', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.people.models.new_person_id, editable=False, max_length=24, unique=True)),
                ('first_name', models.CharField(max_length=200)),
                ('middle_name', models.CharField(blank=True, max_length=200)),
                ('last_name', models.CharField(blank=True, max_length=200)),
                ('sort_name', models.CharField(db_collation='C', max_length=400)),
                ('prospect_status', models.CharField(choices=[('sourced', 'Sourced'), ('contacted', 'Contacted'), ('responded', 'Responded'), ('interested', 'Interested'), ('not_interested', 'Not interested'), ('do_not_contact', 'Do not contact')], default='sourced', max_length=20)),
                ('do_not_contact', models.BooleanField(default=False)),
                ('headline', models.TextField(blank=True, default='')),
                ('location', models.TextField(blank=True, default='')),
                ('employer', models.TextField(blank=True, default='')),
                ('imported_via', models.CharField(blank=True, default='', max_length=100)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('updated_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
        ),
        migrations.CreateModel(
            name='ExternalIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider', models.CharField(max_length=50)),
                ('subject', models.CharField(max_length=300)),
                ('verified', models.BooleanField(default=False)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('created_at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identities', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.people.models.new_contact_point_id, editable=False, max_length=24, unique=True)),
                ('kind', models.CharField(choices=[('email', 'E-mail'), ('phone', 'Phone'), ('link', 'Link')], max_length=10)),
                ('value', models.CharField(max_length=500)),
                ('normalized', models.CharField(max_length=500)),
                ('is_primary', models.BooleanField(default=False)),
                ('provenance', models.CharField(choices=[('manual', 'Typed by a teammate'), ('careers_form', 'Careers form'), ('file_import', 'File import'), ('external', 'Outside system')], max_length=20)),
                ('origin', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='contact_points', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='PersonToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(db_collation='C', max_length=100)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=recruit.people.models.new_tag_id, editable=False, max_length=24, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('normalized', models.CharField(db_collation='C', max_length=100)),
                ('is_system', models.BooleanField(default=False)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
            ],
        ),
        migrations.CreateModel(
            name='PersonTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=recruit.base.clock.now)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='person_tags', to='people.person')),
                ('tag', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='person_tags', to='people.tag')),
            ],
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['company', '-id'], name='persons_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='externalidentity',
            constraint=models.UniqueConstraint(fields=('company', 'provider', 'subject'), name='one_person_per_subject'),
        ),
        migrations.AddIndex(
            model_name='contactpoint',
            index=models.Index(fields=['company', 'kind', 'normalized'], name='contact_points_by_value'),
        ),
        migrations.AddConstraint(
            model_name='contactpoint',
            constraint=models.UniqueConstraint(condition=models.Q(('is_primary', True)), fields=('person', 'kind'), name='one_primary_per_kind'),
        ),
        migrations.AddConstraint(
            model_name='contactpoint',
            constraint=models.UniqueConstraint(fields=('person', 'kind', 'normalized'), name='one_contact_point_per_value'),
        ),
        migrations.AddIndex(
            model_name='persontoken',
            index=models.Index(fields=['company', 'token', 'person'], name='persons_by_token'),
        ),
        migrations.AddConstraint(
            model_name='persontoken',
            constraint=models.UniqueConstraint(fields=('person', 'token'), name='one_row_per_token'),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.UniqueConstraint(fields=('company', 'normalized'), name='one_tag_per_word'),
        ),
        migrations.AddIndex(
            model_name='persontag',
            index=models.Index(fields=['tag', '-person'], name='persons_by_tag'),
        ),
        migrations.AddConstraint(
            model_name='persontag',
            constraint=models.UniqueConstraint(fields=('person', 'tag'), name='a_tag_once_per_person'),
        ),
        CompanyWall("people_person"),
        CompanyWall("people_persontoken"),
        CompanyWall("people_contactpoint"),
        CompanyWall("people_externalidentity"),
        CompanyWall("people_tag"),
        CompanyWall("people_persontag"),
    ]
