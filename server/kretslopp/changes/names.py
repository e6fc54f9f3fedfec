"""What things, properties and values are called, in both languages."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import artefacts, ontology
from kretslopp.changes.changes import Texts
from kretslopp.languages import LANGUAGES, Language, natural, pick
from kretslopp.namespaces import DCTERMS, KL, ORG, RDF, RDFS, SKOS
from kretslopp.reading.names import Names

YEARS: Texts = {"sv": "år", "en": "years"}
# Properties of other vocabularies, and those that read better otherwise in a list of changes.
_WORDS: Mapping[URIRef, Texts] = {
    DCTERMS.identifier: {"sv": "nummer", "en": "number"},
    DCTERMS.source: {"sv": "källa", "en": "source"},
    DCTERMS.title: {"sv": "text", "en": "text"},
    KL.contributesTo: {"sv": "mål", "en": "goals"},
    KL.legallyRequired: {"sv": "lagkrav", "en": "required by law"},
    KL.recommendedForAll: {"sv": "rekommenderas alla", "en": "recommended for all"},
    ORG.unitOf: {"sv": "hör till", "en": "unit of"},
    RDF.type: {"sv": "slag", "en": "kind"},
    RDFS.comment: {"sv": "anmärkning", "en": "remark"},
    RDFS.label: {"sv": "namn", "en": "name"},
    SKOS.altLabel: {"sv": "andra namn", "en": "other names"},
    SKOS.broadMatch: {"sv": "vidare motsvarighet", "en": "broader match"},
    SKOS.closeMatch: {"sv": "liknande åtgärd", "en": "similar action"},
    SKOS.definition: {"sv": "definition", "en": "definition"},
    SKOS.exactMatch: {"sv": "samma åtgärd", "en": "same action"},
    SKOS.note: {"sv": "fotnot", "en": "footnote"},
    SKOS.prefLabel: {"sv": "namn", "en": "name"},
}
_TRUTHS: Mapping[bool, Texts] = {
    True: {"sv": "ja", "en": "yes"},
    False: {"sv": "nej", "en": "no"},
}
_QUOTES: Mapping[Language, str] = {"sv": "”{}”", "en": "“{}”"}
_IN: Mapping[str, Texts] = {"en": {"sv": " på engelska", "en": " in English"}}
_MIDNIGHT = "T00:00:00+00:00"


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
    words = _WORDS.get(term) or _vocabulary().get(term)
    if words is None:
        local = str(term).rpartition("#")[2].rpartition("/")[2]
        words = dict.fromkeys(LANGUAGES, local)
    more = _IN.get(language or "", {})
    return {of: words[of] + more.get(of, "") for of in LANGUAGES}


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
        if isinstance(value.value, bool):
            return _TRUTHS[value.value]
        if value.language:
            return {language: _QUOTES[language].format(value) for language in LANGUAGES}
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
