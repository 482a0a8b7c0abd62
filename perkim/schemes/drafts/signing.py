"""Who decrees for a scheme, as the sheet names and signs him; and who gets a copy. Source: `domain.md` §12.2."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from perkim.documents.signers import officer
from perkim.regions.models import Region
from perkim.schemes.drafts.places import head_of
from perkim.schemes.scheme import Scheme
from perkim.sipoc.models import Berkas


def decreed_by(scheme: Scheme, office: Mapping[str, str]) -> str:
    """`Bupati Lumajang`, as the office of that day calls him; or the officer's post."""
    return scheme.decree.office or office["kepala_daerah"]


def head_of_sheet(scheme: Scheme, office: Mapping[str, str]) -> dict[str, str]:
    """Who decrees, and under whose kop."""
    return {"oleh": decreed_by(scheme, office), "kop": "dinas" if scheme.decree.officer else "bupati"}


def subject_of(scheme: Scheme, case: Berkas, office: Mapping[str, str]) -> str:
    """What a year's decree is about."""
    aid = f"{scheme.activity} {_regency(case, office)} Tahun Anggaran {case.year}"
    return f"Penetapan lokasi dan penerima {aid}"


def decree_signer(scheme: Scheme, case: Berkas, day: date, office: Mapping[str, str]) -> dict[str, Any]:
    """The head of the region is elected, so without rank and NIP; the name is left to ink where the office has not
    stated it. An officer signs by his post of that day."""
    title = f"{decreed_by(scheme, office).upper()},"
    if scheme.decree.officer:
        return officer(scheme.decree.officer, case, day, title)
    return {"kata": "", "jabatan": title, "nama": office["nama_kepala_daerah"], "pangkat": "", "nip": ""}


def copies_to(case: Berkas, office: Mapping[str, str], regions: Sequence[Region]) -> list[str]:
    """The inspector, camat and heads of the villages, each once; above ten villages their camat alone."""
    villages = {each.pk: each for each in regions}
    districts = dict.fromkeys(f"Camat {each.parent.name}" for each in villages.values() if each.parent)
    heads = [f"{head_of(each)}{f', Kec. {each.parent.name}' if each.parent else ''}" for each in villages.values()]
    shown = heads if len(heads) <= 10 else ["Kepala Desa dan Lurah yang bersangkutan"]
    *others, last = [f"Inspektur {_regency(case, office)}", *districts, *shown]
    return [*(f"{each};" for each in others), f"{last}."]


def _regency(case: Berkas, office: Mapping[str, str]) -> str:
    return office["daerah"] or str(case.region)
