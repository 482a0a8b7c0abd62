"""A recipient dies between the decree and the first material: the money goes back, the next reserve takes the place,
and an amending decree names him. And the decree of something else is not taken for this one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.documents.models import Dokumen
from perkim.funds.case_funds import funds_of
from perkim.schemes.drafts.amendment import amendment
from perkim.sipoc.models import Berkas, Relation
from perkim.swadaya.models import Ranking
from rtlh.reasons import REASONS
from rtlh.scheme import SCHEME
from tests.every_programme.providing import blank_page
from tests.every_programme.walker import Walker
from tests.rtlh.building import fill
from tests.rtlh.rankings import approved, frozen, year_with
from tests.rtlh.test_socialisation import sign_in
from tests.rtlh.walks import sentences, take

# Each walks several households through many stages.
pytestmark = pytest.mark.slow

DIED = REASONS.left_before_material[0]


@pytest.fixture
def today(monkeypatch, walker: Walker) -> None:
    """Requests are made at the walker's moment."""
    monkeypatch.setattr(timezone, "now", lambda: walker.now)


def decreed(walker: Walker) -> tuple[Berkas, list[Berkas]]:
    year, houses = year_with(walker, 30, 20)
    approved(walker, frozen(walker, year, units=1))
    walker.pass_by(year, ("penetapan",))
    return Berkas.objects.get(pk=year.pk), houses


def paper(number: str, dated) -> dict[str, object]:
    scan = SimpleUploadedFile("sk.pdf", blank_page(), content_type="application/pdf")
    return {"number": number, "dated": f"{dated:%Y-%m-%d}", "scan": scan, "note": "", "instead_of": ""}


@pytest.mark.parametrize("stage", ["ditetapkan", "rencana", "pengerjaan_1"])
def test_the_next_reserve_is_named_and_no_money_stays(walker: Walker, client: Client, today, stage: str) -> None:
    year, (dead, reserve) = decreed(walker)
    keys = [each.key for each in dead.declared.stages]
    walker.pass_by(dead, tuple(keys[: keys.index(stage)]))
    if stage != "ditetapkan":
        fill(walker, dead)
        held = "Rekening penerima masih berisi Rp20.000.000. Kembalikan sisanya ke kas daerah dahulu."
        assert sentences(dead, "gugur") == [held]
        treasurer = sign_in(Client(), walker, Role.BENDAHARA)
        sent = {"client_key": uuid4(), "dated": f"{walker.now:%Y-%m-%d}", "reference": "STS-1", "reason": "Meninggal."}
        assert treasurer.post(reverse("funds:book", args=[dead.public_id, "kembali"]), sent).status_code == 302
        assert funds_of(dead).balance == 0
    ended = take(walker, dead, "gugur", by=Role.KABID_PRM, reason=DIED)
    assert ended.outcome == "BATAL"
    kabid = sign_in(client, walker, Role.KABID_PRM)
    ranking = reverse("swadaya:ranking", args=[year.public_id])
    assert "1 tempat lowong" in kabid.get(ranking).content.decode()
    place = Ranking.objects.current().get().places.get(berkas=dead)
    kabid.post(reverse("swadaya:ranking_fill", args=[year.public_id, place.pk]))
    assert Relation.objects.get(berkas=reserve).other == dead
    assert any("Catat SK perubahannya" in each for each in sentences(reserve, "tetapkan"))
    waiting = f"SK perubahan penerima belum ada untuk {reserve.title}: catat nomor, tanggal, dan pindaiannya."
    assert waiting in sentences(year, "lanjut")
    (change,) = amendment(SCHEME, Berkas.objects.get(pk=year.pk), localdate())["lampiran"]["perubahan"]
    assert (change["semula"], change["menjadi"]) == (dead.title, reserve.title)
    assert change["sebab"] == f"{dead.title} gugur, diganti cadangan ke-1"
    address = reverse("documents:paper", args=[year.public_id, "sk_perubahan"])
    walker.tick()
    assert kabid.post(address, paper("188.45/9/427.12/2026", walker.now)).status_code == 302
    assert waiting not in sentences(year, "lanjut")
    assert take(walker, reserve, "tetapkan", by=Role.KABID_PRM).stage == "ditetapkan"
    assert list(verify(kept_heads())) == []


def test_the_decree_of_something_else_is_refused_in_words(walker: Walker, client: Client, today) -> None:
    year, (dead, _) = decreed(walker)
    walker.pass_by(dead, ("layak",))
    take(walker, dead, "gugur", by=Role.KABID_PRM)
    approved_on = timezone.localdate(Ranking.objects.current().get().approved_at)
    kabid = sign_in(client, walker, Role.KABID_PRM)
    address = reverse("documents:paper", args=[year.public_id, "sk_perubahan"])
    for sent, words in (
        (paper("188.45/9/427.12/2025", walker.now), "menyebut tahun 2025, tetapi tanggalnya tahun 2026"),
        (paper("188.45/9/427.12/2026", walker.now + timedelta(days=1)), "tidak boleh sesudah hari ini"),
        (
            paper("188.45/9/427.12/2026", approved_on - timedelta(days=1)),
            "lebih awal daripada SK Bupati lokasi dan alokasi",
        ),
    ):
        answer = kabid.post(address, sent)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert sent["number"] in answer.content.decode()
    assert not Dokumen.objects.filter(berkas=year, key="sk_perubahan").exists()
