"""What stands on the decree that names the recipients. Source: `domain.md` §12.2."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from perkim.documents.models import Dokumen
from perkim.documents.office import office_on
from perkim.funds.gates import Ceilings
from perkim.lib.money import rupiah
from perkim.lib.terbilang import rupiah_letters, terbilang
from perkim.lib.text import within_sentence
from perkim.schemes.decree_texts import decree_texts
from perkim.schemes.drafts.named import NamedList, annex, named_list
from perkim.schemes.drafts.signing import copies_to, decree_signer, head_of_sheet, subject_of
from perkim.schemes.scheme import Scheme
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Ranking
from perkim.swadaya.terms import WorkKind
from perkim.swadaya.verdict.still_eligible import refuse_unfit


def decree(scheme: Scheme, case: Berkas, day: date) -> Mapping[str, Any]:
    """The decree of a year's activity with its annex. Raises SipocError before there is a list, or for who does not
    meet the rules any more. A bounded number of queries, however many recipients."""
    named = named_list(case)
    refuse_unfit(named.going_on, localdate(), why="Konsep SK belum dibuat")
    receivers = annex(named)
    office, texts = office_on(day), decree_texts(scheme, day)
    title = subject_of(scheme, case, office)
    return {
        "peringkat": named.ranking,
        **head_of_sheet(scheme, office),
        "tentang": title,
        "menimbang": _considering(named, case, title, texts["menimbang"]),
        "mengingat": texts["mengingat"],
        "diktum": _orders(scheme, case, named, texts["anggaran"][0]),
        "penanda_tangan": decree_signer(scheme, case, day, office),
        "tembusan": copies_to(case, office, [place.berkas.region for place in named.places]),
        "lampiran": {
            "judul": f"Daftar penerima {scheme.activity} Tahun Anggaran {case.year}",
            "penerima": receivers,
            "jumlah": len(receivers),
            "total": sum(named.worth[place.kind].total for place in named.places),
        },
    }


def _considering(named: NamedList, case: Berkas, title: str, reasons: Sequence[str]) -> list[str]:
    """That it was announced the decree says only where the list hung out."""
    records = Dokumen.objects.live().filter(berkas__parent=case, key="ba_verifikasi")
    numbers = [each.number for each in records.order_by("dated", "pk")]
    first = ", ".join(numbers[:5])
    more = f" dan {len(numbers) - 5} berita acara lain" if len(numbers) > 5 else ""
    announced = " dan diumumkan kepada masyarakat" if _was_announced(named) else ""
    verified = (
        f"bahwa berdasarkan Berita Acara Verifikasi Nomor {first}{more}, calon penerima yang tercantum dalam lampiran "
        f"keputusan ini telah memenuhi persyaratan{announced};"
    )
    return concluded([*reasons, verified], title)


def _was_announced(named: NamedList) -> bool:
    return Ranking.objects.filter(pk=named.ranking, announcement__isnull=False).exists()


def concluded(considerations: Sequence[str], title: str) -> list[str]:
    """With the sentence that concludes from all letters before it (`domain.md` §12.2)."""
    letters = [f"huruf {'abcdefghijklmnopqrstuvwxyz'[place]}" for place in range(len(considerations))]
    before = f"{', '.join(letters[:-1])} dan {letters[-1]}" if len(letters) > 1 else letters[0]
    last = f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam {before}, perlu menetapkan Keputusan tentang"
    return [*considerations, f"{last} {title};"]


def _in_words(amount: int) -> str:
    return f"{rupiah(amount)},00 ({rupiah_letters(amount)})"


def _amounts(worth: Mapping[str, Ceilings]) -> str:
    """One amount where all kinds of work get the same, else one for each."""
    totals = {kind: each.total for kind, each in worth.items()}
    if len(set(totals.values())) == 1:
        return f"{_in_words(next(iter(totals.values())))} untuk setiap rumah"
    parts = [
        f"{_in_words(total)} untuk setiap rumah {within_sentence(WorkKind(kind).label)}"
        for kind, total in totals.items()
    ]
    return " dan ".join(parts)


def _orders(scheme: Scheme, case: Berkas, named: NamedList, budget: str) -> list[str]:
    houses, terms = len(named.places), len(scheme.terms)
    return [
        (
            f"Menetapkan {houses} ({terbilang(houses)}) penerima {scheme.activity} sebagaimana "
            "tercantum dalam lampiran yang merupakan bagian tidak terpisahkan dari keputusan ini."
        ),
        f"Besaran bantuan sebagaimana dimaksud dalam Diktum KESATU adalah {_amounts(named.worth)}.",
        (
            f"Bantuan dicairkan dalam {terms} ({terbilang(terms)}) tahap berdasarkan Laporan Penggunaan Dana (LPD) "
            "yang telah diperiksa."
        ),
        (
            f"Segala biaya yang timbul akibat ditetapkannya keputusan ini dibebankan pada {budget} Tahun Anggaran "
            f"{case.year}."
        ),
        "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
    ]
