"""A paper counts when number, date and scan are recorded; replaced and withdrawn ones stay, with the reason."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.models import Entry
from perkim.audit.verification import verify
from perkim.documents.actions.recording import withdraw_paper
from perkim.documents.basis import handed_in
from perkim.documents.models import Dokumen
from perkim.documents.panel import papers_of
from perkim.files.purposes import may_fetch
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, Tugas
from tests.cast import TOMPOKERSAN, employ
from tests.samples.office import MONDAY, take_move
from tests.samples.papers import BA, KTP, open_letter, record, sent_letter

pytestmark = pytest.mark.django_db


def missing(case: Berkas, paper) -> list[str]:
    return list(paper.missing(case.as_queryset()).get(case.pk, []))


def waiting(case: Berkas) -> list[str]:
    return list(Tugas.objects.waiting().filter(berkas=case).order_by("id").values_list("title", flat=True))


def withdraw(actor: User, dokumen: Dokumen, reason: str = "Salah unggah.") -> Dokumen:
    actor = User.objects.get(pk=actor.pk)
    return withdraw_paper(actor=actor, dokumen=dokumen, reason=reason, now=MONDAY)


def test_a_stage_is_not_left_without_its_paper(office, draft) -> None:
    with pytest.raises(BlockedError, match="KTP pengirim belum ada: catat pindaian atau fotonya"):
        take_move(office.operator, draft, "kirim")
    record(office.operator, draft, "ktp", number="", dated=None)
    assert missing(draft, KTP) == []
    assert take_move(office.operator, draft, "kirim").stage == "periksa"


def test_a_numbered_paper_says_number_and_date(office, sent) -> None:
    assert missing(sent, BA) == ["BA kunjungan belum ada: catat nomor, tanggal, dan pindaiannya."]
    record(office.tim, sent, "ba", number=" 600/12/  427.55/2026 ")
    assert BA.fact(sent) == "Nomor 600/12/427.55/2026, 22 Juni 2026."


def test_recording_does_the_tugas_that_requested_it(office, sent) -> None:
    assert waiting(sent) == ["Periksa surat", "BA kunjungan"]
    record(office.tim, sent, "ba")
    assert waiting(sent) == ["Periksa surat"]
    assert Tugas.objects.get(berkas=sent, key="ba").done_by == office.tim


def test_the_log_names_the_scan_by_its_hash(office, sent) -> None:
    made = record(office.tim, sent, "ba")
    entry = Entry.objects.get(subject=sent.subject, action="naskah.dicatat", data__naskah="ba")
    assert entry.data["sha256"] == made.upload.sha256
    assert list(verify(kept_heads())) == []


@pytest.mark.parametrize(("who", "key"), [("staf", "ba"), ("kabid", "ba"), ("tim", "jawaban"), ("operator", "ktp")])
def test_only_who_provides_it_may_record_it_and_only_in_its_stage(office, sent, who: str, key: str) -> None:
    with pytest.raises(RefusedError):
        record(getattr(office, who), sent, key)


def test_a_case_that_one_cannot_see_takes_no_paper(office, draft) -> None:
    stranger = employ(Role.OPERATOR_DESA, username="operator.jauh", region=TOMPOKERSAN)
    with pytest.raises(RefusedError, match="tidak untuk Anda"):
        record(stranger, draft, "ktp", number="", dated=None)


def test_a_closed_case_takes_no_paper(office, draft) -> None:
    take_move(office.operator, draft, "batal", reason="Tidak jadi.")
    with pytest.raises(SipocError, match="sudah ditutup"):
        record(office.operator, draft, "ktp", number="", dated=None)


def test_replacing_keeps_the_old_one(office, sent) -> None:
    first = record(office.tim, sent, "ba")
    second = record(office.tim, sent, "ba", number="600/2/2026", instead_of=first)
    first.refresh_from_db()
    assert first.withdrawn_by == office.tim
    assert [line.dokumen for line in papers_of(sent, office.tim)][-1] == second
    assert Entry.objects.filter(subject=sent.subject, action="naskah.diganti").count() == 1


def test_the_same_form_sent_twice_records_once(office, sent) -> None:
    record(office.tim, sent, "ba")
    with pytest.raises(StaleError):
        record(office.tim, sent, "ba")
    assert Dokumen.objects.filter(berkas=sent, key="ba").count() == 1


def test_a_number_is_given_once_a_year_whatever_its_letters(office, sent) -> None:
    record(office.tim, sent, "ba", number="600/a/427.48")
    other = sent_letter(office)
    with pytest.raises(SipocError, match=r"Nomor 600/A/427.48 tahun 2026 sudah dipakai"):
        record(office.tim, other, "ba", number="600/A/427.48")
    assert record(office.tim, other, "ba", number="600/A/427.48", dated=date(2025, 12, 30)).pk


def test_numbers_that_read_the_same_are_the_same(office, sent) -> None:
    record(office.tim, sent, "ba", number="600.2/38/427.55/2026")
    other = sent_letter(office)
    with pytest.raises(SipocError, match=r"Nomor 600.2/38/427.55/2026 tahun 2026 sudah dipakai"):
        record(office.tim, other, "ba", number="No. 600.2 / 38 / 427.55 / 2026.")
    with pytest.raises(SipocError, match="Isi nomor dan tanggal"):
        record(office.tim, other, "ba", number="Nomor :")


def test_a_paper_of_years_before_its_case_is_refused(office, sent) -> None:
    with pytest.raises(SipocError, match="30 Desember 2024, padahal .+ ini untuk tahun 2026"):
        record(office.tim, sent, "ba", number="600/1", dated=date(2024, 12, 30))


def test_a_paper_that_answers_a_case_is_not_older_than_it(office, sent) -> None:
    day = Berkas.objects.get(pk=sent.pk).submitted_at.date()
    basis = handed_in(Berkas.objects.get(pk=sent.pk))
    assert (basis.day, basis.words) == (day, f"hari {sent.declared.noun} ini dikirim")
    assert handed_in(Berkas(programme=sent.programme, process=sent.process)).day is None


def test_a_number_of_another_year_is_refused(office, sent) -> None:
    with pytest.raises(SipocError, match="menyebut tahun 2025, tetapi tanggalnya tahun 2026"):
        record(office.tim, sent, "ba", number="600/7/427.48/2025")
    assert record(office.tim, sent, "ba", number="600/2019/427.48/2026").pk


def test_the_scan_of_another_paper_is_refused(office, sent) -> None:
    other = sent_letter(office)
    first = record(office.tim, sent, "ba", number="600/1/2026", page="SK")
    with pytest.raises(SipocError, match=f"sama persis dengan pindaian naskah nomor 600/1/2026 pada {sent}"):
        record(office.tim, other, "ba", number="600/2/2026", page="SK")
    assert not Dokumen.objects.filter(berkas=other, key="ba").exists()
    # The same sheet under its right number.
    second = record(office.tim, sent, "ba", number="600/3/2026", page="SK", instead_of=first)
    withdraw(office.tim, second)
    assert record(office.tim, other, "ba", number="600/3/2026", page="SK").pk


def test_a_withdrawn_paper_frees_its_number(office, sent) -> None:
    withdraw(office.tim, record(office.tim, sent, "ba"))
    assert record(office.tim, sent_letter(office), "ba").number == "600/1/2026"


@pytest.mark.parametrize("dated", [MONDAY.date() + timedelta(days=1), date(26, 6, 22), date(1999, 12, 31), None])
def test_a_date_that_cannot_be_is_refused(office, sent, dated: date | None) -> None:
    with pytest.raises(SipocError, match=r"[Tt]anggal"):
        record(office.tim, sent, "ba", dated=dated)


def test_what_has_no_number_is_not_given_one(office, draft) -> None:
    with pytest.raises(SipocError, match="tidak bernomor"):
        record(office.operator, draft, "ktp")


def test_a_withdrawn_paper_is_missing_again_and_requested_again(office, sent) -> None:
    gone = withdraw(office.tim, record(office.tim, sent, "ba"), "Salah unggah.")
    assert gone.withdrawn_reason == "Salah unggah."
    assert missing(sent, BA)
    assert waiting(sent) == ["Periksa surat", "BA kunjungan"]
    assert Tugas.objects.filter(berkas=sent, key="ba", done_by=office.tim).count() == 1


def test_withdrawing_asks_for_a_reason(office, sent) -> None:
    made = record(office.tim, sent, "ba")
    with pytest.raises(SipocError, match="Tulis mengapa"):
        withdraw(office.tim, made, "  ")


def test_what_an_earlier_stage_requested_stays(office, sent) -> None:
    with pytest.raises(RefusedError, match="hanya bisa dibaca"):
        withdraw(office.operator, Dokumen.objects.get(berkas=sent, key="ktp"))


def test_a_paper_is_withdrawn_once(office, sent) -> None:
    made = record(office.tim, sent, "ba")
    withdraw(office.tim, made)
    with pytest.raises(StaleError):
        withdraw(office.tim, made)


def test_the_scan_is_for_who_may_see_the_case(office, sent) -> None:
    scan = record(office.tim, sent, "ba").upload
    stranger = employ(Role.OPERATOR_DESA, username="operator.jauh", region=TOMPOKERSAN)
    allowed = {name: may_fetch(User.objects.get(pk=user.pk), scan) for name, user in vars(office).items()}
    assert allowed == {**dict.fromkeys(allowed, True), "bendahara": False}
    assert not may_fetch(stranger, scan)


def test_missing_costs_the_same_for_one_case_and_for_thirty(office) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            BA.missing(Berkas.objects.all())
        return len(asked)

    open_letter(office)
    one = cost()
    for _ in range(29):
        open_letter(office)
    assert cost() == one == 2


def test_the_papers_of_a_case_come_in_the_order_of_its_stages(office, sent, django_assert_num_queries) -> None:
    record(office.tim, sent, "ba")
    with django_assert_num_queries(1):
        found = [(line.title, line.dokumen.upload.name) for line in papers_of(sent, office.tim)]
    assert found == [("KTP pengirim", "naskah.pdf"), ("BA kunjungan", "naskah.pdf")]
