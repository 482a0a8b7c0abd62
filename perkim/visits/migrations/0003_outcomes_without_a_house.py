"""What a visit came to is named without a house or a candidate; the stored words stay."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visits", "0002_visits_by_place")]

    operations = [
        migrations.AlterField(
            model_name="visit",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("disurvei", "Disurvei"),
                    ("meninggal", "Meninggal dunia"),
                    ("pindah", "Sudah pindah"),
                    ("tidak_diketahui", "Tidak ditemukan"),
                    ("menolak", "Menolak disurvei"),
                ],
                max_length=16,
                verbose_name="hasil",
            ),
        ),
    ]
