"""Who types a whole NIK or No. KK finds the household, as far as he sees it, and the history tells that he looked."""

import pytest
from django.test import Client

from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.sipoc.registry import process
from perkim.swadaya.models import Calon
from tests.cast import employ
from tests.every_programme.walker import Walker
from tests.rtlh.walks import reach, take


def test_a_whole_nik_finds_the_household_and_is_logged(walker: Walker, client: Client) -> None:
    draft = reach(walker, "draf", kind="usulan")
    case = walker.open(process("rtlh", "penerima"), parent=draft, handed=False)
    calon = Calon.objects.get(berkas=case)
    person = calon.person
    nik = f"{person.nik[:4]} {person.nik[4:10]}.{person.nik[10:]}"
    looked = Entry.objects.filter(action="identitas.dicari")

    client.force_login(walker.holder(Role.STAF))
    assert case.title not in client.post("/cari/", {"q": nik}, follow=True).content.decode(), "a draft of the village"
    assert looked.get().subject == f"akun:{walker.holder(Role.STAF).pk}", "in no case"

    take(walker, draft, "kirim")
    for typed in (nik, calon.family.kk):
        found = client.post("/cari/", {"q": typed}, follow=True)
        assert found.redirect_chain[-1][0] == case.get_absolute_url()
    listed = client.post("/kerja/rtlh/", {"proses": "penerima", "cari": person.nik}, follow=True)
    assert case.get_absolute_url() in listed.content.decode()
    client.get("/kerja/rtlh/unduh/?" + listed.request["QUERY_STRING"])
    assert looked.filter(subject=case.subject).count() == 4
    assert person.nik not in str(list(Entry.objects.values_list("data", flat=True)))


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "field"), [("/cari/", "q"), ("/kerja/rtlh/", "cari")])
def test_a_whole_number_is_neither_in_an_address_nor_in_a_page(client: Client, page: str, field: str) -> None:
    client.force_login(employ(Role.STAF))
    nik = "3508035507909902"
    for first in (client.post(page, {field: nik}), client.get(page, {field: nik})):
        assert nik not in first["Location"]
    shown = client.get(first["Location"])
    assert "3508••••••••9902" in shown.content.decode()
    assert nik not in shown.content.decode()
    assert nik not in str(dict(client.session))


@pytest.mark.django_db
def test_what_another_typed_is_not_found_by_its_masked_form(client: Client) -> None:
    client.force_login(employ(Role.STAF))
    kept = client.post("/cari/", {"q": "3508035507909902"})["Location"]
    other = Client()
    other.force_login(employ(Role.STAF, username="staf.kedua"))
    looked = Entry.objects.filter(action="identitas.dicari")
    assert "Tidak ada yang cocok" in other.get(kept).content.decode()
    assert not looked.exists(), "nothing was looked for by a number"
    client.get(kept)
    assert looked.count() == 1


@pytest.mark.django_db
def test_numbers_that_look_alike_when_masked_stay_apart(client: Client) -> None:
    client.force_login(employ(Role.STAF))
    first, second = (client.post("/kerja/rtlh/", {"cari": nik}) for nik in ("3508035507909902", "3508030101809902"))
    assert first["Location"] != second["Location"]
    assert client.get(first["Location"]).context["form"].cleaned_data["cari"] == "3508035507909902"
    again = client.post("/kerja/rtlh/", {"cari": "3508••••••••9902"}, follow=True)
    assert again.context["form"].cleaned_data["cari"] == "3508030101809902"
