"""Triples of descriptions: texts in both languages, numbers."""

from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.languages import LANGUAGES, Language
from kretslopp.namespaces import XSD

Triple = tuple[URIRef, URIRef, Node]


def texts(subject: URIRef, name: URIRef, said: Mapping[Language, str]) -> Iterator[Triple]:
    """Yield a text in each language."""
    for language in LANGUAGES:
        yield subject, name, Literal(said[language], language)


def numbers(subject: URIRef, said: Mapping[URIRef, int]) -> Iterator[Triple]:
    """Yield a whole number for each property."""
    for name, number in said.items():
        yield subject, name, Literal(number, datatype=XSD.integer)
