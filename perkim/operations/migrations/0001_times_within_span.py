from django.db import migrations

from perkim.lib.bounds import BoundTimes


class Migration(migrations.Migration):
    """One step for the columns of all apps: each would otherwise have to be locked and read by a step of its own."""

    initial = True

    dependencies = [
        ("accounts", "0002_rank_of_signers"),
        ("audit", "0001_base"),
        ("banking", "0001_base"),
        ("budgets", "0003_costs_of_components"),
        ("documents", "0004_numbers_read_the_same"),
        ("files", "0003_held_files"),
        ("funds", "0002_values_by_kind_of_work"),
        ("health", "0001_base"),
        ("imports", "0001_base"),
        ("notices", "0001_base"),
        ("outbox", "0001_base"),
        ("parameters", "0002_replaced_values"),
        ("people", "0002_officers_nik"),
        ("regions", "0003_names"),
        ("sipoc", "0005_tugas_not_yet_possible"),
        ("swadaya", "0010_values_by_kind_of_work"),
        ("visits", "0002_visits_by_place"),
    ]

    # When a photo was taken is its own word, and used to be kept without looking at the year.
    operations = [BoundTimes(unknown={("files_upload", "taken_at")})]
