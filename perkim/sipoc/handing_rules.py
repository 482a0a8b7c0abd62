"""Why a case may not be handed to somebody who holds the role: what an app above knows of the person and the case.

Registered by those apps when they are ready; a case is handed over only where no rule says no.
"""

from collections.abc import Callable, Mapping, Sequence

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.registry import Registry
from perkim.sipoc.models import Berkas

# For each case that this person may not work in this role, the sentence that says why. A bounded number of queries.
HandingRule = Callable[[Role, User, Sequence[Berkas]], Mapping[int, str]]
_rules: Registry[HandingRule] = Registry("rule of handing over", KeyError)
# What could not be looked at when cases were handed to this person in this role; empty where all was.
HandingNote = Callable[[Role, User], str]
_notes: Registry[HandingNote] = Registry("note of handing over", KeyError)


def register_handing_rule(key: str, rule: HandingRule) -> HandingRule:
    """Make a rule known. Called once, when its app is ready."""
    return _rules.add(key, rule)


def register_handing_note(key: str, note: HandingNote) -> HandingNote:
    """Make a note known. Called once, when its app is ready."""
    return _notes.add(key, note)


def handing_notes(role: Role, person: User) -> list[str]:
    """What all notes say to who has just handed cases to this person."""
    return [sentence for note in _notes.all() if (sentence := note(role, person))]


def handing_refusals(role: Role, person: User, cases: Sequence[Berkas]) -> dict[int, list[str]]:
    """What all rules say against handing these cases to this person, by case id."""
    sentences: dict[int, list[str]] = {}
    for rule in _rules.all():
        for pk, sentence in rule(role, person, cases).items():
            sentences.setdefault(pk, []).append(sentence)
    return sentences
