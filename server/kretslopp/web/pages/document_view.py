"""A document as its page shows it: statements by property, with labels and where each is from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import addresses, languages
from kretslopp.explanation.terms import text_of
from kretslopp.languages import Language, alphabetical, natural
from kretslopp.namespaces import DCTERMS, KL, KL_GRAPH, PROV, RDF, RDFS, SKOS, XSD
from kretslopp.publication.documents import (
    Curation,
    DocumentStatement,
    Labels,
    ThingDocument,
    graph_kind,
)
from kretslopp.reading.descriptions import truth
from kretslopp.reading.sources import SourceRow
from kretslopp.schema import origin
from kretslopp.web.pages.tables import CellPart, link, shortened
from kretslopp.words import text

# What a reader looks for first, and what is of use to few.
_FIRST = (
    RDF.type,
    DCTERMS.identifier,
    DCTERMS.title,
    DCTERMS.description,
    SKOS.definition,
    KL.municipality,
    KL.goalArea,
    KL.startYear,
    KL.endYear,
    KL.lead,
    KL.responsible,
    KL.participant,
    KL.contributesTo,
    KL.indirectlyContributesTo,
)
_LAST = (
    SKOS.prefLabel,
    SKOS.altLabel,
    RDFS.label,
    KL.involves,
    KL.inProgramme,
    DCTERMS.isPartOf,
    PROV.wasDerivedFrom,
)
_RANK = {term: place - len(_FIRST) for place, term in enumerate(_FIRST)} | {
    term: place + 1 for place, term in enumerate(_LAST)
}


@dataclass(frozen=True)
class GraphLink:
    """A named graph that a statement is in: its IRI and kind."""

    graph: URIRef
    kind: str


@dataclass(frozen=True)
class Item:
    """A statement as shown: the term that the reader does not see elsewhere.

    ``why`` is the query of the address that explains the statement; ``reworded`` is true where
    a source's statement is in our own words.
    """

    part: CellPart
    sources: tuple[GraphLink, ...]
    why: str
    reworded: bool


@dataclass(frozen=True)
class PropertyGroup:
    """The statements of one property."""

    property: CellPart
    items: tuple[Item, ...]


@dataclass(frozen=True)
class CuratedView:
    """An entry or interpretation as shown; ``property`` and ``value`` are what it interprets."""

    curation: Curation
    property: CellPart | None
    value: CellPart | None
    who: CellPart | None
    status: CellPart | None


def name_of(thing: Node, labels: Labels, language: Language) -> CellPart:
    """Return a term as a reader of ``language`` should see it, with its link and language."""
    if isinstance(thing, Literal):
        shown = _shown(thing, language)
        return CellPart(shown, None if " " in shown else link(shown), thing.language or "")
    iri = URIRef(str(thing))
    label = languages.pick(labels.get(iri, ()), language)
    if label is not None:
        return CellPart(str(label), link(iri), label.language or "")
    is_graph = iri.startswith(str(KL_GRAPH))
    return CellPart(addresses.graph_suffix(iri) if is_graph else shortened(iri), link(iri))


def _shown(literal: Literal, language: Language) -> str:
    is_true = truth(literal)
    if is_true is not None:
        return text("question.yes" if is_true else "question.no", language)
    if literal.datatype == XSD.dateTime:
        return str(literal)[:10]
    return str(literal)


def by_property(
    statements: Iterable[DocumentStatement],
    labels: Labels,
    language: Language,
    *,
    shows_subject: bool,
    rows: tuple[SourceRow, ...] = (),
) -> tuple[PropertyGroup, ...]:
    """Return statements by property, in the reader's alphabetical order.

    Each shows its object, or its subject where ``shows_subject``. ``rows`` are what the thing was
    read from.
    """
    grouped: dict[URIRef, list[Item]] = defaultdict(list)
    for statement in statements:
        subject, predicate, value = statement.triple
        shown = name_of(subject if shows_subject else value, labels, language)
        item = Item(shown, sources(statement), why(statement), _is_reworded(statement, rows))
        grouped[URIRef(str(predicate))].append(item)
    groups = [
        (term, PropertyGroup(name_of(term, labels, language), _in_order(items, language)))
        for term, items in grouped.items()
    ]
    groups.sort(key=lambda pair: (_RANK.get(pair[0], 0), alphabetical(pair[1].property.text)))
    return tuple(group for _, group in groups)


def _is_reworded(statement: DocumentStatement, rows: tuple[SourceRow, ...]) -> bool:
    """Return whether a source's statement was read from a cell that is in our own words."""
    subject, predicate, value = statement.triple
    address = addresses.read(URIRef(str(subject)))
    if address is None or "source" not in statement.kinds:
        return False
    made = (origin(row.name, address.kind, URIRef(str(predicate)), value) for row in rows)
    return any(
        row.reworded.intersection(head for column in cells.columns for head in column.split("|"))
        for row, cells in zip(rows, made, strict=True)
        if cells is not None
    )


def types(document: ThingDocument, language: Language) -> tuple[CellPart, ...]:
    """Return the types of a thing that are stated, not inferred; all where none is."""
    statements = [item for item in document.statements if item.triple[1] == RDF.type]
    stated = [item for item in statements if item.kinds != ("inferred",)] or statements
    return tuple(name_of(item.triple[2], document.labels, language) for item in stated)


def curations(document: ThingDocument, language: Language) -> tuple[CuratedView, ...]:
    """Return who added what to a thing, the entries of registers first."""
    items = [
        CuratedView(
            item,
            name_of(item.statement[0], document.labels, language) if item.statement else None,
            name_of(item.statement[1], document.labels, language) if item.statement else None,
            name_of(item.who, document.labels, language) if item.who else None,
            name_of(item.status, document.labels, language) if item.status else None,
        )
        for item in document.curations
    ]
    return tuple(sorted(items, key=lambda item: (item.property is not None, item.curation.iri)))


def _in_order(items: list[Item], language: Language) -> tuple[Item, ...]:
    """Return items in order: the reader's own language first, numbers as numbers."""
    tried = languages.order(language)

    def key(item: Item) -> tuple[object, ...]:
        spoken = item.part.language or None
        place = tried.index(spoken) if spoken in tried and not item.part.address else 0
        return place, natural(item.part.text), item.part.address or ""

    return tuple(sorted(items, key=key))


def sources(statement: DocumentStatement) -> tuple[GraphLink, ...]:
    """Return the named graphs of a statement, one of each kind."""
    first = {graph_kind(graph): graph for graph in reversed(statement.graphs)}
    return tuple(GraphLink(first[kind], kind) for kind in statement.kinds)


def why(statement: DocumentStatement) -> str:
    """Return the query of the address that says why a statement holds: s, p and o."""
    subject, predicate, value = statement.triple
    assert isinstance(value, URIRef | Literal)  # what we publish has no blank nodes
    return urlencode({"s": subject, "p": predicate, "o": text_of(value)})
