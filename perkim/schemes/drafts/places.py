"""How papers name a village and its head."""

from perkim.regions.models import Region


def village(region: Region) -> dict[str, str]:
    return {
        "jenis_desa": str(Region.Kind(region.kind).label),
        "desa": region.name,
        "kecamatan": region.parent.name if region.parent else "",
    }


def head_of(region: Region) -> str:
    head = "Lurah" if region.kind == Region.Kind.KELURAHAN else "Kepala Desa"
    return f"{head} {region.name}"
