"""Villages as lists name them: by code, or by name and kecamatan; a name alone only where no other village has it."""

from collections import defaultdict
from collections.abc import Iterable

from perkim.regions.models import Region

_KINDS = ("desa ", "kelurahan ", "kel. ", "ds. ", "kecamatan ", "kec. ")


class Places:
    """All villages, read once."""

    def __init__(self, villages: Iterable[Region]) -> None:
        self._codes: dict[str, str] = {}
        self._named: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for village in villages:
            code = str(village.code)
            self._codes[code.replace(".", "")] = code
            self._named[_bare(village.name)].append((_bare(village.parent.name if village.parent else ""), code))

    @classmethod
    def all(cls) -> "Places":
        """One query."""
        return cls(Region.objects.villages().order_by("code"))

    def code(self, code: str, village: str, kecamatan: str) -> str | None:
        """The code of the village that is meant; None if nothing or nothing known is said."""
        found = self._found(code, village, kecamatan)
        return found[0] if len(found) == 1 else None

    def fault(self, code: str, village: str, kecamatan: str) -> str:
        """Why no village is meant, as a sentence; empty if one is, or none was named."""
        if not code and not village:
            return ""
        found = self._found(code, village, kecamatan)
        if not found:
            return f"Desa {village or code} tidak dikenal di kabupaten ini."
        return f"Ada {len(found)} desa bernama {village}." if len(found) > 1 else ""

    def _found(self, code: str, village: str, kecamatan: str) -> list[str]:
        if code:
            known = self._codes.get("".join(each for each in code if each.isdigit()))
            return [known] if known else []
        named = self._named.get(_bare(village), [])
        return [each for parent, each in named if not kecamatan or parent == _bare(kecamatan)]


def _bare(name: str) -> str:
    """Without the kind before it, case and spaces."""
    bare = " ".join(name.casefold().split())
    for kind in _KINDS:
        bare = bare.removeprefix(kind)
    return bare
