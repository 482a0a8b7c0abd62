"""What stands on the record of handing over a village's savings books. Plain data for `templates/documents/naskah`."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from perkim.banking.models import Account
from perkim.documents.signers import officer
from perkim.lib.names import by_name, name_order
from perkim.schemes.drafts.places import head_of, village
from perkim.schemes.scheme import Scheme
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon


def handing_over(scheme: Scheme, case: Berkas, day: date) -> Mapping[str, Any]:
    """The record for a village's proposal: every household with an account, its number masked. Raises SipocError while
    none has one. Nine queries at most, however many households."""
    current = Account.objects.current().filter(berkas__parent=case, berkas__outcome="")
    accounts = {each.berkas_id: each for each in current}
    if not accounts:
        raise SipocError("Catat nomor rekening penerima dahulu: BA memuat penerima yang sudah punya rekening.")
    households = (
        Calon.objects.filter(berkas__any_of=list(accounts)).with_people().order_by(*by_name("person__name", "pk"))
    )
    where = village(case.region)
    return {
        **where,
        "tentang": "Serah terima buku tabungan penerima bantuan",
        "tempat": f"Balai {case.region}",
        "kegiatan": scheme.named,
        "tahun": case.year,
        "bank": _banks(accounts.values()),
        "penerima": [
            {"nama": calon.person.name, "alamat": calon.address, "rekening": accounts[calon.berkas_id].masked}
            for calon in households
        ],
        "jumlah": len(households),
        "penanda_tangan": [
            officer(scheme.roles.coordinator, case, day, str(scheme.roles.coordinator.label), "Yang menyerahkan,"),
            officer(scheme.roles.village_head, case, day, head_of(case.region), "Mengetahui,"),
        ],
    }


def _banks(accounts: Iterable[Account]) -> str:
    """`Bank Jatim`, or `BRI dan Bank Jatim` where a village has several."""
    names = sorted({each.bank for each in accounts}, key=name_order)
    return f"{', '.join(names[:-1])} dan {names[-1]}" if len(names) > 1 else names[0]
