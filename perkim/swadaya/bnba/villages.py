"""Places of a list: the village that titles and columns name, and where its houses lie. Source: `domain.md` §2.1."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from perkim.imports.cells.position_pairs import refuse_outside, settle_positions
from perkim.imports.declarations import ImportRefused, Row
from perkim.lib.choices import squeezed
from perkim.regions.boundaries import Boundaries, Point, regency_box
from perkim.regions.models import Region
from perkim.regions.names import Named, bare, named, named_in_titles
from perkim.sipoc.models import Berkas
from perkim.swadaya.places import Places

# A list of which so large a part lies elsewhere was made for another village.
MOSTLY, FEWEST = 0.8, 5
# Two houses may share a yard.
SHARED = 3


def judge(titles: Sequence[str], *, ref: str) -> None:
    """A title that names another village: the file is that village's. Raises ImportRefused."""
    village = Berkas.objects.select_related("region__parent").get(public_id=ref).region
    titled = named_in_titles(titles)
    if not titled or any(_is_meant(village, each) for each in titled):
        return
    places = Places.all()
    known = next((region for each in titled for region in places.named(each)), None)
    if known:
        # Names repeat within a regency: only its kecamatan tells a village from another of the same name.
        said = known.address if known.name == village.name else str(known)
        raise ImportRefused(
            f"Judul file ini menyebut {said}, padahal usulan ini untuk {village.address}. Pilih file desa yang benar."
        )


def check_village(rows: Sequence[Row], village: Region) -> None:
    """Columns with the names of village and kecamatan, where the list has them. Names repeat within a regency, so a
    name alone that is right may stand; another name, or the same one in another kecamatan, is wrong."""
    for row in rows:
        village_name, kecamatan = str(row.values.get("village") or ""), str(row.values.get("kecamatan") or "")
        named_here = named(village_name)
        if kecamatan:
            named_here = named_here._replace(kecamatan=bare(kecamatan, "kecamatan"))
        if not _is_meant(village, named_here):
            said = ", Kec. ".join(each for each in (village_name, kecamatan) if each)
            what, mend = f"Baris ini menyebut desa {said}.", f"Usulan ini untuk {village.address}. Keluarkan barisnya."
            row.error("other_village", "village" if village_name else "kecamatan", what, mend)


def _is_meant(village: Region, wanted: Named) -> bool:
    """Whether the names can mean this village; empty ones can."""
    kecamatan = squeezed(village.parent.name) if village.parent else ""
    return wanted.village in ("", squeezed(village.name)) and wanted.kecamatan in ("", kecamatan)


def check_places(rows: Sequence[Row], village: Region) -> None:
    """Positions: read, within the regency, within the village."""
    box = regency_box()
    settle_positions(rows, box)
    for row in rows:
        lacks = (row.values.get("latitude") is None) != (row.values.get("longitude") is None)
        if lacks and not _faulty(row, "latitude", "longitude"):
            row.warn("half_position", "latitude", "Hanya satu dari dua koordinat yang terisi.", "Isi keduanya.")
    placed = refuse_outside(rows, box)
    if not placed:
        return
    _tell_shared(placed)
    points = [point for _, point in placed]
    everywhere = Boundaries.everywhere()
    inside = everywhere.contain([str(village.code)] * len(points), points)
    outside = [each for each, within in zip(placed, inside, strict=True) if within is False]
    codes = everywhere.villages_at([point for _, point in outside])
    _refuse_other_village(len(placed), codes, village)
    names = {str(region.code): region.address for region in Region.objects.filter(code__in=set(filter(None, codes)))
             .select_related("parent")}  # fmt: skip
    for (row, _), code in zip(outside, codes, strict=True):
        where = f"di {names[code]}" if code in names else "di luar batas desa mana pun"
        what = f"Titik rumah jatuh {where}, bukan di {village}."
        row.warn("outside_village", "latitude", what, "Ambil titik lagi di rumahnya, atau jelaskan saat survei.")


def _tell_shared(placed: Sequence[tuple[Row, Point]]) -> None:
    """One point for many houses is that of an office or of a hamlet."""
    shared = Counter(point for _, point in placed)
    for row, point in placed:
        if shared[point] >= SHARED:
            what = f"Titik ini sama persis dengan {shared[point] - 1} rumah lain di daftar ini."
            row.warn("shared_point", "latitude", what, "Bila itu titik balai desa atau dusun, ambil titik di rumahnya.")


def _refuse_other_village(placed: int, codes: Sequence[str | None], village: Region) -> None:
    """Most houses lie in one other village: the file is that village's."""
    counts: dict[str, int] = defaultdict(int)
    for code in codes:
        if code:
            counts[code] += 1
    code, count = max(counts.items(), key=lambda each: each[1], default=("", 0))
    if placed >= FEWEST and count >= MOSTLY * placed:
        other = Region.objects.select_related("parent").get(code=code)
        raise ImportRefused(
            f"{count} dari {placed} rumah pada file ini terletak di {other.address}, padahal usulan ini untuk "
            f"{village.address}. Pilih file desa yang benar."
        )


def _faulty(row: Row, *columns: str) -> bool:
    return any(each.column in columns for each in row.findings)
