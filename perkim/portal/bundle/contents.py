"""All that a case holds in one ZIP: its papers, photos and drafts, its history in words, and a manifest with hashes.

Files are named by what they are, never as their senders called them: those names may be names of people. The bytes are
read from the storage while the ZIP is sent, and hashed on their way. The manifest, which comes last, tells where a hash
is not the one of the day of the upload, and what is no longer there.
"""

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.utils.timezone import localtime

from perkim.files.models import Upload
from perkim.files.purposes import UndeclaredPurposeError, may_fetch, purpose_of
from perkim.files.storing import open_stored
from perkim.portal.bundle.parts import Bundled, bundled_of, plain
from perkim.portal.bundle.texts import history_pieces
from perkim.portal.bundle.zip_stream import PIECE, ZipEntry
from perkim.portal.case.desk import Desk

logger = logging.getLogger(__name__)
MANIFEST, SUMS, HISTORY = "manifes.json", "SHA256SUMS", "riwayat.txt"


@dataclass(frozen=True, kw_only=True)
class BundleItem:
    """One upload of the case and what it is there; `facts` stand in the manifest."""

    path: str
    upload: Upload
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(kw_only=True)
class Bundle:
    """What one account may take of one case. `withheld` counts the uploads that are not for this account."""

    desk: Desk
    items: list[BundleItem]
    withheld: int = 0
    listed: list[dict[str, Any]] = field(default_factory=list)
    sums: list[tuple[str, str]] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(item.upload.size for item in self.items if item.upload.removed_at is None)

    def entries(self) -> Iterator[ZipEntry]:
        """The files, then the history, then what the manifest knows only after all of them."""
        for item in self.items:
            if entry := self._entry(item):
                yield entry
        yield self._text(HISTORY, history_pieces(self.desk))
        yield self._text(MANIFEST, iter([self._manifest()]))
        lines = "".join(f"{digest}  {path}\n" for path, digest in self.sums)
        yield ZipEntry(path=SUMS, at=self._at, pieces=iter([lines.encode()]), squeeze=True)

    @property
    def _at(self) -> datetime:
        return localtime(self.desk.now)

    def _entry(self, item: BundleItem) -> ZipEntry | None:
        """None for bytes that are not there, which the manifest then tells."""
        upload = item.upload
        if upload.removed_at is not None:
            self._tell(item, included=False, state="dihapus", removed=localtime(upload.removed_at).isoformat())
            return None
        try:
            content = open_stored(upload.stored)
        except OSError:
            logger.exception("the bytes of upload %s are not in the storage", upload.public_id)
            self._tell(item, included=False, state="hilang")
            return None
        pieces = self._hashed(item, content)
        return ZipEntry(path=item.path, at=localtime(upload.uploaded_at), pieces=pieces, size=upload.size)

    def _hashed(self, item: BundleItem, content: File) -> Iterator[bytes]:
        digest, size, whole = hashlib.sha256(), 0, True
        try:
            with content:
                while piece := content.read(PIECE):
                    digest.update(piece)
                    size += len(piece)
                    yield piece
        except OSError:
            # The ZIP goes on: the manifest says what is broken, the rest is still of use.
            logger.exception("the bytes of upload %s cannot be read to their end", item.upload.public_id)
            whole = False
        checksum = digest.hexdigest()
        same = whole and checksum == item.upload.sha256
        self.sums.append((item.path, checksum))
        self._tell(item, included=True, state="utuh" if same else "berbeda", sha256_isi=checksum, ukuran_isi=size)

    def _text(self, path: str, content: Iterator[bytes]) -> ZipEntry:
        def hashed() -> Iterator[bytes]:
            digest = hashlib.sha256()
            for piece in content:
                digest.update(piece)
                yield piece
            self.sums.append((path, digest.hexdigest()))

        return ZipEntry(path=path, at=self._at, pieces=hashed(), squeeze=True)

    def _tell(self, item: BundleItem, *, included: bool, state: str, **more: Any) -> None:
        upload = item.upload
        self.listed.append(
            {
                "berkas_file": item.path,
                "disertakan": included,
                "keadaan_isi": state,
                "jenis": _purpose_title(upload.purpose),
                "unggahan": str(upload.public_id),
                "sha256": upload.sha256,
                "ukuran": upload.size,
                "diunggah": localtime(upload.uploaded_at).isoformat(),
                **item.facts,
                **more,
            }
        )

    def _manifest(self) -> bytes:
        case, history = self.desk.case, dict(self.sums).get(HISTORY, "")
        manifest = {
            "berkas": {
                "nomor": case.number,
                "id": str(case.public_id),
                "program": case.programme,
                "proses": case.process,
                "tahap": case.declared_stage.title,
                "status": case.state,
                "tahun": case.year,
                "kepala_rantai_log": bytes(case.log_head).hex(),
            },
            "diambil": {"oleh": self.desk.user.username, "pada": self._at.isoformat()},
            "keterangan": (
                "sha256 adalah nilai saat file diunggah; sha256_isi dihitung dari isi yang disertakan. Keduanya sama "
                "bila keadaan_isi utuh. Yang hilang atau dihapus tetap disebut, tanpa isinya. SHA256SUMS memuat nilai "
                "semua file di sini dan dapat diperiksa dengan sha256sum -c SHA256SUMS."
            ),
            "riwayat": {"berkas_file": HISTORY, "sha256": history},
            "jumlah": {
                "disertakan": sum(each["disertakan"] for each in self.listed),
                "tidak_disertakan": sum(not each["disertakan"] for each in self.listed),
                "bukan_untuk_akun_ini": self.withheld,
            },
            "isi": self.listed,
        }
        return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def bundle_of(desk: Desk) -> Bundle:
    """What there is, in the order of the uploads. One query for each kind of row, and one for each upload: its purpose
    answers whether this account may fetch it, as it does for a single download."""
    uploads = list(Upload.objects.filter(subject=desk.case.subject).order_by("uploaded_at", "pk"))
    known = bundled_of(desk.case)
    items: list[BundleItem] = []
    withheld = 0
    for upload in uploads:
        if upload.removed_at is None and not may_fetch(desk.user, upload):
            withheld += 1
            continue
        what = known.get(upload.pk) or Bundled(folder="lain", name=plain(upload.purpose), facts={})
        name = f"{what.folder}/{len(items) + 1:03}-{what.name}{upload.type.extension}"
        items.append(BundleItem(path=name, upload=upload, facts=what.facts))
    return Bundle(desk=desk, items=items, withheld=withheld)


def _purpose_title(key: str) -> str:
    try:
        return purpose_of(key).title
    except UndeclaredPurposeError:
        return key
