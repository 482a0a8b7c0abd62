"""The parts of a workbook are XML: read by a parser that refuses what spreadsheets never have."""

from xml.parsers import expat

from perkim.files.structure import BROKEN
from perkim.imports.declarations import ImportRefused


def new_parser() -> expat.XMLParserType:
    """Raises ImportRefused for a document type."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """Names, without what stands before a colon, and attributes of all elements of a short part."""
    pairs: list[tuple[str, dict[str, str]]] = []
    parser = new_parser()
    parser.StartElementHandler = lambda name, attributes: pairs.append((name.rpartition(":")[2], attributes))
    parser.Parse(content, True)
    return pairs


def _refuse_doctype(*declared: object) -> None:
    """Spreadsheets have none; entities are declared there."""
    raise ImportRefused(BROKEN)
