"""Nobody waits unknowing: whoever can do something in a case has a Tugas."""

from perkim.accounts.roles import Role
from perkim.sipoc.actions.calling import wrongly_called
from perkim.sipoc.completeness import blockers, missing_by_requirement
from perkim.sipoc.models import Berkas, Tugas


def everybody_knows(case: Berkas) -> None:
    """Asked of the declaration and of what lies there, not of the engine: but for that it has nothing left to do."""
    stage, where = case.declared_stage, f"{case.process}.{case.stage}"
    waiting = {Role(role) for role in Tugas.objects.waiting().filter(berkas=case).values_list("role", flat=True)}
    for way in stage.moves:
        if way.completes and not blockers([case], way):
            assert waiting & set(way.by), f"{where}: nobody is told that {way.key} may be taken"
    lacking = {key for key, found in missing_by_requirement([case]).items() if found}
    for each in stage.requirements:
        first = set(stage.after.get(each.key, ())) & lacking
        if each.key in lacking and each.worked_by and not first and not stage.begins:
            early = hasattr(each, "too_early") and each.too_early(Berkas.objects.filter(pk=case.pk))
            assert early or each.worked_by in waiting, f"{where}: {each.worked_by} is not told of {each.key}"
    assert not wrongly_called([case]), where
