"""Describing a thing: a few queries that all begin at its IRI, whatever the dataset's size."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import words
from kretslopp.engine import Engine
from kretslopp.namespaces import KL, PROV, RDF, RDFS, SKOS, prefixed
from kretslopp.publication.documents.document import (
    Cell,
    Curation,
    Document,
    Labels,
    Part,
    SourceRow,
    Statement,
    Triple,
    graph_owners,
)
from kretslopp.schema import CONTRACTS
from kretslopp.settings import Settings

Values = Mapping[Node, tuple[Node, ...]]

_STATEMENTS = "SELECT ?graph ?p ?o { GRAPH ?graph { %(thing)s ?p ?o } }"
_LINKS = "SELECT ?s ?p { ?s ?p %(thing)s }"
_GRAPHS_OF_LINKS = """SELECT ?graph ?s ?p {
  VALUES (?s ?p) { %(pairs)s } GRAPH ?graph { ?s ?p %(thing)s }
}"""
# The records that a thing comes from (it may be one itself), with the parts of each,
# and the interpretations of its statements.
_BACKGROUND = f"""SELECT DISTINCT ?s ?p ?o {{
  {{ %(thing)s <{PROV.wasDerivedFrom}> ?s }}
  UNION {{ %(thing)s <{PROV.wasDerivedFrom}>?/<{KL.cell}> ?s }}
  UNION {{ %(thing)s <{PROV.wasDerivedFrom}>?/<{KL.table}> ?s }}
  UNION {{ %(thing)s <{PROV.wasDerivedFrom}>?/<{KL.table}>?/<{KL.document}> ?s }}
  UNION {{ ?s <{KL.cell}> %(thing)s }}
  UNION {{ ?row <{KL.cell}> %(thing)s . ?row <{KL.table}>/<{KL.document}>? ?s }}
  UNION {{ ?s <{RDF.subject}> %(thing)s }}
  ?s ?p ?o
}}"""
_LABELS = f"""SELECT ?thing ?label {{
  VALUES ?thing {{ %(things)s }}
  ?thing <{RDFS.label}>|<{SKOS.prefLabel}> ?label
}}"""


def describe(engine: Engine, thing: URIRef, page: int, settings: Settings) -> Document:
    """Return what the dataset says of a thing, with one page of the links to it.

    ``page`` counts from 1; a page beyond the last is empty. A thing that the
    dataset does not know has a document without statements and links.
    """
    statements = _statements(engine, thing)
    links = _links(engine, thing, page, settings.links_per_page)
    background = tuple(
        triple for triple in _triples(engine, _BACKGROUND, thing) if triple[0] != thing
    )
    values = _by_subject([*(statement.triple for statement in statements), *background])
    rows = _rows(values)
    return Document(
        thing,
        statements,
        links,
        rows,
        _curations(thing, values),
        background,
        labels(engine, _mentioned(thing, statements, links, background)),
    )


def labels(engine: Engine, things: Iterable[Node]) -> Labels:
    """Return the labels of things in the dataset, and of terms that it uses, in one query."""
    iris = sorted({thing for thing in things if isinstance(thing, URIRef)})
    found: dict[URIRef, set[Literal]] = defaultdict(set)
    terms = " ".join(iri.n3() for iri in iris)
    for iri, label in engine.select(_LABELS % {"things": terms}).rows:
        if isinstance(iri, URIRef) and isinstance(label, Literal):
            found[iri].add(label)
    for iri in iris:
        key = f"term.{prefixed(iri)}"
        if iri not in found and words.has(key):
            found[iri].update(Literal(text, of) for of, text in words.texts(key).items())
    return {
        iri: tuple(sorted(found[iri], key=lambda text: (str(text), text.language or "")))
        for iri in iris
        if found[iri]
    }


def statements_of(rows: Iterable[tuple[Node | None, Triple]]) -> tuple[Statement, ...]:
    """Return triples with all the graphs that each is in, from a row for each pair, in order."""
    graphs: dict[Triple, set[URIRef]] = defaultdict(set)
    for graph, triple in rows:
        if isinstance(graph, URIRef):
            graphs[triple].add(graph)
    return tuple(
        Statement(triple, tuple(sorted(graphs[triple])))
        for triple in sorted(graphs, key=lambda triple: [term.n3() for term in triple])
    )


def _statements(engine: Engine, thing: URIRef) -> tuple[Statement, ...]:
    found = engine.select(_STATEMENTS % {"thing": thing.n3()}).rows
    return statements_of((graph, (thing, p, o)) for graph, p, o in found if p and o is not None)


def _links(engine: Engine, thing: URIRef, page: int, size: int) -> Part:
    # Sorted here: the engine looks up both terms for every comparison.
    found = engine.select(_LINKS % {"thing": thing.n3()}).rows
    pairs = sorted((str(p), str(s)) for s, p in found if isinstance(s, URIRef))
    shown = pairs[(page - 1) * size : page * size]
    query = _GRAPHS_OF_LINKS % {
        "thing": thing.n3(),
        "pairs": " ".join(f"({URIRef(s).n3()} {URIRef(p).n3()})" for p, s in shown),
    }
    graphs = engine.select(query).rows if shown else ()
    return Part(
        statements_of((graph, (s, p, thing)) for graph, s, p in graphs if s and p),
        len(pairs),
        page,
        page_count(len(pairs), size),
    )


def page_count(total: int, size: int) -> int:
    """Return the number of pages that a list takes: one at least."""
    return max(1, -(-total // size))


def _triples(engine: Engine, query: str, thing: URIRef) -> list[Triple]:
    found = engine.select(query % {"thing": thing.n3()}).rows
    triples = [(s, p, o) for s, p, o in found if s and p and o is not None]
    return sorted(triples, key=lambda triple: [term.n3() for term in triple])


def _by_subject(triples: Iterable[Triple]) -> dict[Node, Values]:
    found: dict[Node, dict[Node, tuple[Node, ...]]] = defaultdict(dict)
    for subject, predicate, value in triples:
        found[subject][predicate] = (*found[subject].get(predicate, ()), value)
    return dict(found)


def _mentioned(
    thing: URIRef,
    statements: tuple[Statement, ...],
    links: Part,
    background: tuple[Triple, ...],
) -> set[Node]:
    all_statements = (*statements, *links.statements)
    triples = [*(statement.triple for statement in all_statements), *background]
    graphs = {graph for statement in all_statements for graph in statement.graphs}
    owners = {owner for graph in graphs for owner in graph_owners(graph)}
    return {thing, *owners, *(term for triple in triples for term in triple)}


def _rows(values: Mapping[Node, Values]) -> tuple[SourceRow, ...]:
    """Return the source rows among things: the thing itself may be one."""
    return tuple(
        _row(subject, values)
        for subject in values
        if isinstance(subject, URIRef) and KL.SourceRow in values[subject].get(RDF.type, ())
    )


def _row(record: URIRef, values: Mapping[Node, Values]) -> SourceRow:
    said = values[record]
    table = _iri(said, KL.table)
    document = _iri(values.get(table, {}), KL.document) if table else None
    cells = [_cell(cell, values[cell]) for cell in said.get(KL.cell, ()) if cell in values]
    name = _text(values.get(table, {}), KL.tableName) if table else None
    heads = [column.name for column in CONTRACTS[name].columns] if name in CONTRACTS else []
    cells.sort(key=lambda cell: heads.index(cell.head) if cell.head in heads else len(heads))
    return SourceRow(
        record,
        table,
        document,
        _text(values.get(document, {}), KL.fileName) if document else None,
        _number(said, KL.row),
        _number(said, KL.firstLine),
        _number(said, KL.lastLine),
        tuple(cells),
    )


def _cell(cell: Node, said: Values) -> Cell:
    return Cell(
        URIRef(str(cell)),
        _text(said, KL.columnHead) or "",
        _text(said, KL.printedValue),
        _text(said, KL.correctedValue),
    )


def _curations(thing: URIRef, values: Mapping[Node, Values]) -> tuple[Curation, ...]:
    return tuple(
        Curation(
            subject,
            _iri(said, PROV.wasAttributedTo),
            (_text(said, PROV.generatedAtTime) or "")[:10],
            next((text for text in said.get(KL.reason, ()) if isinstance(text, Literal)), None),
            _iri(said, KL.interpretationStatus),
            _interpreted(said) if (thing,) == said.get(RDF.subject) else None,
        )
        for subject, said in values.items()
        if isinstance(subject, URIRef) and PROV.wasAttributedTo in said
    )


def _interpreted(said: Values) -> tuple[Node, Node] | None:
    predicates, values = said.get(RDF.predicate, ()), said.get(RDF.object, ())
    return (predicates[0], values[0]) if predicates and values else None


def _iri(said: Values, predicate: URIRef) -> URIRef | None:
    return next((value for value in said.get(predicate, ()) if isinstance(value, URIRef)), None)


def _text(said: Values, predicate: URIRef) -> str | None:
    values = said.get(predicate, ())
    return str(values[0]) if values else None


def _number(said: Values, predicate: URIRef) -> int | None:
    text = _text(said, predicate)
    return int(text) if text else None
