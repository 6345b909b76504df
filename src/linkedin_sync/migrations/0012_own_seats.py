"""A teammate signs in with LinkedIn to say which seat is theirs."""

import django.db.models.deletion
import linkedin_sync.models.secrets
import recruit.base.clock
from django.conf import settings
from django.db import migrations, models

from recruit.base.rowsecurity import CompanyWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0001_initial'),
        ('linkedin_sync', '0011_guided_set_up'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', linkedin_sync.models.secrets.EncryptedTextField(blank=True, default='')),
                ('outcome', models.CharField(blank=True, choices=[('', 'LinkedIn is being asked'), ('connected', 'Connected'), ('no_seat', 'No seat of that member'), ('refused', 'LinkedIn refused the sign-in'), ('unreachable', 'LinkedIn could not be reached')], default='', max_length=20)),
                ('at', models.DateTimeField(default=recruit.base.clock.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='company.company')),
                ('connection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='linkedin_sync.connection')),
                ('teammate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['connection', 'teammate', '-id'], name='sign_in_by_latest')],
            },
        ),
        CompanyWall("linkedin_sync_signin"),
    ]
