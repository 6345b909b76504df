"""Who signs in is read together with their company."""

from django.db import migrations

from recruit.base.rowsecurity import DoorInWall


class Migration(migrations.Migration):

    dependencies = [
        ('company', '0006_mentions'),
    ]

    operations = [
        DoorInWall('company_company', 'sign_in'),
    ]
