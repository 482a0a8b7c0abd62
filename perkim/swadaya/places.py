"""Villages as lists name them: by code, or by name and kecamatan; a name alone only where no other village has it."""

from collections import defaultdict
from collections.abc import Iterable

from perkim.lib.choices import squeezed
from perkim.lib.whole_number import is_digits
from perkim.regions.models import Region
from perkim.regions.names import Named, bare, named


class Places:
    """All villages, read once."""

    def __init__(self, villages: Iterable[Region]) -> None:
        self._codes: dict[str, str] = {}
        self._named: defaultdict[str, list[tuple[str, Region]]] = defaultdict(list)
        for village in villages:
            code = str(village.code)
            self._codes[code.replace(".", "")] = code
            kecamatan = squeezed(village.parent.name) if village.parent else ""
            self._named[squeezed(village.name)].append((kecamatan, village))

    @classmethod
    def all(cls) -> "Places":
        """One query."""
        return cls(Region.objects.villages().order_by("code"))

    def code(self, code: str, village: str, kecamatan: str) -> str | None:
        """The code of the village that is meant; None if nothing or nothing known is said."""
        codes = self._matching(code, village, kecamatan)
        return codes[0] if len(codes) == 1 else None

    def fault(self, code: str, village: str, kecamatan: str) -> str:
        """Why no village is meant, as a sentence; empty if one is, or none was named."""
        if not code and not village:
            return ""
        codes = self._matching(code, village, kecamatan)
        if not codes:
            return f"Desa {village or code} tidak dikenal di kabupaten ini."
        return f"Ada {len(codes)} desa bernama {village}." if len(codes) > 1 else ""

    def _matching(self, code: str, village: str, kecamatan: str) -> list[str]:
        if code:
            known = self._codes.get("".join(each for each in code if is_digits(each)))
            return [known] if known else []
        wanted = named(village)
        if kecamatan:
            wanted = wanted._replace(kecamatan=bare(kecamatan, "kecamatan"))
        return [str(each.code) for each in self.named(wanted)]

    def named(self, wanted: Named) -> list[Region]:
        """The villages of this name, in the given kecamatan; of every kecamatan if none is given."""
        return [each for parent, each in self._named.get(wanted.village, []) if wanted.kecamatan in ("", parent)]
