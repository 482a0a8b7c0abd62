"""Whom a paper names, with what each gets: from the frozen list of the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perkim.funds.gates import Ceilings
from perkim.people.masking import mask_nik
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, Place, Ranking


@dataclass(frozen=True, kw_only=True)
class NamedList:
    """Everybody on the list, and what the kinds of work on it get. `ranking` is its id."""

    places: Sequence[Place]
    worth: Mapping[str, Ceilings]
    ranking: int

    @property
    def going_on(self) -> list[Berkas]:
        """Those who did not drop out."""
        return [place.berkas for place in self.places if not place.berkas.outcome]


def named_list(case: Berkas) -> NamedList:
    """The list of a year's activity. Raises SipocError while there is none. Two queries."""
    ranking = Ranking.objects.current().filter(berkas=case).first()
    if ranking is None:
        raise SipocError("Bekukan peringkat dahulu: lampiran SK diambil dari calon di dalam kuota.")
    places = list(ranking.places.counting().select_related("ranking", "berkas__region__parent"))
    if not places:
        raise SipocError("Tidak ada calon di dalam kuota, jadi lampiran SK kosong.")
    kinds = {place.kind for place in places}
    worth = {kind: each for kind, each in ranking.worth.items() if kind in kinds}
    return NamedList(places=places, worth=worth, ranking=ranking.pk)


def annex(named: NamedList) -> list[dict[str, object]]:
    """The rows of an annex: by kecamatan, village and place in the list, each with what its kind of work gets. One
    query."""
    ids = [place.berkas_id for place in named.places]
    households = {calon.berkas_id: calon for calon in Calon.objects.filter(berkas__any_of=ids).with_people()}
    order = sorted(named.places, key=lambda place: (str(place.berkas.region_id), place.position))
    return [
        {
            "nama": households[place.berkas_id].person.name,
            "nik": mask_nik(households[place.berkas_id].person.nik),
            "alamat": households[place.berkas_id].address,
            "desa": place.berkas.region.address,
            "jenis": place.kind,
            "nilai": named.worth[place.kind].total,
        }
        for place in order
    ]
