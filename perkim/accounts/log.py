"""What the log keeps of accounts: who gave what to whom. The account is named by its number, never by its holder."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.querysets import SYSTEM
from perkim.audit.actions import Event, record, record_many
from perkim.audit.heads import bears_witness
from perkim.audit.kinds import LogKind, declare
from perkim.audit.models import Entry

MADE = declare("akun.dibuat", "Akun dibuat")
ROLE_GIVEN = declare("akun.peran-diberikan", "Peran diberikan")
ROLE_ENDED = declare("akun.peran-diakhiri", "Peran diakhiri")
SLIP_ISSUED = declare("akun.slip-diterbitkan", "Slip aktivasi diterbitkan")
ACTIVATED = declare("akun.diaktifkan", "Akun diaktifkan dengan slip")
EMAIL_CHANGED = declare("akun.surel-diganti", "Surel akun diganti")
NAME_CHANGED = declare("akun.nama-diganti", "Nama pada akun diganti", personal=("dari", "menjadi"))
SAFETY_CHANGED = declare("akun.keamanan-diubah", "Pengaman akun diubah pemegangnya")
CLOSED = declare("akun.ditutup", "Akun ditutup")
OPENED = declare("akun.dibuka", "Akun dibuka lagi")
SECOND_FACTOR_REMOVED = declare("akun.dua-langkah-dilepas", "Verifikasi dua langkah dilepas")

RELEASE_REQUESTED = declare("akun.permintaan-dicatat", "Permintaan atas akun penanda tangan dicatat")
RELEASE_DONE = declare("akun.permintaan-dilaksanakan", "Permintaan atas akun penanda tangan dilaksanakan")
RELEASE_CANCELLED = declare("akun.permintaan-dibatalkan", "Permintaan atas akun penanda tangan dibatalkan")


@bears_witness
def unaccounted() -> Iterable[str]:
    """Accounts whose making no entry records. `createsuperuser` and the system's own account write no entry."""
    accounted = Entry.objects.filter(action=MADE.action).values_list("data__akun", flat=True)
    others = User.objects.filter(is_superuser=False).exclude(username=SYSTEM).values_list("pk", flat=True)
    return [f"akun {pk}" for pk in sorted(set(others).difference(accounted))]


def note(kind: LogKind, users: Iterable[User], *, actor: User | None, **data: Any) -> None:
    """Write one entry for each account; `actor=None` is the system itself (first admin, demo office)."""
    by = actor or User.objects.system()
    events = [Event(subject="", data={"akun": user.pk, **data}) for user in users]
    record_many(actor=by, action=kind.action, at=timezone.now(), events=events)


def note_name(user: User, *, before: str) -> None:
    """The names themselves are personal: they stand beside the entry and can be erased."""
    event = Event(subject="", data={"akun": user.pk}, personal={"dari": before, "menjadi": user.name})
    record(actor=user, action=NAME_CHANGED.action, at=timezone.now(), event=event)
