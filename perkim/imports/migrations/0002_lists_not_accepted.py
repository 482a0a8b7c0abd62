from django.db import migrations, models

STATES = [
    ("diterima", "Sedang dibaca"),
    ("siap", "Belum disimpan"),
    ("menyimpan", "Sedang disimpan"),
    ("tersimpan", "Tersimpan"),
    ("gagal", "Tidak diterima"),
    ("batal", "Dibatalkan"),
    ("ditarik", "Hasilnya dibatalkan"),
    ("kedaluwarsa", "Kedaluwarsa"),
]


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_base")]

    operations = [
        migrations.AlterField(
            "batch",
            "state",
            models.CharField(verbose_name="keadaan", choices=STATES, default="diterima", max_length=12),
        )
    ]
