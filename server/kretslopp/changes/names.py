"""What things, properties and values are called, in both languages."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import artefacts, ontology, words
from kretslopp.changes.changes import Texts
from kretslopp.languages import LANGUAGES, natural, pick
from kretslopp.namespaces import RDFS, prefixed
from kretslopp.reading.descriptions import truth
from kretslopp.reading.names import Names
from kretslopp.schema import CONTRACTS

_MIDNIGHT = "T00:00:00+00:00"


@cache
def _marks() -> Mapping[URIRef, Texts]:
    """Return what marks are called: as the columns that they stand in."""
    return MappingProxyType(
        {
            statement.property: column.labels
            for contract in CONTRACTS.values()
            for column in contract.columns
            if column.kind.name == "mark"
            for statement in column.says
        }
    )


@cache
def _vocabulary() -> Mapping[URIRef, Texts]:
    """Return what the terms of our vocabulary are called."""
    graph = ontology.load(artefacts.ontology())
    names = {}
    for term in set(graph.subjects(RDFS.label)):
        if isinstance(term, URIRef):
            labels = list(graph.objects(term, RDFS.label))
            names[term] = {of: str(pick(labels, of) or term) for of in LANGUAGES}
    return MappingProxyType(names)


def term_name(term: URIRef, language: str | None = None) -> Texts:
    """Return what a property or class is called, with the language of texts that are English."""
    key = f"changes.property.{prefixed(term)}"
    name = words.texts(key) if words.has(key) else _marks().get(term, _vocabulary().get(term))
    if name is None:
        name = dict.fromkeys(LANGUAGES, str(term).rpartition("#")[2].rpartition("/")[2])
    return words.texts("changes.in-english", name=name) if language == "en" else name


def label(names: Names, thing: URIRef) -> Texts:
    """Return what a thing is called; of one without a label the end of its address."""
    term = term_name(thing)
    return {language: names.label(thing, language) or term[language] for language in LANGUAGES}


def name(names: Names, thing: URIRef) -> Texts:
    """Return the number of a thing, and what it is called where it has none."""
    number = names.number(thing)
    return dict.fromkeys(LANGUAGES, number) if number else label(names, thing)


def values_text(values: Iterable[Node], names: Names) -> Texts | None:
    """Return values as a reader sees them, in the order of their numbers; None where none."""
    texts = sorted(
        (_value_text(value, names) for value in values), key=lambda text: natural(text["sv"])
    )
    if not texts:
        return None
    return {language: ", ".join(text[language] for text in texts) for language in LANGUAGES}


def _value_text(value: Node, names: Names) -> Texts:
    if isinstance(value, URIRef):
        return name(names, value)
    if isinstance(value, Literal):
        is_true = truth(value)
        if is_true is not None:
            return words.texts("question.yes" if is_true else "question.no")
        if value.language:
            return words.texts("changes.quoted", text=value)
    return dict.fromkeys(LANGUAGES, str(value).removesuffix(_MIDNIGHT))


def years_text(first: Iterable[Node], last: Iterable[Node]) -> Texts | None:
    """Return the years of a thing: ``2026``, ``2023-2026``, ``2024-`` (no last one), or None."""
    start, end = min(map(str, first), default=""), max(map(str, last), default="")
    if not start and not end:
        return None
    return dict.fromkeys(LANGUAGES, start if start == end else f"{start}-{end}")


def mentioned(values: Iterable[Node]) -> Iterator[URIRef]:
    """Yield the things among values."""
    for value in values:
        if isinstance(value, URIRef):
            yield value
