"""What waits for the signature of the head: one page for all programmes, filled by each of them.

A programme registers how the list or paper that a requirement speaks of is summed up, approved and sent back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from perkim.accounts.models import User
from perkim.lib.registry import Registry
from perkim.sipoc.models import Berkas, Tugas


@dataclass(frozen=True, kw_only=True)
class PriorCheck:
    """Something that was examined before: whether it is in order, the sentence, and by what or when."""

    good: bool
    words: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What the head reads in half a minute. `seen` stands for exactly this content: approving sends it back.

    `numbers` are pairs of a big number and its words, `facts` pairs of label and text, `notes` what is out of the
    ordinary, `effects` what approving does. `paper` is the address of the PDF with its words. `done` tells that it is
    approved already, `waits` why it cannot be approved yet.
    """

    title: str
    numbers: Sequence[tuple[str, str]]
    facts: Sequence[tuple[str, str]]
    checks: Sequence[PriorCheck]
    effects: Sequence[str]
    seen: str
    notes: Sequence[str] = ()
    details: tuple[str, str] | None = None
    paper: tuple[str, str] | None = None
    done: str = ""
    waits: str = ""


@dataclass(frozen=True, kw_only=True)
class Approval:
    """One kind of approval. `process` is `programme.process`, `key` that of the requirement which names the head.

    `summary` answers None where there is nothing to read yet. `refusal` is why an account may not decide, or empty.
    """

    process: str
    key: str
    summary: Callable[[Berkas], Summary | None]
    refusal: Callable[[User, Berkas], str]
    approve: Callable[[User, Berkas, datetime], object]
    send_back: Callable[[User, Berkas, str, datetime], object]
    reasons: Sequence[str] = field(default=())


_approvals: Registry[Approval] = Registry("approval", KeyError)


def register_approval(approval: Approval) -> Approval:
    """Make a kind of approval known. Called while modules are imported."""
    return _approvals.add(f"{approval.process}.{approval.key}", approval)


def approval_for(case: Berkas, key: str) -> Approval | None:
    """The kind of approval that a requirement of this case speaks of, or None."""
    name = f"{case.programme}.{case.process}.{key}"
    return next((each for each in _approvals.all() if f"{each.process}.{each.key}" == name), None)


def waiting_for(user: User) -> list[Tugas]:
    """The approvals that wait for this account, the most urgent first. A bounded number of queries."""
    keys = {each.key for each in _approvals.all()}
    rows = Tugas.objects.waiting().for_user(user).filter(key__in=keys, given_by=None)
    ranked = rows.select_related("berkas__region__parent").order_by("ranked_due", "id")[:100]
    return [each for each in ranked if approval_for(each.berkas, each.key)]
