"""A household without a place in RTLH goes into a proposal of BSPS of its village, with its survey, and back."""

from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.models import Berkas
from perkim.swadaya.verdict.deciding import decide
from tests.every_programme.walker import Walker
from tests.perkim.schemes.taking import draft_of, running_twice, serve, take_into
from tests.rtlh.walks import reach


def test_from_rtlh_into_bsps_with_the_survey_and_back_again(walker: Walker, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: walker.now)
    serve(walker, "rtlh")
    house = reach(walker, "layak")
    draft = draft_of(walker, "bsps")
    (made,) = take_into(walker, draft, [house])
    case = made.berkas
    assert (case.programme, Berkas.objects.get(pk=house.pk).outcome) == ("bsps", "BATAL")
    walker.pass_by(draft, ("draf", "pemeriksaan"))
    korfas, tfl = walker.holder(Role.KORFAS), walker.holder(Role.TFL)
    hand_over(actor=korfas, cases=[Berkas.objects.get(pk=case.pk)], role=Role.TFL, to=tfl, now=walker.tick())
    eligibility = decide(actor=tfl, case=Berkas.objects.get(pk=case.pk), now=walker.tick())
    assert eligibility.eligible
    way = Berkas.objects.get(pk=case.pk).declared_stage.move("layak")
    assert walker.take(case, way).stage == "layak"
    (again,) = take_into(walker, draft_of(walker, "rtlh"), [case])
    assert again.berkas.survei.saved_by == house.survei.saved_by
    assert not running_twice()
