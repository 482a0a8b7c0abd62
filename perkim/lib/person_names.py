"""What the name of a person may be written with, in lists and in forms. Plain Python, no Django."""

import unicodedata

from perkim.lib.text import shortened

# Beside letters with their marks, digits and blanks: `H. Moh. Ma'ruf, S.Pd`, `Sri Wahyuni (alm)`, `Siti/Sutini`.
_DASHES = "-\u2010\u2011\u2012\u2013\u2014"
_APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201b\u2032\uff07"
_SIGNS = frozenset(f".,()/{_DASHES}{_APOSTROPHES}")
MEND = "Tulis namanya saja, seperti di KTP."


def fault_of_name(name: str) -> str:
    """What is wrong with a text as the name of a person, as a sentence; empty if nothing is. Names have letters, begin
    with no dash (a spreadsheet takes that for a formula) and hold no sign that no name has."""
    if not any(map(str.isalpha, name)):
        return f"“{shortened(name, 30)}” bukan nama orang."
    if strange := next((each for each in name if not _may_stand(each)), ""):
        shown = f"“{strange}”" if strange.isprintable() else "yang tidak terlihat"
        return f"Nama ini memuat tanda {shown}, yang tidak ada dalam nama orang."
    if name.lstrip()[0] in _DASHES:
        return "Nama ini diawali tanda hubung."
    return ""


def _may_stand(sign: str) -> bool:
    return (
        sign.isalpha() or sign.isspace() or sign.isdecimal() or sign in _SIGNS or unicodedata.category(sign)[0] == "M"
    )
