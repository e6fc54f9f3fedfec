"""Which named graphs belong to which municipality: the only place that says so.

A municipality has the graphs of the documents in which a plan or programme of
it stands; a joint plan's belong to each of its municipalities. What documents
share (registers, interpretations of what is shared) belongs to none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.engine import Engine
from kretslopp.languages import LANGUAGES, Language
from kretslopp.namespaces import KL, KL_GRAPH, RDF, RDFS
from kretslopp.reading.descriptions import NOTHING, Description, descriptions, solutions

# What is known of one document stands in one graph of each of these kinds.
KINDS = ("source", "provenance", "interpretation", "inferred")
_SOURCE = KL_GRAPH["source/"]
_HOLDS = f"""
SELECT DISTINCT ?graph ?work ?municipality WHERE {{
  GRAPH ?graph {{ ?work a ?class ; kl:municipality ?municipality }}
  FILTER (?class IN (kl:Plan, kl:ActionProgramme) && STRSTARTS(STR(?graph), "{_SOURCE}"))
}}
"""
_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }"
_OF_WORKS = "?thing a ?class . FILTER (?class IN (kl:Plan, kl:ActionProgramme))"


@dataclass(frozen=True)
class Work:
    """A plan or an action programme: what it is called, its first and last year where stated."""

    iri: URIRef
    kind: OneOf["plan", "programme"]
    labels: Mapping[Language, str]
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True)
class MunicipalityDump:
    """A municipality that has a plan or programme, with all that the dataset holds of it.

    ``slug`` is its name in addresses and file names, ``labels`` its name in each
    language, ``graphs`` and ``works`` stand in alphabetical order of their IRIs.
    """

    iri: URIRef
    slug: str
    labels: Mapping[Language, str]
    graphs: tuple[URIRef, ...]
    works: tuple[Work, ...]


def municipalities(engine: Engine) -> dict[str, MunicipalityDump]:
    """Return the municipalities that have a plan or programme, by slug, in order of slugs.

    Raises EngineFailure when the engine can't answer.
    """
    works = _works(engine)
    named = descriptions(engine, "?thing a kl:Municipality .", (RDFS.label,))
    suffixes: dict[URIRef, set[str]] = {}
    of: dict[URIRef, set[URIRef]] = {}
    for graph, work, municipality in solutions(engine, _HOLDS):
        if not isinstance(graph, URIRef) or not isinstance(municipality, URIRef):
            continue
        if isinstance(work, URIRef):
            suffixes.setdefault(municipality, set()).add(graph.removeprefix(_SOURCE))
            of.setdefault(municipality, set()).add(work)
    there = {str(graph) for (graph,) in solutions(engine, _GRAPHS)}
    dumps = [
        MunicipalityDump(
            iri,
            _slug(iri),
            _labels(named.get(iri, NOTHING), _slug(iri)),
            _graphs(suffixes[iri], there),
            tuple(works[work] for work in sorted(of[iri])),
        )
        for iri in of
    ]
    return {item.slug: item for item in sorted(dumps, key=lambda item: item.slug)}


def _works(engine: Engine) -> dict[URIRef, Work]:
    described = descriptions(engine, _OF_WORKS, (RDF.type, RDFS.label, KL.startYear, KL.endYear))
    return {
        iri: Work(
            iri,
            "plan" if KL.Plan in of.all(RDF.type) else "programme",
            _labels(of, str(iri)),
            of.integer(KL.startYear),
            of.integer(KL.endYear, last=True),
        )
        for iri, of in described.items()
    }


def _graphs(suffixes: set[str], there: set[str]) -> tuple[URIRef, ...]:
    """Return the graphs that there are of the documents with these names."""
    named = (KL_GRAPH[f"{kind}/{suffix}"] for kind in KINDS for suffix in suffixes)
    return tuple(sorted(graph for graph in named if str(graph) in there))


def _labels(of: Description, fallback: str) -> dict[Language, str]:
    return {language: of.text(RDFS.label, language) or fallback for language in LANGUAGES}


def _slug(iri: URIRef) -> str:
    address = addresses.read(iri)
    return address.parts[-1] if address and address.parts else addresses.slug(iri)
