"""Parts of a case's bundle: an app says in its `portal.py` which uploads of a case are its own, and what each is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from perkim.lib.registry import Registry
from perkim.sipoc.models import Berkas

_UNFIT = re.compile(r"[^a-z0-9_]+")


@dataclass(frozen=True, kw_only=True)
class Bundled:
    """What an upload is in its case: a paper, a draft, a photo. `facts` stand in the manifest."""

    folder: str
    name: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class BundlePart:
    """What one app knows of the uploads of a case, by the id of the upload. A bounded number of queries."""

    key: str
    files: Callable[[Berkas], Mapping[int, Bundled]]


_parts: Registry[BundlePart] = Registry("bundle part", KeyError)


def register_part(part: BundlePart) -> BundlePart:
    """Make a part known. Called while modules are imported; a key may be taken once."""
    return _parts.add(part.key, part)


def bundled_of(case: Berkas) -> dict[int, Bundled]:
    """What each upload of the case is, by its id; an upload that no part knows is not in it."""
    bundled: dict[int, Bundled] = {}
    for part in _parts.all():
        bundled |= part.files(case)
    return bundled


def plain(key: str) -> str:
    """A declared key as a part of a file name."""
    return _UNFIT.sub("_", key.lower())
