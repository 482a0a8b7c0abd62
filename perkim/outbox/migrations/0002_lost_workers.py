"""How often a worker died over a piece of work, and which site of workers held it."""

from django.db import migrations, models

from perkim.lib.schema import OneStep


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0001_base'),
    ]

    operations = [
        OneStep([
            migrations.AddField(
                model_name='work',
                name='held_by',
                field=models.CharField(blank=True, default='', max_length=32),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name='work',
                name='lost',
                field=models.PositiveSmallIntegerField(default=0),
            ),
        ]),
    ]
