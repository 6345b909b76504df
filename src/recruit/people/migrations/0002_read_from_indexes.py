"""Words and tags of a person are looked up in an index alone, the wall's company included."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('people', '0001_initial')]

    operations = [
        migrations.RemoveConstraint(model_name='persontoken', name='one_row_per_token'),
        migrations.AddConstraint(
            model_name='persontoken',
            constraint=models.UniqueConstraint(fields=('person', 'token'), include=('company',), name='one_row_per_token'),
        ),
        migrations.RemoveIndex(model_name='persontag', name='persons_by_tag'),
        migrations.AddIndex(
            model_name='persontag',
            index=models.Index(fields=['tag', '-person'], include=('company',), name='persons_by_tag'),
        ),
    ]
