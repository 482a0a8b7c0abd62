"""Who signs in, in which role, for which programme and area, from when until when."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from perkim.accounts.querysets import AssignmentQuerySet, ReleaseQuerySet, UserManager
from perkim.accounts.roles import SECOND_FACTOR_ROLES, VILLAGE_ROLES, Role
from perkim.accounts.titles import short_name, with_post
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.regions.codes import lies_within
from perkim.regions.models import CODE_LENGTHS, Region

username_shape = RegexValidator(
    r"\A[a-z0-9]+([._-][a-z0-9]+)*\Z",
    "Nama pengguna hanya memakai huruf kecil, angka, titik, atau tanda hubung, misalnya operator.sumberwuluh.",
)


class User(AbstractBaseUser, PermissionsMixin):
    """A person's (or a village desk's) account. What it may do comes from its assignments, never from flags."""

    class Salutation(models.TextChoices):
        BAPAK = "BAPAK", "Bapak"
        IBU = "IBU", "Ibu"

    username = models.CharField("nama pengguna", max_length=60, unique=True, validators=[username_shape])
    name = models.CharField("nama lengkap", max_length=120)
    salutation = models.CharField("sapaan", max_length=5, choices=Salutation, blank=True)
    email = models.EmailField("surel", blank=True)
    nip = models.CharField(
        "NIP", max_length=18, blank=True, validators=[RegexValidator(r"\A[0-9]{18}\Z", "NIP terdiri dari 18 angka.")]
    )
    rank = models.CharField("pangkat/golongan", max_length=60, blank=True)
    is_active = models.BooleanField("aktif", default=True)
    # Django's own, bounded as every column of time.
    last_login = BoundedDateTimeField(_("last login"), null=True, blank=True)
    joined = BoundedDateTimeField("dibuat", default=timezone.now)
    session_round = models.PositiveIntegerField(default=0, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(name="username_is_lower_case", condition=Q(username=Lower("username"))),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="email_belongs_to_one_account",
                violation_error_message=("Surel ini sudah dipakai akun lain. Pakai surel lain atau kosongkan."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def named(self) -> str:
        """With the name of the account, as anybody may call the own account by the name of another person."""
        return f"{self.name} ({self.username})"

    def get_short_name(self) -> str:
        return short_name(self.name)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is bound to: besides the password also a round, so that all sessions can be ended."""
        salt = "perkim.accounts.session"
        return salted_hmac(salt, f"{self.password}:{self.session_round}", secret=secret, algorithm="sha256").hexdigest()

    @property
    def greeting(self) -> str:
        """How the office addresses this person: `Bu Rahayu`, `Pak Slamet`, or the plain name."""
        prefix = {"BAPAK": "Pak ", "IBU": "Bu "}.get(self.salutation)
        return f"{prefix}{self.get_short_name()}" if prefix else self.name

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin site lets this account in."""
        return self.is_active and (self.is_superuser or self.has_role(Role.ADMIN))

    @cached_property
    def assignments_today(self) -> list["Assignment"]:
        """The assignments in force now, loaded once per request. What they allow is told by the code of the region."""
        return list(self.assignments.in_force(timezone.localdate()))

    @property
    def assignments_with_places(self) -> list["Assignment"]:
        """The same for pages that name the regions. One query more."""
        places = models.Prefetch("region", Region.objects.select_related("parent"))
        models.prefetch_related_objects(self.assignments_today, places)
        return self.assignments_today

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(assignment.role for assignment in self.assignments_today)

    def has_role(self, *roles: Role) -> bool:
        return bool(self.roles.intersection(roles))

    @property
    def needs_second_factor(self) -> bool:
        return self.is_superuser or bool(self.roles & SECOND_FACTOR_ROLES)

    @property
    def is_guarded(self) -> bool:
        """Whether one admin alone may not take it over: see `UserQuerySet.guarded`."""
        return User.objects.guarded().filter(pk=self.pk).exists()

    def watches(self, on: date) -> bool:
        return User.objects.watching(on).filter(pk=self.pk).exists()

    @property
    def post(self) -> str:
        """The line under the brand: the first title held today."""
        return self.assignments_today[0].label if self.assignments_today else "Belum ada penugasan"

    @property
    def name_and_post(self) -> str:
        return with_post(self.name, self.post)


def _hold_one_village(roles: Iterable[Role]) -> Q:
    """Villages are known by the length of their code, so the database can hold the rule without a join."""
    return ~Q(role__in=sorted(roles)) | Q(Exact(Length("region"), CODE_LENGTHS["DESA"]))


class Assignment(models.Model):
    """A role held by a person for a programme (or all) and an area, within dates; also as acting official (Plt/Plh)."""

    class Acting(models.TextChoices):
        PLT = "PLT", "Plt."
        PLH = "PLH", "Plh."

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments", verbose_name="akun")
    role = models.CharField("peran", max_length=20, choices=Role)
    programme = models.CharField("program", max_length=20, blank=True, help_text="Kosong berarti semua program.")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    title = models.CharField(
        "jabatan pada naskah", max_length=120, blank=True, help_text="Kosong berarti sama dengan nama peran."
    )
    starts = BoundedDateField("mulai")
    ends = BoundedDateField("sampai", null=True, blank=True)
    acting = models.CharField("pelaksana", max_length=3, choices=Acting, blank=True)
    acting_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="stand_ins", verbose_name="menggantikan"
    )
    basis = models.CharField("dasar", max_length=200, blank=True, help_text="Nomor dan tanggal surat perintah.")
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditetapkan oleh"
    )
    given_at = BoundedDateTimeField("ditetapkan pada", default=timezone.now)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                name="assignment_ends_after_start", condition=Q(ends=None) | Q(ends__gte=F("starts"))
            ),
            models.CheckConstraint(name="village_roles_hold_one_village", condition=_hold_one_village(VILLAGE_ROLES)),
            models.CheckConstraint(
                name="acting_states_whom_why_and_until",
                condition=Q(acting="", acting_for=None)
                | (~Q(acting="") & Q(acting_for__isnull=False, ends__isnull=False) & ~Q(basis="")),
            ),
            ExclusionConstraint(
                name="assignment_not_given_twice",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("programme", RangeOperators.EQUAL),
                    ("region", RangeOperators.EQUAL),
                    (
                        Func(F("starts"), F("ends"), models.Value("[]"), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=(
                    "Akun ini sudah memegang peran yang sama untuk program dan wilayah itu pada tanggal tersebut."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.user}"

    def serves(self, programme: str, region: str) -> bool:
        """Whether this assignment holds for a programme and for all of a region (by its code)."""
        return self.programme in ("", programme) and lies_within(region, str(self.region_id))

    @property
    def label(self) -> str:
        """The title as it stands on paper: `Plt. Kepala dinas`."""
        title = self.title or str(Role(self.role).label)
        return f"{self.get_acting_display()} {title}" if self.acting else title


class ActivationCode(models.Model):
    """A printed one-time code that lets an account set its first (or next) password. Only its hash is kept."""

    user = models.OneToOneField(User, models.CASCADE, related_name="activation_code", verbose_name="akun")
    digest = models.CharField(max_length=64)
    expires = BoundedDateTimeField("berlaku sampai")
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diterbitkan oleh"
    )
    issued_at = BoundedDateTimeField("diterbitkan pada", default=timezone.now)

    class Meta:
        verbose_name = "kode aktivasi"
        verbose_name_plural = "kode aktivasi"

    def __str__(self) -> str:
        return f"kode aktivasi {self.user.username}"


class Release(models.Model):
    """What one admin may not do alone to an account that signs, pays or administers: it waits, and all are told."""

    class Kind(models.TextChoices):
        SECOND_FACTOR = "DUA_LANGKAH", "Lepas verifikasi dua langkah"
        SLIP = "SLIP", "Cetak slip aktivasi baru"
        ROLE = "PERAN", "Beri peran"

    class State(models.TextChoices):
        WAITING = "MENUNGGU", "Menunggu"
        DONE = "DILAKSANAKAN", "Dilaksanakan"
        CANCELLED = "DIBATALKAN", "Dibatalkan"

    account = models.ForeignKey(User, models.PROTECT, related_name="releases", verbose_name="akun")
    kind = models.CharField("permintaan", max_length=12, choices=Kind)
    # The role that is to be given, as `releases` reads it back; empty for the other kinds.
    terms = models.JSONField(default=dict)
    state = models.CharField("keadaan", max_length=12, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="diminta oleh")
    asked_at = BoundedDateTimeField("diminta pada")
    ripe_at = BoundedDateTimeField("dapat dilaksanakan mulai")
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="diakhiri oleh")
    closed_at = BoundedDateTimeField("diakhiri pada", null=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "permintaan yang menunggu"
        verbose_name_plural = "permintaan yang menunggu"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="release_waits_or_says_when_it_ended",
                condition=Q(state="MENUNGGU", closed_at=None) | (~Q(state="MENUNGGU") & Q(closed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.account}"

    @property
    def title(self) -> str:
        """What was asked for, in a few words."""
        return " ".join([self.get_kind_display(), self.terms.get("label", "")]).strip()
