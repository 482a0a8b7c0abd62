"""Who types a whole NIK or No. KK finds the household, as far as he sees it, and the history tells that he looked."""

from django.test import Client

from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.sipoc.registry import process
from perkim.swadaya.models import Calon
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
    assert case.title not in client.get("/cari/", {"q": nik}).content.decode(), "a draft of the village"
    assert looked.get().subject == ""

    take(walker, draft, "kirim")
    assert client.get("/cari/", {"q": nik})["Location"] == case.get_absolute_url()
    assert client.get("/cari/", {"q": calon.family.kk})["Location"] == case.get_absolute_url()
    listed = client.get("/kerja/rtlh/", {"proses": "penerima", "cari": person.nik})
    assert case.get_absolute_url() in listed.content.decode()
    client.get("/kerja/rtlh/unduh/", {"proses": "penerima", "cari": person.nik})
    assert looked.filter(subject=case.subject).count() == 4
    assert person.nik not in str(list(Entry.objects.values_list("data", flat=True)))
