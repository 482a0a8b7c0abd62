"""A typed number tells nobody whose it is: neither name nor village, on no form and in no list; and that it answered is
written down."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.imports.models import Batch, StagedRow
from perkim.imports.sealing import unsealed
from perkim.people.actions import SOUGHT
from perkim.people.identities import Identity
from perkim.people.models import Person
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process
from perkim.swadaya.bnba.known_people import KnownPersonError, is_otherwise_called
from perkim.swadaya.candidates.actions import Proposal, propose_many
from perkim.swadaya.models import Calon, Succession
from tests.cast import TOMPOKERSAN, employ, give
from tests.every_programme.walker import Walker
from tests.rtlh.heirs import named, scan
from tests.rtlh.lists import bring
from tests.rtlh.providing import identity
from tests.rtlh.test_socialisation import sign_in
from tests.rtlh.walks import above, reach

# Somebody of another village, whose list is a draft that nobody else sees.
BEARER = identity(800, "Wagiyem Rahayu")
FAR = "Tompokersan"


@pytest.fixture
def today(monkeypatch, walker: Walker) -> None:
    """Requests are made at the walker's moment."""
    monkeypatch.setattr(timezone, "now", lambda: walker.now)


@pytest.fixture
def house(walker: Walker) -> Berkas:
    return reach(walker, "rencana")


def proposed_elsewhere(walker: Walker, year: Berkas) -> Calon:
    """BEARER stands in the draft of another village."""
    far = employ(Role.OPERATOR_DESA, username="jauh", region=TOMPOKERSAN, starts=date(2026, 1, 1))
    Berkas.objects.filter(pk=year.pk).update(stage="tim")
    new = NewCase(title=f"Usulan {FAR}", regions=[Region.objects.get(pk=TOMPOKERSAN)])
    year = Berkas.objects.get(pk=year.pk)
    kind, now = process("rtlh", "usulan"), walker.tick()
    draft = open_case(actor=far, programme=walker.programme, process=kind, new=new, now=now, parent=year)
    made = propose_many(
        actor=far,
        usulan=draft,
        process=process("rtlh", "penerima"),
        proposals=[Proposal(identity=BEARER, residents=3)],
        now=walker.tick(),
    )
    Berkas.objects.filter(pk=year.pk).update(stage="sosialisasi")
    return made[0]


def typed(house: Berkas, walker: Walker, **changes: Any) -> dict[str, Any]:
    told = {"name": "Siti Orang Lain", "nik": BEARER.nik, "kk": "", "kinship": "PASANGAN", "lives_there": "ya"}
    told |= {"proof": scan(), "died_on": f"{walker.now:%d-%m-%Y}", "seen": Calon.objects.get(berkas=house).person_id}
    return {**told, **changes}


def answers() -> list[dict[str, Any]]:
    return [entry.data for entry in Entry.objects.filter(action=SOUGHT.action).order_by("pk")]


def test_the_form_of_an_heir_tells_nothing_of_who_bears_the_number(
    walker: Walker, house: Berkas, client: Client, today
) -> None:
    proposed_elsewhere(walker, above(house, "kegiatan"))
    kabid, address = sign_in(client, walker, Role.KABID_PRM), reverse("swadaya:heir", args=[house.public_id])
    for name, sentence in (
        ("Siti Orang Lain", "NIK ini sudah tercatat atas nama lain."),
        (BEARER.name, f"NIK {BEARER.name} sudah tercatat pada usulan lain tahun ini."),
    ):
        page = kabid.post(address, typed(house, walker, name=name))
        told = page.content.decode()
        assert page.status_code == 422
        assert sentence in told
        assert FAR not in told
        assert (BEARER.name in told) is (name == BEARER.name)
    assert not Succession.objects.exists()
    assert answers() == [{"ditemukan": 1, "saat": "penerus"}] * 2
    assert house.title == Berkas.objects.get(pk=house.pk).title


def test_an_heir_who_is_known_to_nobody_is_called_as_he_was_typed(walker: Walker, house: Berkas) -> None:
    made = named(walker, house, identity=identity(801, "Siti Baru"))
    assert (made.after.name, Berkas.objects.get(pk=house.pk).title) == ("Siti Baru", "Siti Baru")
    assert answers() == []


def test_who_sees_the_other_case_is_told_where_it_is(walker: Walker, house: Berkas) -> None:
    other = walker.open(process("rtlh", "penerima"), parent=house.parent)
    bearer = Calon.objects.get(berkas=other).person
    told = Identity(nik=bearer.nik, name=bearer.name, sex="L", kk="")
    with pytest.raises(SipocError, match=f"pada usulan {house.parent.number}") as refused:
        named(walker, house, identity=told)
    assert not isinstance(refused.value, KnownPersonError)


def test_a_proposal_is_told_nothing_of_who_bears_its_number(walker: Walker, house: Berkas) -> None:
    proposed_elsewhere(walker, above(house, "kegiatan"))
    usulan = Berkas.objects.get(pk=house.parent_id)
    operator = walker.holder(Role.OPERATOR_DESA)

    def propose(name: str, spouse: Identity | None = None, nik: str = BEARER.nik) -> str:
        who = Identity(nik=nik, name=name, sex="P", kk=identity(802).kk)
        with pytest.raises(KnownPersonError) as refused:
            propose_many(
                actor=operator,
                usulan=usulan,
                process=process("rtlh", "penerima"),
                proposals=[Proposal(identity=who, residents=3, spouse=spouse)],
                now=walker.tick(),
            )
        return str(refused.value)

    assert "atas nama lain" in propose("Siti Orang Lain")
    assert "pada usulan lain" in propose(BEARER.name)
    # A spouse of whom the list tells the number alone is not named by it either.
    spouse = Identity(nik=BEARER.nik, name="Pasangan", sex="L")
    told = propose("Siti Baru", spouse, identity(803).nik)
    assert "atas nama lain" in told
    assert not any(word in told for word in (FAR, "Wagiyem"))


def test_a_list_is_told_that_a_number_is_known_and_not_whose_it_is(walker: Walker, house: Berkas) -> None:
    proposed_elsewhere(walker, above(house, "kegiatan"))
    usulan = Berkas.objects.get(pk=house.parent_id)
    proposed = Calon.objects.get(berkas=house).person
    rows = [
        ("1", "Siti Orang Lain", "P", BEARER.nik, identity(804).kk),
        ("2", proposed.name, "P", proposed.nik, identity(805).kk),
        ("3", "Siti Baru", "P", identity(806).nik, identity(806).kk),
    ]
    batch = bring(operator_of(walker), usulan, sheet(rows))
    assert batch.state == Batch.State.READY, batch.notice
    kept = [unsealed(row.line, bytes(row.sealed)) for row in StagedRow.objects.filter(batch=batch).order_by("line")]
    kinds = [{each.kind for each in row.findings} for row in kept]
    assert "otherwise_known" in kinds[0]
    assert "already_proposed" in kinds[0] & kinds[1]
    assert not {"otherwise_known", "already_proposed"} & kinds[2]
    told = " ".join(f"{each.what} {each.mend}" for row in kept for each in row.findings)
    assert not any(word in told for word in (FAR, "Wagiyem", "RTLH-2026"))
    [entry] = answers()
    assert (entry["ditemukan"], entry["impor"]) == (2, str(batch.public_id))


def operator_of(walker: Walker) -> User:
    return walker.holder(Role.OPERATOR_DESA)


def sheet(rows: Sequence[tuple[str, ...]]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["No", "Nama", "L/P", "NIK", "No. KK", "Tempat lahir", "Tanggal lahir", "Dusun", "Jumlah penghuni"])
    for row in rows:
        page.append([*row, "Lumajang", "15-03-1985", "Krajan", "4"])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def test_one_name_in_two_spellings_is_one_name() -> None:
    person = Person(name="H. Moh. Ali, S.Pd")
    assert not is_otherwise_called(person, "MOH ALI")
    assert is_otherwise_called(person, "Siti Aminah")
    assert not is_otherwise_called(Person(name="Pasangan"), "Siti Aminah")


def test_the_register_of_aid_names_only_cases_that_its_reader_sees(walker: Walker, client: Client) -> None:
    house = reach(walker, "ditetapkan")
    address = reverse("swadaya:aid_lists")
    for number, (programme, region, status) in enumerate(
        (("rtlh", "", 200), ("", "", 200), ("psu", "", 403), ("rtlh", "35.08.10", 403))
    ):
        user = User.objects.create_user(f"staf.{number}", "Staf")
        give(user, Role.STAF, programme=programme, region=region, starts=date(2026, 1, 1))
        client.force_login(user)
        page = client.get(address)
        assert page.status_code == status, programme
        assert (house.number in page.content.decode()) is (status == 200)
        lists = client.get(reverse("imports:upload", args=["bantuan-terdahulu", "kabupaten"]))
        assert (lists.status_code == 200) is (status == 200), programme
