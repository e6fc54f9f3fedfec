"""Which representation an answer to SPARQL gets: ``?format=`` first, else Accept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kretslopp.engine import FORMATS, AnswerKind, Format
from kretslopp.web.protocol import negotiation
from kretslopp.web.protocol.problems import Problem

HTML = "text/html"
PAGE = "html"

# What clients also call a format: it is then sent under the name that they asked for.
_ALSO_KNOWN_AS = {
    "json": ("application/json",),
    "xml": ("application/xml", "text/xml"),
    "nt": ("text/plain",),
    "rdf": ("application/xml", "text/xml"),
    "jsonld": ("application/json",),
}

# The values of ?format=. SPARQLWrapper says turtle, n3, json-ld and rdf+xml, and
# asks for graphs as xml and json as well.
_NAMES = {
    "json": ("json", "jsonld"),
    "xml": ("xml", "rdf"),
    "csv": ("csv",),
    "tsv": ("tsv",),
    "ttl": ("ttl",),
    "nt": ("nt",),
    "rdf": ("rdf",),
    "jsonld": ("jsonld",),
    "trig": ("trig",),
    "nq": ("nq",),
    PAGE: (PAGE,),
    "turtle": ("ttl",),
    "n3": ("ttl",),
    "json-ld": ("jsonld",),
    "rdf+xml": ("rdf",),
}
_SYNONYMS = ("turtle", "n3", "json-ld", "rdf+xml")


@dataclass(frozen=True)
class Representation:
    """The form of one answer: its format, and the media type that it is sent as.

    ``format`` is None for a web page.
    """

    format: Format | None
    media_type: str

    @property
    def content_type(self) -> str:
        """Return the Content-Type header; text types say their charset (RFC 6838, 4.2.1)."""
        is_text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if is_text else self.media_type


# The formats' names for people.
NAMES = {
    "json": "JSON",
    "csv": "CSV",
    "tsv": "TSV",
    "xml": "XML",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "rdf": "RDF/XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nq": "N-Quads",
}
WEB_PAGE = Representation(None, HTML)


def choose(
    kind: AnswerKind,
    formats: Sequence[str],
    accept: str | None,
    *,
    page_first: bool = False,
    has_page: bool = True,
) -> Representation | None:
    """Return the representation for an answer of ``kind``, or None when none is acceptable.

    ``formats`` are the values of ``?format=``, ``accept`` the Accept header, which
    counts only without them. ``page_first`` is for the addresses that are pages:
    they answer as a page unless ``?format=`` says otherwise; ``has_page`` says whether
    there is a page at all.

    Raises Problem for a format that there is not, or for two that differ.
    """
    if formats:
        named = _named(kind, formats)
        return named if has_page or named != WEB_PAGE else None
    if page_first:
        return WEB_PAGE
    offers = list(_offers(kind, has_page=has_page))
    chosen = negotiation.best([offer.media_type for offer in offers], accept)
    return next((offer for offer in offers if offer.media_type == chosen), None)


def media_types(kind: AnswerKind, *, has_page: bool = True) -> list[str]:
    """Return the media types that an answer of ``kind`` can be sent as, the page among them."""
    return [offer.media_type for offer in _offers(kind, has_page=has_page)]


def format_names(kind: AnswerKind) -> list[str]:
    """Return the values of ``?format=`` that give a file of an answer of ``kind``."""
    return [item.name for item in FORMATS if kind in item.kinds]


def _offers(kind: AnswerKind, *, has_page: bool) -> Iterator[Representation]:
    """Yield what there is: formats under their own names, the page, other names."""
    formats = [item for item in FORMATS if kind in item.kinds]
    for item in formats:
        yield Representation(item, item.media_type)
    if has_page:
        yield WEB_PAGE
    for item in formats:
        for media_type in _ALSO_KNOWN_AS.get(item.name, ()):
            yield Representation(item, media_type)


def _named(kind: AnswerKind, formats: Sequence[str]) -> Representation | None:
    asked = [_names(value) for value in formats]
    shared = frozenset.intersection(*asked)
    if not shared:
        raise Problem("several-formats", formats=", ".join(formats))
    if PAGE in shared:
        return WEB_PAGE
    found = (item for item in FORMATS if kind in item.kinds and item.name in shared)
    return next((Representation(item, item.media_type) for item in found), None)


def _names(value: str) -> frozenset[str]:
    """Return the names of the formats that one value of ``?format=`` asks for.

    A media type, or several with commas between, is understood too.
    """
    if value.lower() in _NAMES:
        return frozenset(_NAMES[value.lower()])
    types = [part.strip().lower() for part in value.split(",")]
    names = {item.name for item in FORMATS if item.media_type in types}
    if HTML in types:
        names.add(PAGE)
    if not names:
        known = [name for name in _NAMES if name not in _SYNONYMS]
        raise Problem("unknown-format", format=value, known=", ".join(known))
    return frozenset(names)
