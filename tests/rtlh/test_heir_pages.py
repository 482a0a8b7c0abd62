"""The pages on which an heir is recorded and taken back."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.documents.scans import SCAN
from perkim.portal.bundle.contents import bundle_of
from perkim.portal.case.desk import Desk
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, Succession
from tests.every_programme.walker import Walker
from tests.rtlh.heirs import WIDOW, named, scan
from tests.rtlh.providing import identity
from tests.rtlh.test_socialisation import sign_in
from tests.rtlh.walks import reach


@pytest.fixture
def today(monkeypatch, walker: Walker) -> None:
    """Requests are made at the walker's moment."""
    monkeypatch.setattr(timezone, "now", lambda: walker.now)


def sent(walker: Walker, house: Berkas, **changes: Any) -> dict[str, Any]:
    told = identity(700)
    typed = {"name": WIDOW, "nik": told.nik, "kk": "", "kinship": "PASANGAN", "lives_there": "ya", "proof": scan()}
    typed |= {"died_on": f"{walker.now:%d-%m-%Y}", "seen": Calon.objects.get(berkas=house).person_id}
    return {**typed, **changes}


def test_the_page_says_what_is_wrong_and_keeps_what_was_typed(walker: Walker, client: Client, today) -> None:
    house = reach(walker, "rencana")
    kabid = sign_in(client, walker, Role.KABID_PRM)
    address = reverse("swadaya:heir", args=[house.public_id])
    assert address in kabid.get(house.get_absolute_url()).content.decode()
    for changes, words in (
        ({"nik": "35080315038570"}, "NIK harus 16 angka. Baru terisi 14."),
        ({"kk": "35x"}, "Nomor KK hanya berisi angka."),
        ({"name": "=1+1 Sri"}, "Nama ini memuat tanda “=”"),
        ({"died_on": "31-02-2026"}, "Tanggal 31-02-2026 tidak ada. Periksa hari dan bulannya."),
        ({"lives_there": "tidak"}, "Hanya ahli waris yang tinggal di rumah itu"),
        ({"kinship": "SEPUPU"}, "Pilih hubungan penerus dengan penerima."),
        ({"proof": ""}, "Pilih file buktinya."),
        ({"proof": SimpleUploadedFile("x.pdf", b"MZ not a paper")}, "foto"),
        ({"died_on": f"{date(2020, 1, 1)}"}, "meninggal sebelum SK"),
    ):
        answer = kabid.post(address, sent(walker, house, **changes))
        assert answer.status_code == 422, changes
        page = answer.content.decode()
        assert words in page
        assert f'value="{changes.get("name", WIDOW)}"' in page
        # What is wrong elsewhere does not discard the proof.
        assert ("File sudah sampai" in page) is ("proof" not in changes), changes
    assert not Succession.objects.exists()


def test_the_page_records_and_shows_the_heir(walker: Walker, client: Client, today) -> None:
    house = reach(walker, "rencana")
    kabid = sign_in(client, walker, Role.KABID_PRM)
    address = reverse("swadaya:heir", args=[house.public_id])
    first = house.calon.person.name
    form = sent(walker, house)
    assert kabid.post(address, form).status_code == 302
    page = kabid.get(house.get_absolute_url()).content.decode()
    made = Succession.objects.get()
    assert f"Suami {first}, yang meninggal" in page
    assert "Menunggu SK perubahan" in page
    proof = reverse("portal:file", args=[made.proof.public_id])
    assert proof in page
    taken = bundle_of(Desk(user=walker.holder(Role.KABID_PRM), case=house, now=walker.now))
    assert [each.path for each in taken.items if "bukti_penerus" in each.path]
    assert SCAN.may_fetch(walker.holder(Role.KABID_PRM), made.proof)
    # The same form once more meets the heir, not the dead.
    assert kabid.post(address, sent(walker, house, seen=form["seen"])).status_code == 409
    stranger = sign_in(Client(), walker, Role.TFL)
    assert stranger.get(address).status_code == 403
    assert address not in stranger.get(house.get_absolute_url()).content.decode()


def test_the_page_takes_an_heir_back(walker: Walker, client: Client, today) -> None:
    house = reach(walker, "rencana")
    kabid = sign_in(client, walker, Role.KABID_PRM)
    made = named(walker, house)
    address = reverse("swadaya:heir_take_back", args=[house.public_id])
    answer = kabid.post(address, {"tarik-seen": made.pk, "tarik-reason": ""})
    assert answer.status_code == 422
    assert "Tulis mengapa penerus ini ditarik." in answer.content.decode()
    assert kabid.post(address, {"tarik-seen": 0, "tarik-reason": "Salah."}).status_code == 409
    assert sign_in(Client(), walker, Role.TFL).post(address, {}).status_code == 403
    assert kabid.post(address, {"tarik-seen": made.pk, "tarik-reason": "Salah ketik."}).status_code == 302
    made.refresh_from_db()
    assert made.withdrawn_for == "Salah ketik."
    page = kabid.get(house.get_absolute_url()).content.decode()
    assert "yang meninggal" not in page
