"""The proof of who follows a recipient who died, in the bundle of his case."""

from perkim.portal.bundle.parts import Bundled
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Succession


def proofs_in_bundle(case: Berkas) -> dict[int, Bundled]:
    """Also those that were withdrawn. One query."""
    bundled: dict[int, Bundled] = {}
    for heir in Succession.objects.filter(berkas=case):
        facts = {"naskah": "Bukti penerus", "tanggal": heir.died_on.isoformat() if heir.died_on else ""}
        facts["keadaan_naskah"] = "berlaku" if heir.withdrawn_at is None else "ditarik"
        bundled[heir.proof_id] = Bundled(folder="naskah", name="bukti_penerus", facts=facts)
    return bundled
