"""Wrong declarations of papers stop the start; papers of cases below are counted for the case above."""

from dataclasses import replace

import pytest

from perkim.accounts.roles import Role
from perkim.documents.papers import Paper, PapersBelow
from perkim.schemes.papers import village
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from rtlh.scheme import SCHEME
from tests.samples.drafted import RECEIPT, WRITTEN_BA, with_drafts
from tests.samples.papers import BA, KTP, with_papers

DRAFTED = WRITTEN_BA.draft
assert DRAFTED
FAULTY = {
    "has no title": replace(KTP, title=""),
    "longer than 40": replace(KTP, key="k" * 41),
    "admin": replace(KTP, worked_by=Role.ADMIN),
    "two different papers": replace(BA, title="BA lain"),
    "two different sheets": replace(RECEIPT, title="Tanda terima lain"),
    "has the key of a requirement": replace(RECEIPT, key=BA.key),
    "a sheet without a title": replace(RECEIPT, title=""),
    "tidak_ada_lembar": replace(RECEIPT, draft=replace(RECEIPT.draft, template="naskah/tidak_ada_lembar.html")),
    "is not there": replace(BA, draft=replace(DRAFTED, template="documents/naskah/tidak_ada.html")),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_faulty_paper_says_what_is_wrong(fault: str) -> None:
    process = with_drafts().process("surat")
    sheet = FAULTY[fault]
    faults = sheet.all_faults if isinstance(sheet, Requirement) else sheet.faults
    assert fault in " ".join(faults(process, process.first))


@pytest.mark.parametrize("programme_", [with_papers, with_drafts])
def test_papers_as_they_should_be_have_no_fault(programme_) -> None:
    process = programme_().process("surat")
    papers = [(each.all_faults, stage) for stage in process.stages for each in stage.requirements]
    papers += [(each.faults, stage) for stage in process.stages for each in stage.printouts]
    assert not [fault for faults, stage in papers for fault in faults(process, stage)]


def below(**changes) -> PapersBelow:
    words = {
        "key": "ba",
        "title": "BA sosialisasi",
        "process": "usulan",
        "paper": village.ba_sosialisasi(SCHEME),
        "stages": ("pelaksanaan",),
    }
    return PapersBelow(**{**words, **changes})


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"process": "penerima"}, "does not lie below"),
        ({"process": "tidak-ada"}, "does not lie below"),
        ({"stages": ("draf",)}, "does not declare it"),
        ({"paper": Paper(key="lain", title="Lain", numbered=True)}, "does not declare it"),
    ],
)
def test_papers_below_must_be_declared_below(wrong: dict, fault: str) -> None:
    year = programme("rtlh").process("kegiatan")
    assert fault in " ".join(below(**wrong).all_faults(year, year.first))
    assert not list(below().all_faults(year, year.first))


@pytest.mark.django_db
def test_papers_below_ask_nothing_of_a_case_with_nothing_below() -> None:
    assert below().missing(Berkas.objects.all()) == {}
