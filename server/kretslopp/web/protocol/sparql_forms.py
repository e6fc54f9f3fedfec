"""The forms that an answer to SPARQL may have: those of the protocol, and a web page."""

from kretslopp.engine import FORMATS, AnswerKind
from kretslopp.web.protocol.forms import PAGE, WEB_PAGE, AnswerForm, Offers

# What clients also call a format: it is then sent under the name that they asked for.
_ALSO_KNOWN_AS = (
    AnswerForm("json", "application/json"),
    AnswerForm("xml", "application/xml"),
    AnswerForm("xml", "text/xml"),
    AnswerForm("nt", "text/plain"),
    AnswerForm("rdf", "application/xml"),
    AnswerForm("rdf", "text/xml"),
    AnswerForm("jsonld", "application/json"),
)
# The values of ?format=, whatever kind of answer it is. SPARQLWrapper says turtle, n3, json-ld
# and rdf+xml, and asks for graphs as xml and json as well; media types are understood too.
_NAMES = {
    "json": ("json", "jsonld"),
    "xml": ("xml", "rdf"),
    **{item.name: (item.name,) for item in FORMATS if item.name not in ("json", "xml")},
    PAGE: (PAGE,),
    "turtle": ("ttl",),
    "n3": ("ttl",),
    "json-ld": ("jsonld",),
    "rdf+xml": ("rdf",),
    **{item.media_type: (item.name,) for item in FORMATS},
    WEB_PAGE.media_type: (PAGE,),
}


def _offers(kind: AnswerKind, *further: AnswerForm) -> Offers:
    forms = tuple(AnswerForm(item.name, item.media_type) for item in FORMATS if kind in item.kinds)
    names = [form.name for form in forms]
    known_as = tuple(form for form in _ALSO_KNOWN_AS if form.name in names)
    return Offers((*forms, *further), known_as, _NAMES)


OFFERS = {kind: _offers(kind, WEB_PAGE) for kind in AnswerKind}
# Where there is no page (Graph Store HTTP Protocol).
GRAPH_FILES = _offers(AnswerKind.GRAPH)
