"""For whom a count of cases counts, in words: two readers of one page know why their numbers differ."""

from perkim.accounts.models import User
from perkim.lib.names import name_order
from perkim.regions.models import CODE_LENGTHS
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.scopes import scopes_of, sees_by_area


def sees_all(user: User, programme: Programme, process: Process, region: str) -> bool:
    """Whether a role of this account sees every case of this kind that lies in the region and is handed in."""
    mine = [scope for scope in scopes_of(user) if (scope.programme, scope.process) == (programme.slug, process.key)]
    return any(scope.holds(region) for scope in mine)


def counted_for(user: User, programme: Programme, process: Process, region: str = "") -> str:
    """For whom cases of this kind are counted: all of them, those of some areas, or those handed to the account in
    person; within a region, where only what lies in it is counted. One sentence, no query beyond the posts."""
    mine = [scope for scope in scopes_of(user) if (scope.programme, scope.process) == (programme.slug, process.key)]
    if any(scope.holds(region) if region else _is_whole(scope.region) for scope in mine):
        what = f"semua {process.noun}"
    else:
        parts = [f"di {', '.join(_areas(user, programme, process))}"] if mine else []
        if process.own_roles.keys() & _roles(user, programme):
            parts.append("yang diserahkan kepada Anda")
        # Who has no role in this kind of case sees what he takes part in.
        what = f"{process.noun} {' atau '.join(parts) or 'yang melibatkan Anda'}"
    if mine and (process.drafts or process.handed_in_with_parent):
        drafts = any(scope.drafts for scope in mine)
        what += ", termasuk draf" if drafts else ", tanpa draf yang belum dikirim"
    if mine and process.confidential_to and not any(scope.confidential for scope in mine):
        what += ", tanpa yang rahasia"
    return f"Dihitung untuk Anda: {what}."


def _is_whole(region: str) -> bool:
    return len(region) == CODE_LENGTHS["KABUPATEN"]


def _areas(user: User, programme: Programme, process: Process) -> list[str]:
    """The areas in which the account sees this kind of case, by name."""
    seeing = sees_by_area(process)
    posts = [each for each in user.assignments_today if each.programme in ("", programme.slug)]
    return sorted({str(each.region) for each in posts if each.role in seeing}, key=name_order)


def _roles(user: User, programme: Programme) -> set[str]:
    return {each.role for each in user.assignments_today if each.programme in ("", programme.slug)}
