"""Titles in the form in which people look for them, beside the title; made by the database for all rows."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models

import perkim.lib.names


class Migration(migrations.Migration):

    dependencies = [
        ("regions", "0003_names"),
        ("sipoc", "0003_handed_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="berkas",
            name="plain_title",
            field=models.GeneratedField(
                db_persist=True,
                expression=perkim.lib.names.PlainName("title"),
                output_field=models.TextField(db_collation="C"),
            ),
        ),
        migrations.RemoveIndex(model_name="berkas", name="case_words"),
        migrations.AddIndex(
            model_name="berkas",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("plain_title", "gin_trgm_ops"),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("number"), "gin_trgm_ops"
                ),
                name="case_words",
            ),
        ),
    ]
