"""An explanation as RDF: the triple as an ``rdf:Statement``, and PROV for what it rests on."""

import hashlib

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kretslopp import addresses
from kretslopp.explanation.model import Citation, Explanation, Triple
from kretslopp.explanation.sentences import axiom_in_words, sentence
from kretslopp.explanation.terms import text_of
from kretslopp.languages import LANGUAGES
from kretslopp.namespaces import BASE, DCTERMS, KL, PROV, RDF, RDFS, new_graph
from kretslopp.reading.lookups import Lookups

WHY = f"{BASE}why#"
# Where the rules are written down; each has there the name that we call it by.
RULES = URIRef(
    "https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules"
)
# What a reader of a source record needs: its place, and what it says.
_OF_RECORDS = frozenset(
    {
        RDF.type,
        RDFS.label,
        DCTERMS.title,
        KL.columnHead,
        KL.correctedValue,
        KL.document,
        KL.fileName,
        KL.firstLine,
        KL.interpretationStatus,
        KL.lastLine,
        KL.ourValue,
        KL.printedValue,
        KL.reason,
        KL.row,
        KL.secondHand,
        KL.table,
        KL.tableName,
        PROV.generatedAtTime,
        PROV.wasAttributedTo,
    }
)


def statement_iri(triple: Triple) -> URIRef:
    """Return the IRI of the statement of a triple: made of its terms, so always the same."""
    text = " ".join(text_of(term) for term in triple)
    return URIRef(WHY + hashlib.sha256(text.encode()).hexdigest()[:16])


def to_graph(explanation: Explanation, lookups: Lookups) -> Graph:
    """Return an explanation as a graph without blank nodes.

    The triple and each of its premises is an ``rdf:Statement`` that
    ``prov:wasDerivedFrom`` the source's cells and rows, the register's entry or the
    interpretation. An inferred one ``prov:wasGeneratedBy`` an activity that
    ``prov:used`` its premises and the axiom, and has the rule's name as its identifier.
    """
    graph = new_graph()
    for language in LANGUAGES:
        text = Literal(sentence(explanation, lookups, language), lang=language)
        graph.add((statement_iri(explanation.triple), RDFS.comment, text))
    for step in explanation.walk():
        _add_step(graph, step, lookups)
    return graph


def _add_step(graph: Graph, step: Explanation, lookups: Lookups) -> None:
    statement = _add_statement(graph, step.triple)
    for named in step.graphs:
        graph.add((statement, DCTERMS.isPartOf, named))
    for source in step.sources:
        _add_source(graph, statement, source, lookups)
    for item in step.interpretations:
        graph.add((statement, PROV.wasDerivedFrom, item.record))
        _describe(graph, item.record, lookups)
        _describe(graph, item.who, lookups)
    if step.axiom is not None:
        _add_inference(graph, statement, step, lookups)


def _add_statement(graph: Graph, triple: Triple) -> URIRef:
    statement = statement_iri(triple)
    parts: tuple[tuple[URIRef, Node], ...] = tuple(
        zip((RDF.subject, RDF.predicate, RDF.object), triple, strict=True)
    )
    for predicate, value in ((RDF.type, RDF.Statement), (RDF.type, PROV.Entity), *parts):
        graph.add((statement, predicate, value))
    return statement


def _add_source(graph: Graph, statement: URIRef, source: Citation, lookups: Lookups) -> None:
    graph.add((statement, PROV.wasDerivedFrom, source.cell.iri if source.cell else source.record))
    _describe(graph, source.record, lookups)
    if source.cell is not None:
        _describe(graph, source.cell.iri, lookups)
        graph.add((source.record, KL.cell, source.cell.iri))  # of its cells only those used
    table = lookups.of(source.record).iri(KL.table)
    who = source.attribution.who if source.attribution else None
    for thing in (table, source.document, who):
        if thing is not None:
            _describe(graph, thing, lookups)


def _describe(graph: Graph, thing: URIRef, lookups: Lookups) -> None:
    for predicate, values in lookups.of(thing).values.items():
        for value in values if predicate in _OF_RECORDS else ():
            graph.add((thing, predicate, value))


def _add_inference(graph: Graph, statement: URIRef, step: Explanation, lookups: Lookups) -> None:
    assert step.axiom is not None  # of what is inferred
    inference = URIRef(f"{statement}-inference")
    axiom = _add_statement(graph, step.axiom)
    graph.add((axiom, DCTERMS.isPartOf, addresses.graph("ontology")))
    graph.add((statement, PROV.wasGeneratedBy, inference))
    graph.add((inference, RDF.type, PROV.Activity))
    graph.add((inference, DCTERMS.identifier, Literal(step.rule)))
    graph.add((inference, DCTERMS.conformsTo, RULES))
    for language in LANGUAGES:
        words = Literal(axiom_in_words(step, lookups, language), lang=language)
        graph.add((inference, RDFS.label, words))
    for premise in (axiom, *(statement_iri(item.triple) for item in step.premises)):
        graph.add((inference, PROV.used, premise))
        graph.add((statement, PROV.wasDerivedFrom, premise))
