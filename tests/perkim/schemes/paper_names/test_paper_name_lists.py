"""The list of a paper's names as a file: its columns, who brings it, what replaces what; the page of differences."""

from typing import Any

import pytest
from django.test import Client

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.files.examination import examine
from perkim.files.kinds import SPREADSHEET
from perkim.imports.actions.deciding import undo
from perkim.imports.actions.receiving import receive
from perkim.imports.declarations import ImportRefused, kind_of
from perkim.imports.jobs import read_file
from perkim.imports.models import Batch
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import PaperList, PaperName
from perkim.swadaya.paper_names.actions import STORED, WITHDRAWN
from tests.cast import employ, give_second_factor
from tests.every_programme.walker import Walker
from tests.pages import one_line
from tests.perkim.imports.files import uploaded, workbook
from tests.perkim.schemes.paper_names.bringing import (
    STRANGER,
    bring,
    missing,
    named,
    nik_of,
    sorts,
    stranger,
    withdraw_decree,
)
from tests.rtlh.banks import findings
from tests.rtlh.lists import store
from tests.samples.named_papers import DECREED, DECREED_LIST, NAMED, decree

HEADING = ("No", "Nama Penerima", "NIK", "Desa", "Kecamatan", "Jenis Penanganan", "Nilai Bantuan")


def row_of(house: Berkas, *, nik: str = "", village: str = "Sumberwuluh", kind: str = "", amount: Any = None) -> tuple:
    return (1, house.title, nik or nik_of(house), village, "Candipuro", kind or None, amount)


def hand_in(walker: Walker, actor: User, year: Berkas, *rows: tuple) -> Batch:
    file = examine(uploaded(workbook([HEADING, *rows]), "sk.xlsx"), SPREADSHEET)
    batch = receive(actor=actor, kind=kind_of(DECREED_LIST), ref=str(year.public_id), file=file, now=walker.tick())
    read_file({"batch": batch.pk})
    return Batch.objects.get(pk=batch.pk)


def test_a_second_list_replaces_the_first_which_comes_back_when_it_is_taken_back(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    staff = walker.holder(Role.STAF)
    first = store(staff, hand_in(walker, staff, year, row_of(houses[0])))
    second = store(staff, hand_in(walker, staff, year, *map(row_of, houses)))
    lists = PaperList.objects.order_by("id")
    assert [(each.batch, each.superseded_at is None) for each in lists] == [
        (first.public_id, False),
        (second.public_id, True),
    ]
    assert sorts(year) == []
    undo(actor=staff, batch=second, reason="Salah file.", now=walker.tick())
    assert sorts(year) == ["MISSING"]
    assert PaperList.objects.current().get().batch == first.public_id
    undo(actor=staff, batch=first, reason="Salah file.", now=walker.tick())
    assert not PaperList.objects.current().exists()
    assert missing(NAMED, houses[1]) == []


def test_words_and_amounts_of_other_offices_are_read(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    rows = [
        row_of(houses[0], kind="Pembangunan Baru", amount="Rp 60.000.000,-"),
        row_of(houses[1], kind="peningkatan kualitas", amount=35_000_000, village="Ds. Sumberwuluh"),
    ]
    store(walker.holder(Role.KABID_PRM), hand_in(walker, walker.holder(Role.KABID_PRM), year, *rows))
    stored = PaperName.objects.order_by("line").values_list("kind", "amount", "region")
    assert list(stored) == [("PB", 60_000_000, "35.08.03.2005"), ("PK", 35_000_000, "35.08.03.2005")]


def test_who_stands_in_it_twice_is_refused_and_an_unknown_village_is_only_told(
    walker, year_and_houses, client: Client
) -> None:
    year, houses = year_and_houses
    staff = walker.holder(Role.STAF)
    again = row_of(houses[1], nik=nik_of(houses[0]), village="Antah Berantah")
    batch = hand_in(walker, staff, year, row_of(houses[0]), again)
    assert [[kind for kind, _ in each] for each in findings(batch)] == [[], ["duplicate_nik", "place"]]
    store(staff, batch)
    assert PaperList.objects.get().left_out == 1
    assert "1 baris belum dibandingkan" in one_line(enter_as(walker, client, Role.STAF).get(page(year)))


def test_what_was_done_stands_in_the_log_without_a_name(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    staff = walker.holder(Role.STAF)
    batch = store(staff, hand_in(walker, staff, year, row_of(houses[0])))
    undo(actor=staff, batch=batch, reason="Salah file.", now=walker.tick())
    entries = Entry.objects.filter(subject=year.subject, action__in=[STORED.action, WITHDRAWN.action]).order_by("id")
    assert [each.action for each in entries] == [STORED.action, WITHDRAWN.action]
    assert not [each for each in entries if "Siti" in str(each.data) or nik_of(houses[0]) in str(each.data)]


def test_a_list_stays_with_the_paper_that_it_came_with(walker, year_and_houses, client: Client) -> None:
    year, houses = year_and_houses
    staff = enter_as(walker, client, Role.STAF)
    actor = walker.holder(Role.STAF)
    first = bring(walker, year, named(houses[0]))
    batch = hand_in(walker, actor, year, *map(row_of, houses))
    withdraw_decree(walker, year)
    words = one_line(staff.get(page(year)))
    assert "Daftar ini menyertai naskah sebelumnya, jadi tidak dibandingkan lagi.</p>" in words
    assert "dahulu; daftar namanya diunggah sesudah itu." in words
    assert "Belum ada daftar nama yang dibandingkan" in words
    assert "Unggah daftar nama</a>" not in words
    with pytest.raises(ImportRefused, match="dahulu; daftar namanya diunggah"):
        hand_in(walker, actor, year, row_of(houses[0]))
    number = decree(walker, year)
    words = one_line(staff.get(page(year)))
    assert f"tidak dibandingkan lagi. Unggah daftar naskah nomor {number} bila ada." in words
    assert "Unggah daftar nama</a>" in words
    batch = store(actor, batch)
    assert PaperList.objects.get() == first
    assert "dicatat sesudah file ini diunggah" in batch.notice


def test_others_bring_no_list(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    for role in (Role.TIM_TEKNIS, Role.PPK, Role.KADIS, Role.KORFAS):
        with pytest.raises(ImportRefused):
            hand_in(walker, walker.holder(role), year, row_of(houses[0]))


def test_for_a_village_there_is_neither_list_nor_page(year_and_houses, client: Client) -> None:
    year, _ = year_and_houses
    client.force_login(employ(Role.OPERATOR_DESA, username="desa", second_factor=True))
    for address in (f"/impor/{DECREED_LIST}/{year.public_id}/", page(year)):
        assert client.get(address).status_code == 404


def page(year: Berkas, more: str = "") -> str:
    return f"/berkas/{year.public_id}/nama-naskah/{DECREED.key}/{more}"


def enter_as(walker: Walker, client: Client, role: Role) -> Client:
    user = walker.holder(role)
    give_second_factor(user)
    client.force_login(user)
    return client


def test_the_page_shows_each_difference_and_no_whole_number(walker, year_and_houses, client: Client) -> None:
    year, houses = year_and_houses
    staff = enter_as(walker, client, Role.STAF)
    assert "Belum ada daftar nama yang dibandingkan" in one_line(staff.get(page(year)))
    bring(walker, year, named(houses[0], nik=STRANGER), stranger(nik="3508031503859078", name="Joko Lelono"))
    words = one_line(staff.get(page(year)))
    assert "2 perbedaan nama menunggu" in words
    assert "Joko Lelono tercantum di daftar ini, tetapi bukan di antara nama kegiatan ini yang dibandingkan." in words
    assert "NIK Siti Aminah (Desa Sumberwuluh, Kec. Candipuro) di daftar ini berbeda dari NIK di portal." in words
    assert "Supriyadi (Desa Sumberwuluh, Kec. Candipuro) ada di portal, tetapi tidak tercantum di daftar ini." in words
    assert "NIK berakhiran 9077" in words
    assert not [each for each in (STRANGER, "3508031503859078", *map(nik_of, houses)) if each in words]
    assert "Jawab<span" not in words
    assert "Supriyadi" not in one_line(staff.get(page(year, "?jenis=NIK"))).partition("<table")[2]


def test_who_leads_answers_on_a_page_of_its_own(walker, year_and_houses, client: Client) -> None:
    year, houses = year_and_houses
    bring(walker, year, *map(named, houses), stranger())
    row = PaperName.objects.get(name="Joko Lelono")
    here = page(year, f"{row.pk}/")
    assert enter_as(walker, client, Role.STAF).get(here).status_code == 403
    lead = enter_as(walker, client, Role.KABID_PRM)
    assert 'Jawab<span class="visually-hidden"> untuk Joko Lelono</span>' in one_line(lead.get(page(year)))
    assert "NIK berakhiran 9077" in one_line(lead.get(here))
    assert lead.post(here, {"reason": "", "seen": "ASING"}).status_code == 422
    assert lead.post(here, {"reason": "Sudah diralat.", "seen": "NIK"}).status_code == 409
    assert lead.post(here, {"reason": "Ralat diminta.", "seen": "ASING"}).status_code == 302
    words = one_line(lead.get(page(year)))
    assert "Perbedaan nama tidak menahan kegiatan" in words
    assert "Ralat diminta." in words
    assert lead.get(page(year, f"{PaperName.objects.order_by('pk')[0].pk}/")).status_code == 404


def test_an_answer_that_comes_too_late_goes_back_to_the_list(walker, year_and_houses, client: Client) -> None:
    year, houses = year_and_houses
    bring(walker, year, *map(named, houses), stranger())
    here = page(year, f"{PaperName.objects.get(name='Joko Lelono').pk}/")
    bring(walker, year, *map(named, houses))
    lead = enter_as(walker, client, Role.KABID_PRM)
    answered = lead.post(here, {"reason": "Ralat nomor 12.", "seen": "ASING"}, follow=True)
    assert answered.redirect_chain == [(page(year), 302)]
    assert "perbedaan yang Anda jawab tidak ada lagi. Yang Anda tulis: “Ralat nomor 12.”." in one_line(answered)
    assert lead.post(page(year, "987654/"), {"reason": "x", "seen": "ASING"}).status_code == 404
    assert enter_as(walker, client, Role.STAF).post(here, {"reason": "x", "seen": "ASING"}).status_code == 403


def test_in_a_closed_year_nothing_changes(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    Berkas.objects.filter(pk=year.pk).update(outcome="SELESAI", closed_at=walker.tick())
    with pytest.raises(ImportRefused, match="sudah ditutup"):
        hand_in(walker, walker.holder(Role.STAF), year, row_of(houses[0]))
