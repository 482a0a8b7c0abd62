"""Promise 3 as people feel it: messages tell what others did, never what one did oneself."""

from perkim.notices.models import Notice


def test_who_makes_work_for_himself_is_not_informed_of_it(office, letter) -> None:
    letter()
    assert not Notice.objects.filter(recipient=office.operator, topic="tugas.baru").exists()


def test_who_gets_work_from_somebody_else_is_informed(office, letter, take) -> None:
    take(office.operator, letter(), "kirim")
    assert Notice.objects.filter(recipient=office.staf, topic="tugas.baru").count() == 1
