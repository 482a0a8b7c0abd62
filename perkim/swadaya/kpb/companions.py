"""The groups of recipients (KPB) as those whose houses may wait for each other. Source: `domain.md` §4.5, example 6."""

from collections.abc import Collection, Sequence

from perkim.funds.companions import WaitingGroup, register_groups
from perkim.swadaya.models import KpbMember


def groups_with(cases: Collection[int]) -> Sequence[WaitingGroup]:
    """The groups of these households, with all of their open ones. Two queries."""
    kpbs = KpbMember.objects.filter(berkas__any_of=list(cases)).values_list("kpb", flat=True)
    members = KpbMember.objects.filter(kpb__in=set(kpbs), berkas__outcome="")
    houses_by_group: dict[int, dict[int, str]] = {}
    names: dict[int, str] = {}
    rows = members.values_list("kpb", "kpb__name", "berkas", "berkas__title", "berkas__confidential")
    for kpb, name, case, title, confidential in rows.order_by("kpb", "seat"):
        names[kpb] = name
        houses_by_group.setdefault(kpb, {})[case] = "rumah lain" if confidential else title
    return [WaitingGroup(name=names[kpb], houses=houses) for kpb, houses in houses_by_group.items()]


register_groups("kpb", groups_with)
