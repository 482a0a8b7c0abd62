"""What the dashboard of an activity says: four tiles, and drawings with a finding, a table and the lists behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from perkim.accounts.models import User
from perkim.lib.money import in_units, rupiah, short_rupiah
from perkim.lib.text import in_thousands as _n
from perkim.portal.dashboard.bar_chart import NUMBERS, ChartRow, ChartTable, Figure, bars
from perkim.portal.dashboard.figures import AreaTally, Tally, Totals
from perkim.portal.lists.filters import EVERYTHING, LATE
from perkim.portal.reach import processes_for
from perkim.portal.templatetags.portal import tanggal
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas
from perkim.sipoc.terms import Outcome

SHOWN_PLACES = 8


@dataclass(frozen=True, kw_only=True)
class TallyLine:
    """A stage or an outcome with its cases; `narrowing` are the parameters by which the list shows them."""

    title: str
    tally: Tally
    narrowing: dict[str, str]


@dataclass(frozen=True)
class Board:
    """The dashboard of one activity for one kind of case below it, as one account may see it."""

    user: User
    case: Berkas
    process: Process
    totals: Totals
    further: Sequence[tuple[int, Figure]] = ()

    @property
    def noun(self) -> str:
        return self.process.noun

    @property
    def tiles(self) -> list[dict[str, Any]]:
        whole, totals = self.totals.whole, self.totals
        done = totals.outcomes.get(Outcome.SELESAI, Tally())
        kept = f"{percent(totals.kept, totals.promised)}%" if totals.promised else "–"
        kept_note = f"{_n(totals.kept)} dari {_n(totals.promised)}" if totals.promised else "Belum ada yang berakhir"
        number, unit = ("–", "") if whole.amount is None else in_units(whole.amount)
        return [
            {
                "title": f"{self.noun} selesai",
                "count": _n(whole.done),
                "note": f"{percent(whole.done, whole.count)}% dari {_n(whole.count)}",
                "url": self.list_url(status=Outcome.SELESAI.value.lower()),
            },
            {
                "title": f"{unit} rupiah tercatat".lstrip() if whole.amount is not None else "nilai belum dicatat",
                "count": number,
                "note": f"{short_rupiah(done.amount or 0)} pada yang selesai",
                "url": "",
            },
            {
                "title": "terlambat",
                "count": _n(whole.late),
                "note": f"dari {_n(whole.open_count)} yang berjalan",
                "url": self.list_url(status=LATE),
                "bad": bool(whole.late),
            },
            {"title": "tenggat ditepati", "count": kept, "note": kept_note, "url": ""},
        ]

    @property
    def figures(self) -> list[Figure]:
        own = [(10, self._stages()), (20, self._money()), (40, self._lateness()), (50, self._places())]
        return [figure for _, figure in sorted([*own, *self.further], key=lambda each: each[0])]

    @cached_property
    def _list(self) -> str:
        """The address of the list of these cases; empty for an account that has no such list. Computed once: it
        goes through all stages of the programme, and a page has a hundred links."""
        if self.process not in processes_for(self.user, self.case.declared_programme):
            return ""
        query = urlencode({"proses": self.process.key, "induk": self.case.public_id})
        return f"{reverse('portal:cases', args=[self.case.programme])}?{query}"

    def list_url(self, **narrowed: str) -> str:
        return f"{self._list}&{urlencode(narrowed)}" if self._list else ""

    @cached_property
    def by_stage(self) -> list[TallyLine]:
        """Each stage of the declaration in its order, then those that are no longer declared, where cases still are."""
        known = [stage.key for stage in self.process.stages]
        gone = sorted(key for key in self.totals.stages if key not in known)
        return [
            TallyLine(
                title=self.process.stage_or_retired(key).title,
                tally=self.totals.stages.get(key, Tally()),
                narrowing={"tahap": key} if key in known else {},
            )
            for key in [*known, *gone]
        ]

    @cached_property
    def closed(self) -> list[TallyLine]:
        outcomes = [(outcome, self.totals.outcomes[outcome]) for outcome in Outcome if outcome in self.totals.outcomes]
        return [
            TallyLine(title=str(outcome.label), tally=tally, narrowing={"status": outcome.value.lower()})
            for outcome, tally in outcomes
        ]

    def _stages(self) -> Figure:
        lines = [*self.by_stage, *self.closed]
        fullest = _largest(self.by_stage)
        finding = f"Paling banyak di tahap {fullest.title}" if fullest else f"Semua {self.noun} sudah ditutup"
        return Figure(
            key="tahap",
            finding=finding,
            note=f"Jumlah {self.noun} menurut tahap, {_n(self.totals.whole.count)} {self.noun}",
            bars=bars([(each.title, each.tally.count, _n(each.tally.count)) for each in lines], _title(fullest)),
            tables=[self._table("Tahap", ["Jumlah"], [(each, [_n(each.tally.count)]) for each in lines])],
        )

    def _money(self) -> Figure:
        whole, done = self.totals.whole.amount, self.totals.outcomes.get(Outcome.SELESAI, Tally()).amount or 0
        if whole is None:
            note = f"Jumlahnya tampil di sini begitu nilai dicatat pada {self.noun}."
            return Figure(key="nilai", finding="Nilai belum dicatat", note=note)
        lines = [each for each in [*self.by_stage, *self.closed] if each.tally.amount is not None]
        values = [(each.title, each.tally.amount or 0, short_rupiah(each.tally.amount or 0)) for each in lines]
        return Figure(
            key="nilai",
            finding=f"{short_rupiah(done)} dari {short_rupiah(whole)} ada pada {self.noun} yang selesai",
            note=f"Nilai {self.noun} menurut tahap",
            bars=bars(values),
            tables=[self._table("Tahap", ["Nilai"], [(each, [rupiah(each.tally.amount or 0)]) for each in lines])],
        )

    def _lateness(self) -> Figure:
        whole, worst = self.totals.whole, _largest(self.by_stage, late=True)
        if worst is None:
            finding = f"Tidak ada {self.noun} yang terlambat"
            return Figure(key="terlambat", finding=finding, note=f"{_n(whole.open_count)} {self.noun} berjalan")
        lines = [each for each in self.by_stage if each.tally.late]
        rows = [
            (
                each,
                [
                    f"{_n(each.tally.late)} dari {_n(each.tally.open_count)}",
                    tanggal(each.tally.oldest),
                ],
            )
            for each in lines
        ]
        return Figure(
            key="terlambat",
            finding=f"{_n(whole.late)} {self.noun} terlambat, paling banyak di tahap {worst.title}",
            note=f"Yang melewati tenggat menurut tahap, dari {_n(whole.open_count)} {self.noun} yang berjalan",
            bars=bars([(each.title, each.tally.late, _n(each.tally.late)) for each in lines], worst.title),
            tables=[self._table("Tahap", ["Terlambat", "Tenggat terlama"], rows, status=LATE)],
        )

    def _places(self) -> Figure:
        places, total = self.totals.kecamatan, self.totals.whole.count
        shown, noun = places[:SHOWN_PLACES], self.noun
        part = f", {len(shown)} dari {len(places)} kecamatan" if len(places) > len(shown) else ""
        head = ["Jumlah", "Selesai", "Terlambat"]
        return Figure(
            key="wilayah",
            finding=f"{_n(shown[0].tally.count)} dari {_n(total)} {noun} ada di {shown[0].name}" if shown else "",
            note=f"Jumlah {noun} menurut kecamatan{part}",
            bars=bars([(each.name, each.tally.count, _n(each.tally.count)) for each in shown]),
            tables=[
                ChartTable(
                    summary="Semua kecamatan dalam tabel",
                    caption=f"{noun.capitalize()} menurut kecamatan",
                    head=["Kecamatan", *head],
                    rows=[self._place(each, linked=True) for each in places],
                ),
                ChartTable(
                    summary="Semua desa dan kelurahan dalam tabel",
                    caption=f"{noun.capitalize()} menurut desa dan kelurahan",
                    head=["Desa atau kelurahan", *head],
                    rows=[self._place(each, linked=False) for each in self.totals.villages],
                ),
            ],
        )

    def _place(self, place: AreaTally, *, linked: bool) -> ChartRow:
        tally = place.tally
        narrowed = {"kecamatan": place.code, "status": EVERYTHING}
        return ChartRow(
            title=place.name,
            hint="" if linked else place.kecamatan,
            cells=[_n(tally.count), _n(tally.done), _n(tally.late)],
            # A case of no single kecamatan is in no list by kecamatan.
            url=self.list_url(**narrowed) if linked and place.kecamatan else "",
        )

    def _table(
        self, first: str, head: Sequence[str], lines: Sequence[tuple[TallyLine, list[str]]], **narrowed: str
    ) -> ChartTable:
        return ChartTable(
            summary=NUMBERS,
            caption=f"{self.noun.capitalize()}: {first.lower()}, {', '.join(head).lower()}",
            head=[first, *head],
            rows=[
                ChartRow(
                    title=line.title,
                    cells=cells,
                    url=self.list_url(**(line.narrowing | narrowed)) if line.narrowing and line.tally.count else "",
                )
                for line, cells in lines
            ],
        )


def _largest(lines: Sequence[TallyLine], *, late: bool = False) -> TallyLine | None:
    """The first line with most cases, or most late ones; None if there is none at all."""
    largest = max(lines, key=lambda each: each.tally.late if late else each.tally.count, default=None)
    return largest if largest and (largest.tally.late if late else largest.tally.count) else None


def _title(line: TallyLine | None) -> str:
    return line.title if line else ""


def percent(part: int, whole: int) -> int:
    """Rounded down: only what is whole is 100 percent."""
    return 100 * part // whole if whole else 0
