"""What stood in the database before 2026-11-28, in one step. Whoever has the replaced migrations has this one."""

import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models
import perkim.lib.time_fields

from perkim.lib.schema import OneStep


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('regions', '0001_base'),
    ]

    operations = [
        # For the exclusion constraint of assignments.
        BtreeGistExtension(),
        OneStep([
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', perkim.lib.time_fields.BoundedDateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('\\A[a-z0-9]+([._-][a-z0-9]+)*\\Z', 'Nama pengguna hanya memakai huruf kecil, angka, titik, atau tanda hubung, misalnya operator.sumberwuluh.')], verbose_name='nama pengguna')),
                    ('name', models.CharField(max_length=120, verbose_name='nama lengkap')),
                    ('salutation', models.CharField(blank=True, choices=[('BAPAK', 'Bapak'), ('IBU', 'Ibu')], max_length=5, verbose_name='sapaan')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='surel')),
                    ('nip', models.CharField(blank=True, max_length=18, validators=[django.core.validators.RegexValidator('\\A[0-9]{18}\\Z', 'NIP terdiri dari 18 angka.')], verbose_name='NIP')),
                    ('is_active', models.BooleanField(default=True, verbose_name='aktif')),
                    ('joined', perkim.lib.time_fields.BoundedDateTimeField(default=django.utils.timezone.now, verbose_name='dibuat')),
                    ('session_round', models.PositiveIntegerField(default=0, editable=False)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'akun',
                    'verbose_name_plural': 'akun',
                    'ordering': ['username'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('username', django.db.models.functions.text.Lower('username'))), name='username_is_lower_case'), models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='email_belongs_to_one_account', violation_error_message='Surel ini sudah dipakai akun lain. Pakai surel lain atau kosongkan.')],
                },
            ),
            migrations.CreateModel(
                name='ActivationCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=64)),
                    ('expires', perkim.lib.time_fields.BoundedDateTimeField(verbose_name='berlaku sampai')),
                    ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='salah ketik')),
                    ('issued_at', perkim.lib.time_fields.BoundedDateTimeField(default=django.utils.timezone.now, verbose_name='diterbitkan pada')),
                    ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diterbitkan oleh')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='activation_code', to=settings.AUTH_USER_MODEL, verbose_name='akun')),
                ],
                options={
                    'verbose_name': 'kode aktivasi',
                    'verbose_name_plural': 'kode aktivasi',
                },
            ),
            migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('OPERATOR_DESA', 'Operator desa/kelurahan'), ('KADES', 'Kepala desa/lurah'), ('TFL', 'Tenaga fasilitator lapangan'), ('KORFAS', 'Koordinator fasilitator'), ('FO', 'Petugas front office'), ('STAF', 'Staf bidang'), ('TIM_TEKNIS', 'Tim teknis'), ('VERIFIKATOR', 'Verifikator keuangan'), ('BENDAHARA', 'Bendahara pengeluaran'), ('PPTK', 'Pejabat pelaksana teknis kegiatan'), ('PPK', 'Pejabat pembuat komitmen'), ('PEJ_ADUAN', 'Pejabat pengelola pengaduan'), ('KABID_PRM', 'Kepala Bidang Perumahan'), ('KABID_KP', 'Kepala Bidang Kawasan Permukiman'), ('SEKDIS', 'Sekretaris dinas'), ('KADIS', 'Kepala dinas'), ('APIP', 'Pengawas internal (APIP)'), ('ADMIN', 'Admin portal')], max_length=20, verbose_name='peran')),
                    ('programme', models.CharField(blank=True, help_text='Kosong berarti semua program.', max_length=20, verbose_name='program')),
                    ('title', models.CharField(blank=True, help_text='Kosong berarti sama dengan nama peran.', max_length=120, verbose_name='jabatan pada naskah')),
                    ('starts', perkim.lib.time_fields.BoundedDateField(verbose_name='mulai')),
                    ('ends', perkim.lib.time_fields.BoundedDateField(blank=True, null=True, verbose_name='sampai')),
                    ('acting', models.CharField(blank=True, choices=[('PLT', 'Plt.'), ('PLH', 'Plh.')], max_length=3, verbose_name='pelaksana')),
                    ('basis', models.CharField(blank=True, help_text='Nomor dan tanggal surat perintah.', max_length=200, verbose_name='dasar')),
                    ('given_at', perkim.lib.time_fields.BoundedDateTimeField(default=django.utils.timezone.now, verbose_name='ditetapkan pada')),
                    ('acting_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stand_ins', to='accounts.assignment', verbose_name='menggantikan')),
                    ('given_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditetapkan oleh')),
                    ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region', verbose_name='wilayah')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL, verbose_name='akun')),
                ],
                options={
                    'verbose_name': 'penugasan',
                    'verbose_name_plural': 'penugasan',
                    'ordering': ['starts', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='assignment_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['KADES', 'OPERATOR_DESA']), _negated=True), django.db.models.lookups.Exact(django.db.models.functions.text.Length('region'), 13), _connector='OR'), name='village_roles_hold_one_village'), models.CheckConstraint(condition=models.Q(models.Q(('acting', ''), ('acting_for', None)), models.Q(models.Q(('acting', ''), _negated=True), ('acting_for__isnull', False), ('ends__isnull', False), models.Q(('basis', ''), _negated=True)), _connector='OR'), name='acting_states_whom_why_and_until'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('user', '='), ('role', '='), ('programme', '='), ('region', '='), (models.Func(models.F('starts'), models.F('ends'), models.Value('[]'), function='DATERANGE'), '&&')], name='assignment_not_given_twice', violation_error_message='Akun ini sudah memegang peran yang sama untuk program dan wilayah itu pada tanggal tersebut.')],
                },
            ),
        ]),
    ]
