"""What things, properties and values are called, in both languages."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import artefacts, ontology, words
from kretslopp.changes.changes import Texts
from kretslopp.comparison import reading
from kretslopp.comparison.entries import natural
from kretslopp.comparison.reading import NOTHING
from kretslopp.engine import Engine
from kretslopp.languages import LANGUAGES, pick
from kretslopp.namespaces import DCTERMS, RDFS, prefixed

_MIDNIGHT = "T00:00:00+00:00"
_BATCH = 500  # things that one query names


@cache
def _vocabulary() -> Mapping[URIRef, Texts]:
    """Return what the terms of our vocabulary are called."""
    graph = ontology.load(artefacts.ontology())
    found = {}
    for term in set(graph.subjects(RDFS.label)):
        if isinstance(term, URIRef):
            labels = list(graph.objects(term, RDFS.label))
            found[term] = {of: str(pick(labels, of) or term) for of in LANGUAGES}
    return MappingProxyType(found)


def term_name(term: URIRef, language: str | None = None) -> Texts:
    """Return what a property or class is called, with the language of texts that are English."""
    key = f"changes.property.{prefixed(term)}"
    name = words.texts(key) if words.has(key) else _vocabulary().get(term)
    if name is None:
        name = dict.fromkeys(LANGUAGES, str(term).rpartition("#")[2].rpartition("/")[2])
    return words.texts("changes.in-english", name=name) if language == "en" else name


class Names:
    """What the things of one version are called: by number, else by label, else by address."""

    def __init__(self, engine: Engine, things: Iterable[URIRef]) -> None:
        self._said: dict[URIRef, reading.Said] = {}
        listed = sorted(set(things))
        for start in range(0, len(listed), _BATCH):
            some = reading.values(listed[start : start + _BATCH])
            pattern = f"VALUES ?thing {{ {some} }} "
            self._said |= reading.said(engine, pattern, (RDFS.label, DCTERMS.identifier))

    def knows(self, thing: URIRef) -> bool:
        """Return whether the version has a name for a thing."""
        return thing in self._said

    def number(self, thing: URIRef) -> str | None:
        """Return the number of a thing (K13), or None."""
        return self._said.get(thing, NOTHING).text(DCTERMS.identifier, "sv")

    def label(self, thing: URIRef) -> Texts:
        """Return what a thing is called; of one without a label the end of its address."""
        of, term = self._said.get(thing, NOTHING), term_name(thing)
        return {language: of.text(RDFS.label, language) or term[language] for language in LANGUAGES}

    def name(self, thing: URIRef) -> Texts:
        """Return the number of a thing, and what it is called where it has none."""
        number = self.number(thing)
        return dict.fromkeys(LANGUAGES, number) if number else self.label(thing)


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
        return names.name(value)
    if isinstance(value, Literal):
        if isinstance(value.value, bool):
            return words.texts("question.yes" if value.value else "question.no")
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
