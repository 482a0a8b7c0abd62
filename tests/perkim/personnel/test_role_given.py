"""Giving a role and ending it, on the screens."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from perkim.accounts.models import Assignment, Release, User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from tests.cast import CANDIPURO, KABUPATEN, SUMBERWULUH, employ, give, let_act, open_account

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def budi(db: None) -> User:
    return open_account("budi")


def send(desk: Client, account: User, **changed: str) -> str:
    usual = {"role": Role.STAF, "programme": "", "region": KABUPATEN, "title": "", "starts": "2026-07-01", "ends": ""}
    return desk.post(f"/akun/{account.pk}/peran/", usual | changed, follow=True).content.decode()


def test_a_role_is_given(desk: Client, budi: User) -> None:
    page = send(desk, budi, programme="rtlh", title="Staf RTLH", ends="2026-12-31")
    held = budi.assignments.get()
    assert "Budi Santoso sekarang Staf RTLH." in page
    assert (held.role, held.programme, held.region_id, held.title) == (Role.STAF, "rtlh", KABUPATEN, "Staf RTLH")
    assert (held.starts, held.ends) == (date(2026, 7, 1), date(2026, 12, 31))
    assert held.given_by.username == "admin"


def test_the_form_offers_the_whole_regency_from_today(desk: Client, budi: User) -> None:
    page = desk.get(f"/akun/{budi.pk}/").content.decode()
    assert f'value="Kabupaten Lumajang ({KABUPATEN})"' in page
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in page


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (SUMBERWULUH, SUMBERWULUH),
        (f"Desa Sumberwuluh, Kec. Candipuro ({SUMBERWULUH})", SUMBERWULUH),
        (f"apa saja ( {SUMBERWULUH} )", SUMBERWULUH),
        ("Sumberwuluh", SUMBERWULUH),
        ("sumberWULUH", SUMBERWULUH),
        ("  Sumberwuluh ", SUMBERWULUH),
        (CANDIPURO, CANDIPURO),
        ("Desa Sumberwuluh", SUMBERWULUH),
        ("desa sumberwuluh, kec. candipuro", SUMBERWULUH),
        ("Desa Kebonsari, Kec. Yosowilangun", None),
        ("Kecamatan Candipuro", CANDIPURO),
        ("Kabupaten Lumajang", KABUPATEN),
    ],
)
def test_a_region_is_known_by_code_or_by_name(desk: Client, budi: User, typed: str, code: str | None) -> None:
    send(desk, budi, region=typed)
    wanted = code or Region.objects.get(name="Kebonsari", parent__name="Yosowilangun").code
    assert budi.assignments.get().region_id == wanted


@pytest.mark.parametrize("typed", ["Kebonsari", "Lumajang", "Candipuro", "Desa Kebonsari"])
def test_a_name_that_repeats_must_be_chosen_with_its_kecamatan(desk: Client, budi: User, typed: str) -> None:
    page = send(desk, budi, region=typed)
    assert f"Ada lebih dari satu wilayah bernama {typed}." in page
    assert f'value="{typed}"' in page
    assert not budi.assignments.exists()


@pytest.mark.parametrize("typed", ["Atlantis", "35.09", "(", "()", "Desa (", "%", "35.08.03.", "a" * 150])
def test_an_unknown_region_is_said(desk: Client, budi: User, typed: str) -> None:
    page = send(desk, budi, region=typed)
    assert "tidak dikenal" in page
    assert f'value="{typed}"' in page
    assert not budi.assignments.exists()


@pytest.mark.parametrize("region", [KABUPATEN, CANDIPURO])
def test_a_village_role_asks_for_the_village(desk: Client, budi: User, region: str) -> None:
    page = send(desk, budi, role=Role.OPERATOR_DESA, region=region)
    assert "Peran desa hanya dapat diberikan untuk satu desa atau kelurahan." in page


def test_the_end_before_the_start_is_said_in_words(desk: Client, budi: User) -> None:
    page = send(desk, budi, starts="2026-07-02", ends="2026-07-01")
    assert "Tanggal selesai lebih awal dari tanggal mulai." in page
    assert "assignment_ends_after_start" not in page


def test_a_role_held_already_is_said(desk: Client, budi: User) -> None:
    send(desk, budi)
    assert "sudah memegang peran yang sama" in send(desk, budi)
    assert budi.assignments.count() == 1


def test_an_admin_who_decides_is_refused(desk: Client) -> None:
    user = employ(Role.KADIS)
    assert "Admin portal tidak boleh memegang peran" in send(desk, user, role=Role.ADMIN)


def test_an_admin_gives_himself_nothing(desk: Client, admin: User) -> None:
    assert "Anda tidak dapat memberi peran kepada diri sendiri." in send(desk, admin)


@pytest.mark.parametrize(("field", "rubbish"), [("role", "RAJA"), ("role", ""), ("programme", "x"), ("starts", "32-1")])
def test_a_faulty_choice_is_named(desk: Client, budi: User, field: str, rubbish: str) -> None:
    assert 'id="galat"' in send(desk, budi, **{field: rubbish})
    assert not budi.assignments.exists()


def test_who_gave_it_cannot_be_forged(desk: Client, budi: User) -> None:
    other = employ(Role.ADMIN, username="lain")
    send(desk, budi, given_by=str(other.pk), acting="PLT", user=str(other.pk))
    held = Assignment.objects.get(role=Role.STAF)
    assert (held.given_by.username, held.user, held.acting) == ("admin", budi, "")


# --- Acting ----------------------------------------------------------------------------------------------------


def appoint(desk: Client, post: Assignment, user: User, /, **changed: str) -> str:
    today = timezone.localdate()
    usual = {"acting_for": post.pk, "acting": "PLH", "user": user.pk, "basis": "Surat Perintah 1"}
    dates = {"starts": f"{today:%Y-%m-%d}", "ends": f"{today + DAY:%Y-%m-%d}"}
    return desk.post(f"/akun/{post.user_id}/pelaksana/", usual | dates | changed, follow=True).content.decode()


@pytest.fixture
def post(db: None) -> Assignment:
    return give(open_account("kadis", name="Ir. Bambang"), Role.KADIS)


@pytest.fixture
def village_post(db: None) -> Assignment:
    """A post that signs no papers of the office, so its stand-in is appointed at once."""
    return give(open_account("kades.sumberwuluh"), Role.KADES)


def test_an_acting_official_is_appointed(desk: Client, village_post: Assignment, budi: User) -> None:
    assert "Budi Santoso ditunjuk sebagai Plh. Kepala Desa Sumberwuluh." in appoint(desk, village_post, budi)
    assert budi.has_role(Role.KADES)


def test_an_acting_head_is_asked_for_and_waits(desk: Client, post: Assignment, budi: User) -> None:
    assert "Beri peran Plh. Kepala dinas untuk Budi Santoso (budi) menunggu" in appoint(desk, post, budi)
    assert not budi.assignments.exists()
    assert "Beri peran Plh. Kepala dinas" in appoint(desk, post, budi)
    assert Release.objects.count() == 1


@pytest.mark.parametrize("field", ["acting_for", "acting", "user", "starts", "ends", "basis"])
def test_every_field_is_asked_for(desk: Client, post: Assignment, budi: User, field: str) -> None:
    assert 'id="galat"' in appoint(desk, post, budi, **{field: ""})
    assert not budi.assignments.exists()


def test_the_holder_and_the_closed_are_not_offered(desk: Client, post: Assignment, budi: User) -> None:
    User.objects.filter(pk=budi.pk).update(is_active=False)
    assert 'id="galat"' in appoint(desk, post, budi)
    assert 'id="galat"' in appoint(desk, post, post.user)
    assert Assignment.objects.filter(acting_for=post).count() == 0


def test_the_post_of_somebody_else_cannot_be_slipped_in(desk: Client, post: Assignment, budi: User) -> None:
    other = give(open_account("sekdis"), Role.SEKDIS)
    assert 'id="galat"' in appoint(desk, post, budi, acting_for=str(other.pk))
    assert not budi.assignments.exists()


def test_acting_beyond_the_post_is_refused(desk: Client, budi: User) -> None:
    today = timezone.localdate()
    post = give(open_account("kadis"), Role.KADIS, ends=today)
    assert "hanya dalam masa jabatan" in appoint(desk, post, budi)


def test_an_admin_does_not_appoint_himself(desk: Client, post: Assignment, admin: User) -> None:
    assert "diri sendiri" in appoint(desk, post, admin)


def test_sending_it_twice_appoints_once(desk: Client, village_post: Assignment, budi: User) -> None:
    appoint(desk, village_post, budi)
    assert "sudah memegang peran yang sama" in appoint(desk, village_post, budi)
    assert budi.assignments.count() == 1


# --- Ending ----------------------------------------------------------------------------------------------------


def end(desk: Client, held: Assignment, last_day: str) -> str:
    address = f"/akun/{held.user_id}/peran/{held.pk}/akhiri/"
    return desk.post(address, {"last_day": last_day}, follow=True).content.decode()


def test_a_role_ends_on_its_last_day(desk: Client, budi: User) -> None:
    held = give(budi, Role.STAF)
    assert "Penugasan Staf bidang berakhir." in end(desk, held, f"{timezone.localdate():%Y-%m-%d}")
    held.refresh_from_db()
    assert held.ends == timezone.localdate()


def test_the_page_offers_today(desk: Client, budi: User) -> None:
    held = give(budi, Role.STAF)
    page = desk.get(f"/akun/{budi.pk}/peran/{held.pk}/akhiri/").content.decode()
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in page


@pytest.mark.parametrize("typed", ["", "kemarin", "0000-00-00", "99999-01-01", "\0", "a" * 10_000])
def test_a_faulty_day_is_named(desk: Client, budi: User, typed: str) -> None:
    held = give(budi, Role.STAF)
    assert 'id="galat"' in end(desk, held, typed)
    held.refresh_from_db()
    assert held.ends is None


def test_a_day_before_the_start_is_refused(desk: Client, budi: User) -> None:
    held = give(budi, Role.STAF, starts=timezone.localdate())
    assert "Hari terakhir lebih awal dari hari mulai" in end(desk, held, f"{timezone.localdate() - DAY:%Y-%m-%d}")


def test_an_admin_does_not_end_his_own_role(desk: Client, admin: User) -> None:
    assert "Anda tidak dapat mengakhiri peran sendiri." in end(desk, admin.assignments.get(), "2030-01-01")


def test_the_role_of_another_account_is_not_found_here(desk: Client, budi: User) -> None:
    held = give(open_account("ani"), Role.STAF)
    answer = desk.post(f"/akun/{budi.pk}/peran/{held.pk}/akhiri/", {"last_day": "2030-01-01"})
    assert answer.status_code == 404
    held.refresh_from_db()
    assert held.ends is None


def test_ending_a_post_ends_who_acts_for_it(desk: Client, post: Assignment, budi: User) -> None:
    today = timezone.localdate()
    acting = let_act(budi, post, starts=today, ends=today + 30 * DAY)
    end(desk, post, f"{today:%Y-%m-%d}")
    acting.refresh_from_db()
    assert acting.ends == today
