"""The integrity constraints of the RDF Data Cube (W3C Recommendation 2014, section 11)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import Graph, URIRef, Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.languages import LANGUAGES, Language
from kretslopp.namespaces import KL_SHAPES, QB, RDF, SH
from kretslopp.validation.places import place_of
from kretslopp.validation.report import Report, Result

_MESSAGE = re.compile(r"^#\+ message (\w+): (.+)$", re.MULTILINE)
_FOCUS = Variable("focus")


@dataclass(frozen=True)
class IntegrityConstraint:
    """One constraint: its name, the query that finds what breaks it, and what to do then.

    The query is a SPARQL 1.1 SELECT whose variable ``?focus`` is the thing that is wrong.
    """

    name: str
    query: str
    messages: Mapping[Language, str]

    @property
    def iri(self) -> URIRef:
        """Return what a report calls the constraint: ``klsh:Cube-ic-12-no-duplicates``."""
        return KL_SHAPES[f"Cube-{self.name}"]


def load_constraints(directory: Path) -> tuple[IntegrityConstraint, ...]:
    """Return the constraints of ``*.rq`` in a directory, by name.

    Each begins with the lines ``#+ message sv: …`` and ``#+ message en: …``.
    Raises UnreadableInput for a directory without constraints, and for a file
    without its messages.
    """
    files = sorted(directory.glob("*.rq"))
    if not files:
        advice = "Give the directory that holds the *.rq files of the cube."
        raise UnreadableInput(
            Fault("There are no constraints here.", Place(str(directory)), advice)
        )
    return tuple(_constraint(path) for path in files)


def _constraint(path: Path) -> IntegrityConstraint:
    query = path.read_text(encoding="utf-8")
    messages = dict(_MESSAGE.findall(query))
    if set(messages) != set(LANGUAGES):
        advice = f"Begin it with a line “#+ message …: …” in each of {', '.join(LANGUAGES)}."
        raise UnreadableInput(Fault("The constraint lacks messages.", Place(str(path)), advice))
    return IntegrityConstraint(
        path.stem, query, {language: messages[language] for language in LANGUAGES}
    )


def check_cube(
    data: Graph, ontology: Graph, constraints: tuple[IntegrityConstraint, ...], provenance: Graph
) -> Report:
    """Check the observations of asserted data against a cube's constraints.

    ``data`` are the source and register graphs that hold the observations, and
    ``ontology`` holds the structure of the cube; ``provenance`` tells the row of
    a result. Every result is a violation. Data without observations conform.
    """
    observations = set(data.subjects(RDF.type, QB.Observation)) | set(data.subjects(QB.dataSet))
    if not observations:
        return Report(())
    cube = Graph()
    for triple in ontology:
        cube.add(triple)
    for observation in observations:
        for triple in data.triples((observation, None, None)):
            cube.add(triple)
    results = [
        _result(constraint, focus, data, provenance)
        for constraint in constraints
        for focus in _offenders(constraint, cube)
    ]
    return Report(tuple(sorted(results, key=lambda result: result.order)))


def _offenders(constraint: IntegrityConstraint, cube: Graph) -> list[URIRef]:
    rows = cube.query(_prepared(constraint.query)).bindings
    return [URIRef(str(row[_FOCUS])) for row in rows]


@cache
def _prepared(query: str) -> Query:
    """Return a query parsed once for all units: parsing takes longer than answering."""
    return prepareQuery(query)


def _result(
    constraint: IntegrityConstraint, focus: URIRef, data: Graph, provenance: Graph
) -> Result:
    return Result(
        severity="violation",
        focus=focus,
        path=None,
        value=None,
        shape=constraint.iri,
        component=SH.SPARQLConstraintComponent,
        messages=constraint.messages,
        place=place_of(focus, None, data, provenance),
    )
