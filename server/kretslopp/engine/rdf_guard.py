"""A look at an RDF file before it is parsed: nothing in it may swell, or nest without end.

A few bytes of RDF/XML can declare entities that unpack to gigabytes; nesting makes
the parser of JSON-LD overflow its stack, and that of RDF/XML take minutes.
"""

import re
from xml.parsers import expat

import pyoxigraph as ox

from kretslopp.errors import Fault, Place, UnreadableInput

MOST_NESTING = 200
"""How deep the elements of RDF/XML, or objects and lists of JSON-LD, may nest."""

_BOM = b"\xef\xbb\xbf"
_JSON_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_OPENING = b"[{"
# What RDF 1.2 adds to Turtle and TriG, and the texts, IRIs and comments that are no such thing.
_RDF_12 = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|'
    r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n]|\\.)*"|'
    r"'(?:[^'\\\n]|\\.)*'|"
    r'<[^<>"{}|^`\\\s]*>|#[^\n]*|'
    r"(?P<new><<|\{\||@[A-Za-z0-9-]+?--(?:ltr|rtl))",
    re.DOTALL,
)


class _Refused(Exception):
    """What a file holds that it may not hold, the line and column where, and what to do."""

    def __init__(
        self, message: str, line: int, character: int, advice: str = "Write it without."
    ) -> None:
        super().__init__(message)
        self.place = (line, character)
        self.advice = advice


def checked(body: bytes, file: str, rdf_format: ox.RdfFormat) -> bytes:
    """Return the bytes of a file that may be parsed, without a byte order mark.

    Raises UnreadableInput, with line and column, for RDF/XML with a document type,
    and for RDF/XML and JSON-LD that nest deeper than ``MOST_NESTING``.
    """
    body = body.removeprefix(_BOM)
    try:
        if rdf_format == ox.RdfFormat.RDF_XML:
            _check_xml(body)
        elif rdf_format == ox.RdfFormat.JSON_LD:
            _check_json(body)
    except _Refused as refused:
        line, character = refused.place
        raise UnreadableInput(
            Fault(str(refused), Place(file, line=line, character=character), refused.advice)
        ) from refused
    return body


def _check_xml(body: bytes) -> None:
    parser = expat.ParserCreate()
    depth = 0

    def refuse(message: str) -> None:
        place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        raise _Refused(message, *place)

    def refuse_document_type(*_: object) -> None:
        refuse("The file declares a document type, which could hold entities without end.")

    def go_in(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_NESTING:
            refuse(f"Elements nest deeper than {MOST_NESTING}.")

    def go_out(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.StartElementHandler = go_in
    parser.EndElementHandler = go_out
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        message = f"The file is not XML: {expat.ErrorString(error.code)}."
        advice = "Correct it there."
        raise _Refused(message, error.lineno, error.offset + 1, advice) from error


def _check_json(body: bytes) -> None:
    bare = _JSON_STRINGS.sub(lambda match: b" " * len(match[0]), body)
    depth = 0
    for bracket in bare.translate(None, _NO_BRACKETS):
        depth += 1 if bracket in _OPENING else -1
        if depth > MOST_NESTING:
            line, character = _where_deepest(bare)
            raise _Refused(f"Objects nest deeper than {MOST_NESTING}.", line, character)


def _where_deepest(bare: bytes) -> tuple[int, int]:
    """Return line and column of the bracket that opens more than may be open."""
    depth = 0
    for match in re.finditer(rb"[\[\]{}]", bare):
        depth += 1 if match[0] in _OPENING else -1
        if depth > MOST_NESTING:
            break
    return _line_and_character(bare[: match.start()].decode("utf-8", errors="replace"))


def _line_and_character(before: str) -> tuple[int, int]:
    """Return the place that follows a text, both counted from 1."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def is_rdf_11(quad: ox.Quad) -> bool:
    """Return whether a statement is one of RDF 1.1: no triple in it, no direction of a text."""
    value = quad.object
    return not (isinstance(value, ox.Triple) or (isinstance(value, ox.Literal) and value.direction))


def not_rdf_11(body: bytes, file: str) -> UnreadableInput:
    """Return the error of a file that holds a statement of RDF 1.2, with the place of the first."""
    text = body.decode("utf-8", errors="replace")
    news = (match for match in _RDF_12.finditer(text) if match["new"])
    place = Place(file)
    if first := next(news, None):
        line, character = _line_and_character(text[: first.start("new")])
        place = Place(file, line=line, character=character)
    return UnreadableInput(
        Fault(
            "The file holds RDF 1.2: a triple within a triple, or the direction of a text.",
            place,
            "RDF 1.1 is read: write it without.",
        )
    )
