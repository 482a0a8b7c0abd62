"""The smallest programme that surveys houses: handed to a facilitator, surveyed, eligible or not; with its people."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.people.actions import register
from perkim.people.identities import Identity
from perkim.regions.models import Region
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.declarations import Box, Move, Process, Programme, Sheet, Stage
from perkim.sipoc.models import Berkas
from perkim.sipoc.terms import Duty, MoveKind, Outcome
from perkim.swadaya.models import Calon, HouseSurvey
from perkim.swadaya.survey.actions import fingerprint, save_survey
from perkim.swadaya.survey.demo import ANSWERS, save_answers
from perkim.swadaya.survey.questions import BY_KEY
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.swadaya.verdict.requirements import ELIGIBLE, NOT_ELIGIBLE
from tests.cast import SUMBERWULUH, staff
from tests.samples.office import MONDAY
from tests.samples.registering import register_for_test
from tests.worlds import kept

NIK, SPOUSE_NIK, KK = "3508031503859901", "3508035507909902", "3508031203199901"
SURVEY = SurveyComplete(key="lembar_survei", title="Survei rumah")
SHEET = Sheet(
    key="rumah",
    title="Rumah",
    supplier=("Desa",),
    input=("Daftar",),
    boxes=(Box(title="Survei", activities=("Menyurvei",)),),
    output=("Rumah",),
    customer=("Warga",),
)
SURVEI = Stage(
    key="survei",
    title="Survei rumah",
    box=1,
    activities=("Menyurvei",),
    worked_by=Role.TFL,
    task="Survei rumah",
    duty=Duty.ENTER,
    inputs=(SURVEY,),
    moves=(
        Move(
            key="layak",
            title="Layak",
            effect="Menunggu.",
            by=(Role.TFL,),
            to="layak",
            requires=(ELIGIBLE,),
        ),
        Move(
            key="tidak_layak",
            title="Tidak layak",
            effect="Ditutup.",
            by=(Role.TFL,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=("Tidak memenuhi syarat.",),
            requires=(NOT_ELIGIBLE,),
        ),
    ),
)
LAYAK = Stage(
    key="layak",
    title="Layak",
    box=1,
    activities=("Menunggu",),
    worked_by=Role.KABID_PRM,
    duty=Duty.SIGN,
    moves=(
        Move(
            key="selesai",
            title="Selesai",
            effect="Selesai.",
            by=(Role.KABID_PRM,),
            kind=MoveKind.END,
            outcome=Outcome.SELESAI,
        ),
        Move(
            key="ulang",
            title="Survei ulang",
            effect="Disurvei lagi.",
            by=(Role.KABID_PRM,),
            to="survei",
            kind=MoveKind.RETURN,
            reasons=("Periksa lagi.",),
        ),
    ),
)
RUMAH = Process(
    key="rumah",
    title="Rumah",
    noun="rumah",
    sheet=SHEET,
    prefix="RM",
    stages=(SURVEI, LAYAK),
    opened_by=(Role.STAF,),
    seen_by=(Role.OPERATOR_DESA, Role.KORFAS, Role.TIM_TEKNIS, Role.APIP),
    own_roles={Role.TFL: Role.KORFAS},
)
HOUSES = Programme(
    slug="rumah",
    title="Rumah",
    service="Usulkan rumah",
    summary="Rumah.",
    for_whom="Warga",
    icon="hammer",
    legal_basis=("Contoh",),
    sheets=(SHEET,),
    processes=(RUMAH,),
    open=True,
)
ROLES = {
    "staf": Role.STAF,
    "korfas": Role.KORFAS,
    "tfl": Role.TFL,
    "tim": Role.TIM_TEKNIS,
    "kabid": Role.KABID_PRM,
    "operator": Role.OPERATOR_DESA,
    "apip": Role.APIP,
    "admin": Role.ADMIN,
}


def open_houses(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Register the programme and employ everybody who works it; by a short name each."""
    register_for_test(monkeypatch, HOUSES)
    since = MONDAY.date().replace(month=1)
    return staff(ROLES, starts=since, second_factor=True)


@kept
def open_house(
    office: SimpleNamespace,
    *,
    nik: str = NIK,
    kk: str = KK,
    spouse_nik: str = SPOUSE_NIK,
    title: str = "Suparman",
    handed: bool = True,
    **fields: Any,
) -> Berkas:
    """A candidate of Sumberwuluh, as the village's list has it, in the hands of the facilitator."""
    place = Region.objects.get(pk=SUMBERWULUH)
    new = NewCase(title=title, regions=[place])
    case = open_case(actor=office.staf, programme=HOUSES, process=RUMAH, new=new, now=MONDAY)
    told = [Identity(nik=nik, name=title, sex="L", birth_place="Lumajang", birth_date=date(1985, 3, 15), kk=kk)]
    told += [Identity(nik=spouse_nik, name="Siti", sex="P", birth_date=date(1990, 7, 15), kk=kk)] if spouse_nik else []
    known = register(told, now=MONDAY)
    family, spouse = known.families[0], known.persons[1] if spouse_nik else None
    listed = {"residents": 5, "income": 1_500_000, "dusun": "Krajan", "rt": "003", "rw": "007", **fields}
    Calon.objects.create(berkas=case, person=known.persons[0], family=family, spouse=spouse, **listed)
    if handed:
        hand_over(actor=office.korfas, cases=[case], role=Role.TFL, to=office.tfl, now=MONDAY)
    return Berkas.objects.get(pk=case.pk)


def answer(
    actor: User, case: Berkas, key: str, *, now: datetime = MONDAY, seen: str | None = None, **changes: Any
) -> HouseSurvey:
    """Save one group as its page would, with the usual answers but for these."""
    group = BY_KEY[key]
    found = HouseSurvey.objects.filter(berkas=case).first()
    return save_survey(
        actor=User.objects.get(pk=actor.pk),
        case=Berkas.objects.get(pk=case.pk),
        group=group,
        answers={name: changes.get(name, ANSWERS[name]) for name in group.fields},
        seen=fingerprint(found, group) if seen is None else seen,
        now=now,
    )


def fill_in(actor: User, case: Berkas, *, now: datetime = MONDAY, **changes: Any) -> HouseSurvey:
    """Save all groups as one, with the usual answers but for these."""
    actor, case = User.objects.get(pk=actor.pk), Berkas.objects.get(pk=case.pk)
    return save_answers(actor, case, ANSWERS | changes, now)
