"""The demo office: invented people, one account for each role, in real places. Only where DEMO_OFFICE is set.

All share one password and one second-factor key, which the sign-in pages show; real people never get such accounts.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from perkim.accounts.actions import assign, create_account
from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.regions.models import Region

PASSWORD = "contoh-perkim-lumajang"  # noqa: S105 -- shown to everybody on the sign-in page of the demo office
SECOND_FACTOR_KEY = "KANTORCONTOHPERKIMLUMAJANGAAAAAA"
# Everybody has been here for a while: the demo cases tell what was done in the last months.
IN_OFFICE_FOR = timedelta(days=365)
KABUPATEN, CANDIPURO, SUMBERWULUH = "35.08", "35.08.03", "35.08.03.2005"


@dataclass(frozen=True)
class DemoPerson:
    """One account of the demo office."""

    username: str
    role: Role
    name: str
    salutation: str
    region: str = KABUPATEN
    nip: str = ""


OFFICE = (
    DemoPerson("operator.sumberwuluh", Role.OPERATOR_DESA, "Slamet Riyadi", "BAPAK", SUMBERWULUH),
    DemoPerson("kades.sumberwuluh", Role.KADES, "Samsul Arifin", "BAPAK", SUMBERWULUH),
    DemoPerson("tfl.candipuro", Role.TFL, "Nurul Hidayati, S.T.", "IBU", CANDIPURO),
    DemoPerson("korfas", Role.KORFAS, "Yanto Prasetyo, S.T.", "BAPAK"),
    DemoPerson("fo", Role.FO, "Tri Lestari", "IBU"),
    DemoPerson("staf", Role.STAF, "Rahayu Wulandari, S.T.", "IBU", nip="199003122015032099"),
    DemoPerson("tim.teknis", Role.TIM_TEKNIS, "Bagus Setiawan, S.T.", "BAPAK", nip="198807052012011099"),
    DemoPerson("verifikator", Role.VERIFIKATOR, "Siti Maesaroh, S.E.", "IBU", nip="198511202010012099"),
    DemoPerson("bendahara", Role.BENDAHARA, "Agus Salim, S.E.", "BAPAK", nip="198209142009011099"),
    DemoPerson("pptk", Role.PPTK, "Dwi Cahyono, S.T.", "BAPAK", nip="198004172006041099"),
    DemoPerson("ppk", Role.PPK, "Ratna Puspita, S.T., M.T.", "IBU", nip="197812252005012099"),
    DemoPerson("pengaduan", Role.PEJ_ADUAN, "Lilik Handayani, S.Sos.", "IBU", nip="198301092008012099"),
    DemoPerson("kabid.perumahan", Role.KABID_PRM, "Endang Sulastri, S.T., M.T.", "IBU", nip="197506182001122099"),
    DemoPerson("kabid.permukiman", Role.KABID_KP, "Hadi Susanto, S.T.", "BAPAK", nip="197702112003121099"),
    DemoPerson("sekdis", Role.SEKDIS, "Sri Wahyuni, S.Sos., M.Si.", "IBU", nip="197109031998032099"),
    DemoPerson("kadis", Role.KADIS, "Ir. Bambang Hartono, M.T.", "BAPAK", nip="196908171995031099"),
    DemoPerson("apip", Role.APIP, "Joko Widagdo, S.E., M.Ak.", "BAPAK", nip="198006302006041099"),
    DemoPerson("admin", Role.ADMIN, "Fajar Nugroho, S.Kom.", "BAPAK", nip="199108222019031099"),
)


class NotTheDemoOfficeError(Exception):
    """DEMO_OFFICE is not set: these accounts, whose password everybody knows, must not exist here."""


def open_demo_office(today: date) -> int:
    """Make the accounts that are missing; those there are stay as they are. Returns how many were made."""
    if not settings.DEMO_OFFICE:
        raise NotTheDemoOfficeError("Set DEMO_OFFICE=True to open the demo office; never on a site with real data.")
    present = set(User.objects.values_list("username", flat=True))
    missing = [person for person in OFFICE if person.username not in present]
    # Hashing is slow on purpose, and the password of all is the same.
    password = make_password(PASSWORD)
    with transaction.atomic():
        for person in missing:
            _hire(person, password, today)
    return len(missing)


def _hire(person: DemoPerson, password: str, today: date) -> None:
    user = create_account(
        actor=None,
        user=User(username=person.username, name=person.name, salutation=person.salutation, nip=person.nip),
    )
    user.password = password
    user.save(update_fields=["password"])
    region = Region.objects.get(pk=person.region)
    assign(actor=None, assignment=Assignment(user=user, role=person.role, region=region, starts=today - IN_OFFICE_FOR))
    if user.needs_second_factor:
        secret = get_adapter().encrypt(SECOND_FACTOR_KEY)
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})
        RecoveryCodes.activate(user)


def current_code() -> str:
    """The six digits that the demo office's second factor asks for now."""
    accepted = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(SECOND_FACTOR_KEY, accepted[len(accepted) // 2]))


def describe() -> str:
    """The demo accounts as text, for the terminal."""
    width = max(len(person.username) for person in OFFICE)
    lines = [f"  {person.username:<{width}}  {person.role.label}" for person in OFFICE]
    return "\n".join(
        [
            "Kantor contoh, satu akun tiap peran:",
            *lines,
            f"Kata sandi semua akun: {PASSWORD}",
            "Kode dua langkah tampak di halaman masuk.",
        ]
    )
