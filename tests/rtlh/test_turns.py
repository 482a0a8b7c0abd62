"""Whoever alone can take the next step is told the moment it is possible, by whatever door it became so."""

import pytest
from django.test import Client

from perkim.accounts.roles import Role
from perkim.documents.actions.recording import withdraw_paper
from perkim.documents.models import Dokumen
from perkim.notices.models import Notice
from perkim.sipoc.actions.assigning import Instruction, assign, report
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.actions.overlooked import call_all
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.registry import process
from rtlh.stages import KEGIATAN, USULAN
from tests.cast import give_second_factor
from tests.every_programme.providing import provide
from tests.every_programme.walker import Walker
from tests.pages import one_line
from tests.rtlh.walks import reach, take

SEND = "Kirim usulan desa ke dinas"
DRAF = USULAN.stage("draf")
JUKNIS = next(each for each in KEGIATAN.requirements if each.key == "juknis")


def asked_of(case: Berkas, role: Role) -> list[str]:
    found = Tugas.objects.waiting().filter(berkas=case, role=role).order_by("id")
    return list(found.values_list("title", flat=True))


def told(walker: Walker, role: Role) -> list[str]:
    return list(Notice.objects.filter(recipient=walker.holder(role)).values_list("text", flat=True))


def test_the_village_head_is_told_when_the_draft_is_complete_and_only_as_long(walker: Walker) -> None:
    draft = walker.open(USULAN)
    assert asked_of(draft, Role.KADES) == []
    walker.fulfil(draft, DRAF.move("kirim"))
    assert asked_of(draft, Role.KADES) == [SEND]
    assert f"{SEND}: {draft.title}" in told(walker, Role.KADES)
    paper = Dokumen.objects.live().get(berkas=draft, key="pakta_desa")
    withdraw_paper(actor=walker.holder(Role.OPERATOR_DESA), dokumen=paper, reason="Salah pindai.", now=walker.tick())
    assert asked_of(draft, Role.KADES) == []
    provide(next(each for each in DRAF.requirements if each.key == "pakta_desa"), walker, draft)
    assert asked_of(draft, Role.KADES) == [SEND]
    walker.take(draft, DRAF.move("kirim"))
    done = Tugas.objects.get(berkas=draft, title=SEND, done_at__isnull=False)
    assert done.done_by == walker.holder(Role.KADES)
    assert told(walker, Role.KADES).count(f"{SEND}: {draft.title}") == 2


def test_what_no_step_noticed_the_job_finds_once(walker: Walker) -> None:
    draft = walker.open(USULAN)
    walker.fulfil(draft, DRAF.move("kirim"))
    Tugas.objects.filter(berkas=draft, role=Role.KADES).delete()
    assert call_all(now=walker.tick()) == 1
    assert asked_of(draft, Role.KADES) == [SEND]
    assert call_all(now=walker.tick()) == 0


def test_a_village_with_recipients_is_worked_on_and_the_page_says_by_whom(walker: Walker, client: Client) -> None:
    house = reach(walker, "layak")
    village = Berkas.objects.get(pk=house.parent_id)
    walker.fulfil(house, house.declared_stage.move("tetapkan"))
    assert asked_of(village, Role.KORFAS) == []
    assert "Tetapkan calon di dalam kuota sebagai penerima" in asked_of(house, Role.KABID_PRM)
    take(walker, house, "tetapkan")
    assert asked_of(village, Role.KORFAS) == [
        "Sosialisasi dan daftar hadir",
        "BA sosialisasi dan rembuk warga",
        "BA pembentukan KPB",
        "BA serah terima buku tabungan",
        "BA pemilihan toko",
    ]
    reader = walker.holder(Role.KADIS)
    give_second_factor(reader)
    client.force_login(reader)
    page = one_line(client.get(village.get_absolute_url()))
    assert "Belum ada yang ditunggu" not in page
    assert "Menunggu koordinator fasilitator" in page


def test_no_proposal_is_opened_for_a_year_whose_decree_is_out(walker: Walker, client: Client) -> None:
    year = reach(walker, "sosialisasi", kind="kegiatan")
    operator = walker.holder(Role.OPERATOR_DESA)
    village = Berkas.objects.filter(parent=year).first().region
    new = NewCase(title="Usulan susulan", regions=[village])
    with pytest.raises(SipocError, match="sudah di tahap Sosialisasi per desa"):
        open_case(actor=operator, programme=walker.programme, process=USULAN, new=new, now=walker.tick(), parent=year)
    client.force_login(operator)
    page = client.get("/kerja/rtlh/usulan/baru/").content.decode()
    assert "Tidak menerima lagi" in page
    assert f"?induk={year.public_id}" not in page
    assert client.get(f"/kerja/rtlh/usulan/baru/?induk={year.public_id}").status_code == 409


def test_the_village_finds_its_receipt(walker: Walker, client: Client) -> None:
    sent = reach(walker, "pemeriksaan", kind="usulan")
    client.force_login(walker.holder(Role.OPERATOR_DESA))
    page = one_line(client.get(sent.get_absolute_url()))
    assert f'href="/berkas/{sent.public_id}/naskah/tanda_terima/"' in page
    assert "Belum dibuat" in page
    assert process("rtlh", "usulan").stage("pemeriksaan").printouts[0].title in page


def test_what_was_given_out_in_parts_loses_no_paper_and_waits_for_them(walker: Walker) -> None:
    year = walker.open(KEGIATAN)
    clerk, head = walker.holder(Role.STAF), walker.holder(Role.KABID_PRM)
    asked = Tugas.objects.waiting().get(berkas=year, key=JUKNIS.key)
    told = [Instruction(title="Minta naskahnya ke kementerian", person=head)]
    part = assign(actor=clerk, case=year, instructions=told, part_of=asked, now=walker.tick())[0]
    provide(JUKNIS, walker, year)
    assert Dokumen.objects.live().filter(berkas=year, key=JUKNIS.key).exists()
    assert JUKNIS.title in asked_of(year, Role.STAF)
    report(actor=head, tugas=part, text="Sudah dikirim.", now=walker.tick())
    report(actor=clerk, tugas=asked, text="", now=walker.tick())
    assert JUKNIS.title not in asked_of(year, Role.STAF)
