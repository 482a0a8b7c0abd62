"""One programme may serve two schemes: each has a list of candidates and a bank's list of its own."""

import pytest

from perkim.banking.bank_list import account_kind, kind_of_year
from perkim.banking.requirements import AccountsBelow
from perkim.imports import declarations
from perkim.sipoc.models import Berkas
from perkim.swadaya.bnba.kind import bnba_kind, kind_bringing

BELOW = AccountsBelow(key="rekening", title="Rekening", process="rumah", stages=("rekening",))


@pytest.fixture
def two_schemes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two schemes of the programme `bantuan`, known until the test ends."""
    monkeypatch.setattr(declarations.KINDS, "_things", dict(declarations.KINDS._things))
    for scheme in ("pusat", "daerah"):
        house, year = f"rumah_{scheme}", f"tahun_{scheme}"
        declarations.register(
            bnba_kind(
                key=f"{scheme}-bnba", programme="bantuan", process=house, listed_in="daftar", undone_by="dibatalkan"
            )
        )
        declarations.register(
            account_kind(key=f"{scheme}-rekening", programme="bantuan", year=year, below=BELOW, bank="Bank")
        )


@pytest.mark.parametrize("scheme", ["pusat", "daerah"])
@pytest.mark.usefixtures("two_schemes")
def test_each_scheme_has_lists_of_its_own(scheme: str) -> None:
    candidates = kind_bringing("bantuan", f"rumah_{scheme}")
    accounts = kind_of_year(Berkas(programme="bantuan", process=f"tahun_{scheme}"))
    assert candidates
    assert candidates.key == f"{scheme}-bnba"
    assert accounts
    assert accounts.key == f"{scheme}-rekening"


@pytest.mark.usefixtures("two_schemes")
def test_a_kind_of_case_without_a_list_has_none() -> None:
    assert kind_bringing("bantuan", "tahun_pusat") is None
    assert kind_of_year(Berkas(programme="bantuan", process="rumah_pusat")) is None
