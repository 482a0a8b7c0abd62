"""The head of the agency reads a draft in half a minute, approves it in two steps, or sends it back."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.documents.actions.recording import SignedPaper, record_paper
from perkim.documents.actions.render_job import render_draft
from perkim.documents.actions.writing import ask_draft
from perkim.documents.models import Konsep
from perkim.documents.scans import examine_scan
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.registry import programme
from perkim.swadaya.models import Ranking
from tests.cast import give_second_factor
from tests.every_programme.providing import blank_page
from tests.every_programme.walker import Walker
from tests.rtlh.rankings import closed, frozen, year_with

HOME = "/persetujuan/"


@pytest.fixture
def walker(db, uploads_folder: Path, monkeypatch) -> Walker:
    made = Walker(programme("rtlh"))
    monkeypatch.setattr(timezone, "now", lambda: made.now)
    return made


@pytest.fixture
def year(walker: Walker) -> Berkas:
    """An activity whose ranking of two, one within the quota, was announced without objections."""
    found, _ = year_with(walker, 20, 10)
    closed(walker, frozen(walker, found, units=1))
    return Berkas.objects.get(pk=found.pk)


@pytest.fixture
def head(walker: Walker, year: Berkas, client: Client) -> Client:
    return sign_in(client, walker, Role.KADIS)


def sign_in(client: Client, walker: Walker, role: Role) -> Client:
    user = walker.holder(role)
    give_second_factor(user)
    client.force_login(user)
    return client


def draft(walker: Walker, year: Berkas, **signed) -> Konsep:
    konsep = ask_draft(actor=walker.holder(Role.STAF), case=year, key="sk_penerima", now=walker.tick(), **signed)
    render_draft({"konsep": konsep.pk})
    return Konsep.objects.get(pk=konsep.pk)


def address(name: str, year: Berkas) -> str:
    return reverse(f"portal:{name}", args=[year.public_id, "persetujuan"])


def test_what_waits_is_listed_in_numbers(head: Client, year: Berkas) -> None:
    shown = head.get(HOME).content.decode()
    assert "1 persetujuan menunggu" in shown
    assert "SK penerima bantuan RTLH 2026" in shown
    assert "Rp20 juta" in shown


def test_without_the_draft_of_the_decree_it_cannot_be_approved(head: Client, year: Berkas) -> None:
    shown = head.get(address("approval", year)).content.decode()
    assert "Konsep SK belum dibuat" in shown
    assert address("approve", year) not in shown
    assert head.post(address("approve", year), {"seen": ""}).status_code in (409, 422)
    assert Ranking.objects.get().approved_at is None


def test_the_draft_of_the_decree_names_who_is_within_and_nobody_else(walker: Walker, year: Berkas) -> None:
    annex = draft(walker, year).data["isi"]["lampiran"]
    assert (annex["jumlah"], annex["total"], len(annex["penerima"])) == (1, 20_000_000, 1)
    assert "••••" in annex["penerima"][0]["nik"]


def test_it_is_approved_in_two_steps_and_a_second_sending_changes_nothing(
    walker: Walker, head: Client, year: Berkas
) -> None:
    draft(walker, year)
    assert address("approve", year) in head.get(address("approval", year)).content.decode()
    step = head.get(address("approve", year))
    assert Ranking.objects.get().approved_at is None
    sent = {"seen": step.context["summary"].seen}
    assert head.post(address("approve", year), sent).status_code == 302
    first = Ranking.objects.get().approved_at
    assert first
    assert Tugas.objects.get(berkas=year, key="persetujuan").done_at
    walker.tick()
    assert head.post(address("approve", year), sent).status_code == 302
    assert Ranking.objects.get().approved_at == first
    assert "Sudah disetujui" in head.get(address("approval", year)).content.decode()


def test_what_changed_since_it_was_read_is_read_again(walker: Walker, head: Client, year: Berkas) -> None:
    draft(walker, year)
    seen = head.get(address("approve", year)).context["summary"].seen
    draft(walker, year, number="188.45/1/2026", dated=walker.now.date())
    answer = head.post(address("approve", year), {"seen": seen})
    assert answer.status_code == 409
    assert "Isinya berubah sejak halaman ini dibuka" in answer.content.decode()
    assert Ranking.objects.get().approved_at is None


def test_it_is_sent_back_with_what_is_to_be_mended(head: Client, year: Berkas) -> None:
    empty = head.post(address("send_back", year), {"reason": " "})
    assert empty.status_code == 422
    assert "Pilih atau tulis apa yang perlu diperbaiki." in empty.content.decode()
    head.post(address("send_back", year), {"reason": "Alamat nomor 1 keliru."})
    told = Tugas.objects.waiting().get(berkas=year, role=Role.KABID_PRM, title="Perbaiki daftar penerima")
    assert told.instruction == "Alamat nomor 1 keliru."


def test_others_read_it_and_may_not_decide(walker: Walker, year: Berkas) -> None:
    other = sign_in(Client(), walker, Role.KABID_PRM)
    assert other.get(HOME).status_code == 403
    assert other.get(address("approval", year)).status_code == 200
    assert other.get(address("approve", year)).status_code == 403
    assert sign_in(Client(), walker, Role.KADES).get(address("approval", year)).status_code == 404


def test_the_scan_of_another_decree_is_refused_in_words(walker: Walker, year: Berkas) -> None:
    draft(walker, year, number="188.45/7/427.12/2026", dated=walker.now.date())
    signed = SignedPaper(
        scan=examine_scan(SimpleUploadedFile("sk.pdf", blank_page())),
        number="188.45/8/427.12/2026",
        dated=walker.now.date(),
    )
    with pytest.raises(SipocError, match="bernomor 188.45/7/427.12/2026"):
        record_paper(actor=walker.holder(Role.STAF), case=year, key="sk_penerima", signed=signed, now=walker.tick())
