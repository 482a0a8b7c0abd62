"""The households of the demo office: thirty of Sumberwuluh, spread over all stages by the moves that led there."""

from collections.abc import Sequence

from perkim.demo.acts import Acts
from perkim.schemes.plays.proposals import hand_out, put_on_list
from perkim.sipoc.actions.changing import write_note
from perkim.sipoc.actions.timing import extend
from perkim.sipoc.models import Berkas
from perkim.swadaya.survey.demo import fill_in, go_there
from perkim.visits.terms import VisitOutcome
from rtlh.scheme import SCHEME

TFL, KABID, PPK, STAF = "tfl.candipuro", "kabid.perumahan", "ppk", "staf"


def survey(acts: Acts, proposal: Berkas) -> None:
    """Twenty houses are visited; two households drop out."""
    cases = list(proposal.children.filter(stage="survei").order_by("id"))
    hand_out(acts, SCHEME, cases, 141)
    acts.prepare(cases[:18], acts.ago(135))
    acts.take(TFL, cases[:18], "layak", acts.ago(127))
    fill_in(acts.person(TFL), cases[18], acts.ago(128), other_house=True)
    house = "Calon mempunyai rumah lain, atau rumah ini masih layak huni."
    acts.take(TFL, cases[18:19], "tidak_layak", acts.ago(127), house)
    go_there(acts.person(TFL), cases[19], "kunjungan", acts.ago(128), VisitOutcome.MOVED)
    acts.take(TFL, cases[19:], "gugur", acts.ago(126), "Calon pindah dari rumah yang diusulkan.")


def award(acts: Acts, awarded: Sequence[Berkas]) -> None:
    """Fifteen get the aid, three wait as reserves; then each goes as far as its papers."""
    acts.take(KABID, awarded, "tetapkan", acts.ago(105))
    acts.prepare(awarded[:13], acts.ago(100))
    acts.take(TFL, awarded[:13], "lanjut", acts.ago(97))
    acts.prepare(awarded[:11], acts.ago(88))
    acts.take("staf", awarded[:11], "lanjut", acts.ago(80))
    acts.prepare(awarded[:9], acts.ago(70))
    _build(acts, awarded[:9])
    _stand_out(acts, awarded)


def _build(acts: Acts, cases: Sequence[Berkas]) -> None:
    """The first term: six houses are far enough for their report, three are at work: late, due today, tomorrow."""
    acts.take(TFL, cases[:6], "lanjut", acts.ago(62))
    for case, days in zip(cases[6:], (33, 30, 29), strict=True):
        acts.take(TFL, [case], "lanjut", acts.ago(days))
    acts.prepare(cases[:6], acts.ago(50))
    acts.take(TFL, cases[:4], "ajukan", acts.ago(45))
    acts.prepare(cases[:4], acts.ago(43))
    acts.take(PPK, cases[:4], "setujui", acts.ago(41))
    # Three working days are promised: one report is due today, one was late and went back.
    acts.take(TFL, cases[4:5], "ajukan", acts.working_days_ago(3))
    acts.take(TFL, cases[5:6], "ajukan", acts.working_days_ago(6))
    fault = "Absensi tukang atau kuitansi upah belum dilampirkan. Lengkapi lalu ajukan LPD lagi."
    acts.take("verifikator", cases[5:6], "kembali", acts.working_days_ago(2), fault)
    _finish(acts, cases[:4])


def _finish(acts: Acts, cases: Sequence[Berkas]) -> None:
    """The second term, down to one house that was handed over."""
    acts.prepare(cases[:3], acts.ago(25))
    acts.take(TFL, cases[:2], "ajukan", acts.ago(22))
    acts.take(TFL, cases[2:3], "ajukan", acts.working_days_ago(2))
    acts.prepare(cases[:2], acts.ago(19))
    acts.take(PPK, cases[:1], "setujui", acts.ago(17))
    acts.take(PPK, cases[1:2], "setujui", acts.ago(6))
    acts.prepare(cases[:1], acts.ago(13))
    acts.take(PPK, cases[:1], "selesai", acts.ago(12))


def _stand_out(acts: Acts, awarded: Sequence[Berkas]) -> None:
    """What a colleague should know: notes, and a deadline that was lengthened."""
    waiting, in_care = awarded[10], awarded[14]
    reason = "Toko pilihan pertama tidak sanggup mengirim ke dusun ini; KPB mencari pembanding baru."
    extend(actor=acts.person(KABID), case=waiting, key="rencana", reason=reason, now=acts.ago(70))
    note = "Penerima sedang dirawat di puskesmas. Kunjungan pernyataan dijadwalkan lagi pekan depan."
    write_note(actor=acts.person("korfas"), case=in_care, text=note, now=acts.ago(4))


def latecomers(acts: Acts, proposal: Berkas) -> None:
    """Ten more are surveyed now in place of those who dropped out: two are still to be handed out, the first ones are
    late."""
    cases = []
    for houses, days in ((3, 24), (7, 8)):
        more = put_on_list(acts, SCHEME, proposal, houses, acts.ago(days), STAF)
        cases += acts.take(STAF, more, "mulai", acts.ago(days, 20))
    hand_out(acts, SCHEME, cases[:8], 7)
    acts.prepare(cases[:1], acts.ago(3), only=("kunjungan", "foto_0"))
