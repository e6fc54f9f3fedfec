"""What is in the graph, counted by SPARQL: the figures of the start page."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal
from rdflib.term import Node

from kretslopp.engine import Engine
from kretslopp.languages import Language
from kretslopp.namespaces import KL, ORG, RDFS
from kretslopp.reading.descriptions import Text, descriptions
from kretslopp.reading.goals import COUNTED
from kretslopp.reading.programmes import extents
from kretslopp.reading.states import YES
from kretslopp.web.pages.tables import CellPart, link

_PROLOGUE = f"PREFIX kl: <{KL}> PREFIX org: <{ORG}> PREFIX rdfs: <{RDFS}>\n"

# A grouping each, not one pattern: joined, they would multiply each other.
_TOTALS = (
    _PROLOGUE
    + f"""SELECT ?what (COUNT(DISTINCT ?thing) AS ?number) {{
  {{ ?thing a kl:RegionalAction BIND("regional" AS ?what) }} UNION
  {{ ?thing a kl:MunicipalAction BIND("municipal" AS ?what) }} UNION
  {{ ?thing a kl:Goal BIND("goals" AS ?what) {COUNTED} }} UNION
  {{ ?thing a org:Organization BIND("organisations" AS ?what)
    FILTER NOT EXISTS {{ ?thing a kl:Municipality }} }} UNION
  {{ ?of kl:municipality ?thing ; a kl:Plan BIND("organisations" AS ?what) }} UNION
  {{ ?of kl:municipality ?thing ; a kl:ActionProgramme BIND("organisations" AS ?what) }} UNION
  {{ ?thing a kl:Plan BIND("plans" AS ?what) }}
}} GROUP BY ?what"""
)
_TRIPLES = "SELECT (COUNT(*) AS ?number) { ?s ?p ?o }"
_OF_PROGRAMMES = (
    _PROLOGUE
    + f"""SELECT ?programme ?what (COUNT(DISTINCT ?thing) AS ?number) {{
  {{ ?thing a kl:Participation ; kl:inProgramme ?programme BIND("regional" AS ?what) }} UNION
  {{ ?thing a kl:MunicipalAction ; kl:inProgramme ?programme BIND("municipal" AS ?what) }} UNION
  {{ ?programme kl:programmeOf ?plan . ?thing kl:goalOf ?plan BIND("goals" AS ?what) {COUNTED} }}
}} GROUP BY ?programme ?what"""
)


@dataclass(frozen=True)
class ProgrammeCounts:
    """One action programme: its name, linked to its IRI, and how much was read of it.

    A count is None where no such table was read: that is not none. ``is_partial``
    says that only parts of the document were.
    """

    name: CellPart
    regional: int | None
    municipal: int | None
    goals: int | None
    is_partial: bool


@dataclass(frozen=True)
class GraphContents:
    """What the whole graph holds."""

    programmes: tuple[ProgrammeCounts, ...]
    plans: int
    regional: int
    municipal: int
    goals: int
    organisations: int
    triples: int


def contents(engine: Engine, language: Language) -> GraphContents:
    """Count what is in the graph; labels are for a reader of ``language``.

    Raises EngineFailure when the engine can't answer.
    """
    totals: Mapping[str, int] = defaultdict(
        int, {str(what): _count(number) for what, number in engine.select(_TOTALS).rows}
    )
    return GraphContents(
        _programmes(engine, language),
        plans=totals["plans"],
        regional=totals["regional"],
        municipal=totals["municipal"],
        goals=totals["goals"],
        organisations=totals["organisations"],
        triples=_count(engine.select(_TRIPLES).rows[0][0]),
    )


def _programmes(engine: Engine, language: Language) -> tuple[ProgrammeCounts, ...]:
    listed = descriptions(engine, "?thing a kl:ActionProgramme .", (RDFS.label,))
    partial = extents(engine)
    counts: dict[tuple[str, str], int] = {}
    for programme, what, number in engine.select(_OF_PROGRAMMES).rows:
        counts[str(programme), str(what)] = _count(number)
    return tuple(
        ProgrammeCounts(
            _name(iri, of.text(RDFS.label, language)),
            counts.get((str(iri), "regional")),
            counts.get((str(iri), "municipal")),
            counts.get((str(iri), "goals")),
            partial.get(iri) == YES,
        )
        for iri, of in listed.items()
    )


def _name(iri: str, label: Text | None) -> CellPart:
    return CellPart(label or iri, link(iri), label.language if label else "")


def _count(number: Node | None) -> int:
    """Return the value of a COUNT, which is always an integer (SPARQL 1.1, 18.5.1.2)."""
    return int(number) if isinstance(number, Literal) else 0
