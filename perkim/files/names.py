"""The name under which an upload is given back. No path, and nothing that a screen or a shell would obey."""

import re
import unicodedata
from pathlib import PurePosixPath

from perkim.files.kinds import FileType

LONGEST_NAME = 120
# Control and format characters (which turn the direction of writing), and what Windows does not allow in names.
_UNFIT_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_UNFIT = re.compile(r'[<>:"|?*%]')
_KNOWN_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}")


def clean_name(name: str, kept_as: FileType) -> str:
    """The last part of what the sender called the file, with the ending of what it is: `depan.heic` > `depan.jpg`."""
    path = PurePosixPath(sent_name(name))
    ending = path.suffix if _KNOWN_ENDING.fullmatch(path.suffix) else ""
    stem = path.name.removesuffix(ending).rstrip(". ")[: LONGEST_NAME - len(kept_as.extension)]
    return f"{stem or 'unggahan'}{kept_as.extension}"


def sent_name(name: str) -> str:
    """The last part of what the sender called the file, its ending as it is; empty if nothing of it is fit."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    fit = "".join(each for each in last if unicodedata.category(each) not in _UNFIT_CATEGORIES)
    return _UNFIT.sub("", " ".join(fit.split())).lstrip(". ")
