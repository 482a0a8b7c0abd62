"""The filter of the list of one process: which cases, in words, and in which order they stand."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from perkim.lib.names import by_name
from perkim.lib.text import within_sentence
from perkim.portal.lists.keyset import BY_DEADLINE, NEWEST, SortOrder
from perkim.portal.quick_select import QuickSelect
from perkim.portal.search.seeking import masked, speaking_of
from perkim.portal.search.sought import LONGEST
from perkim.regions.models import Region
from perkim.sipoc.amounts import SINCE
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import BerkasArea
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.terms import Outcome

OPEN, LATE, RETURNED, PAUSED, EVERYTHING = "terbuka", "terlambat", "dikembalikan", "dijeda", "semua"
# The key of an option, its words in the form, and the words after the number of cases.
STATES = {
    OPEN: ("Belum selesai", "belum selesai"),
    LATE: ("Terlambat", "terlambat"),
    RETURNED: ("Dikembalikan", "dikembalikan"),
    PAUSED: ("Dijeda", "dijeda"),
    **{outcome.value.lower(): (str(outcome.label), within_sentence(outcome.label)) for outcome in Outcome},
    EVERYTHING: ("Semua", "semuanya"),
}
OPEN_STATES = frozenset({OPEN, LATE, RETURNED, PAUSED})


class SoughtInput(forms.TextInput):
    """Shows a whole NIK or No. KK again only masked."""

    def format_value(self, value: str | None) -> str | None:
        shown = super().format_value(value)
        return masked(shown) if shown else shown


class CaseFilter(django_filters.FilterSet):
    """Conditions of one column each stand in the queryset; place and words need branches of their own (`branches`)."""

    cari = django_filters.CharFilter(
        method="_in_branches",
        label="Cari",
        max_length=LONGEST,
        widget=SoughtInput(attrs={"type": "search", "placeholder": "Nomor, nama, desa, atau NIK"}),
    )
    kecamatan = django_filters.ChoiceFilter(
        method="_in_branches", label="Kecamatan", empty_label="Semua", widget=QuickSelect
    )
    tahap = django_filters.ChoiceFilter(field_name="stage", label="Tahap", empty_label="Semua", widget=QuickSelect)
    status = django_filters.ChoiceFilter(
        method="_by_state",
        label="Status",
        choices=[(key, words) for key, (words, _) in STATES.items()],
        empty_label=None,
        widget=QuickSelect,
    )
    tahun = django_filters.ChoiceFilter(field_name="year", label="Tahun", empty_label="Semua", widget=QuickSelect)
    # Set by links from a case above, at any level; it has no control of its own.
    induk = django_filters.UUIDFilter(method="_below", label="Induk", widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, str], queryset: BerkasQuerySet, *, process: Process, now: datetime) -> None:
        self.now = now
        query = {key: value for key, value in data.items() if key in self.base_filters}
        super().__init__({"status": OPEN} | query, queryset=queryset)
        self.filters["kecamatan"].extra["choices"] = _kecamatan_choices()
        self.filters["tahap"].extra["choices"] = [(stage.key, stage.title) for stage in process.stages]
        # A budget may be of the year to come.
        years = range(timezone.localdate(now).year + 1, SINCE.year - 1, -1)
        self.filters["tahun"].extra["choices"] = [(str(year), str(year)) for year in years]

    @property
    def chosen(self) -> dict[str, str]:
        """The valid values that are set."""
        return {key: value for key, value in getattr(self.form, "cleaned_data", {}).items() if value}

    @property
    def state(self) -> str:
        return self.chosen.get("status", OPEN)

    @property
    def order(self) -> SortOrder:
        """Open cases by their deadline; closed ones, and all together, the newest first."""
        return BY_DEADLINE if self.state in OPEN_STATES else NEWEST

    @property
    def narrows(self) -> bool:
        """Whether anything but the default is chosen."""
        return set(self.chosen) - {"status"} != set() or self.state != OPEN

    @property
    def words(self) -> str:
        """The chosen filters in words, for the head of a spreadsheet."""
        named = {"status": STATES[self.state][0]}
        named |= {key: str(dict(self.form.fields[key].choices).get(value, value)) for key, value in self._choices()}
        named |= {key: masked(str(self.chosen[key])) for key in ("cari", "induk") if key in self.chosen}
        return "; ".join(f"{self.form.fields[key].label}: {value}" for key, value in named.items())

    def branches(self, seen: list[Q]) -> list[Q]:
        """What the reader may see, cut down to place and words: each branch is still answered by one index."""
        place, words = self.chosen.get("kecamatan"), self.chosen.get("cari")
        narrowed = seen
        if place:
            narrowed = [branch & part for branch in narrowed for part in _in_kecamatan(place)]
        if words:
            narrowed = [branch & part for branch in narrowed for part in speaking_of(words)]
        return narrowed

    def _choices(self) -> list[tuple[str, str]]:
        return [(key, self.chosen[key]) for key in ("kecamatan", "tahap", "tahun") if key in self.chosen]

    def _in_branches(self, cases: BerkasQuerySet, name: str, value: object) -> BerkasQuerySet:
        return cases

    def _below(self, cases: BerkasQuerySet, name: str, value: UUID) -> BerkasQuerySet:
        return cases.below(value)

    def _by_state(self, cases: BerkasQuerySet, name: str, value: str) -> BerkasQuerySet:
        if value == LATE:
            # The ranked column, because the indexes hold that one.
            return cases.open().filter(ranked_due__lt=self.now)
        if value == RETURNED:
            return cases.open().filter(returned=True)
        if value == PAUSED:
            return cases.open().filter(paused_at__isnull=False)
        if value == EVERYTHING:
            return cases
        if value in OPEN_STATES:
            return cases.open()
        # The index of closed cases says "has an outcome"; the planner does not conclude that from the outcome itself.
        return cases.exclude(outcome="").filter(outcome=Outcome(value.upper()))


_known: list[tuple[str, str]] = []


def _kecamatan_choices() -> list[tuple[str, str]]:
    """Read once for each process: kecamatan change with a law, and `load_regions` comes with a new start."""
    if not _known:
        _known.extend(Region.objects.kecamatan().order_by(*by_name("name", "code")).values_list("code", "name"))
    return _known


def _in_kecamatan(code: str) -> list[Q]:
    """Cases that lie in a kecamatan whole, and those with several areas of which one does."""
    area = BerkasArea.objects.filter(kecamatan=code, berkas=OuterRef("pk"))
    return [Q(kecamatan=code), Q(Exists(area), spans=True)]
