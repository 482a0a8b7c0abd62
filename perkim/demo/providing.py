"""How a kind of requirement is provided: by the actions that its page takes, and only in the case itself."""

from functools import singledispatch

from django.utils.module_loading import autodiscover_modules

from perkim.demo.hands import Hands
from perkim.sipoc.actions.assigning import report
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.requirements import Deed


class NotSaidError(LookupError):
    """No room and no programme says how this kind of requirement is provided."""


@singledispatch
def provide(requirement: Requirement, hands: Hands, case: Berkas) -> None:
    """Do whatever this requirement asks for. Raises NotSaidError for a kind that no `demo.py` knows: other cases meet
    it, or somebody forgot."""
    raise NotSaidError(f"no demo.py says how {requirement} is provided in {case.programme}.{case.process}")


def is_said(requirement: Requirement) -> bool:
    """Whether some `demo.py` says how this kind is provided."""
    return provide.dispatch(type(requirement)) is not provide.dispatch(object)


def discover() -> None:
    """Let every room and programme say how its kinds are provided. Nothing of it is loaded on a site at work."""
    autodiscover_modules("demo")


@provide.register
def _(requirement: Deed, hands: Hands, case: Berkas) -> None:
    tugas = Tugas.objects.waiting().select_related("berkas").get(berkas=case, key=requirement.key)
    text = "Sudah dikerjakan, hasilnya sesuai."
    report(actor=hands.holder(requirement.worked_by), tugas=tugas, text=text, now=hands.tick())
