"""What can be filled in for a question's parameter: the options of its form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import addresses, languages
from kretslopp.engine import Engine
from kretslopp.languages import Language, alphabetical
from kretslopp.namespaces import KL
from kretslopp.questions import ParameterType

_CODES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?code WHERE { ?thing a ?class ; dcterms:identifier ?code }
"""
# Registers hold more than the programmes speak of: a form offers what has an answer.
_MUNICIPALITIES = """
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?label WHERE {
  ?programme a kl:ActionProgramme ; kl:municipality ?thing .
  ?thing rdfs:label ?label .
}
"""
_ORGANISATIONS = """
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?label WHERE {
  ?action kl:lead|kl:responsible|kl:participant ?involved .
  ?involved org:unitOf* ?thing .
  ?thing rdfs:label ?label .
}
"""
_GOAL_AREAS = """
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?label WHERE { ?action kl:goalArea ?thing . ?thing rdfs:label ?label }
"""
_CODED = {ParameterType.GOAL: KL.Goal, ParameterType.ACTION: KL.Action}
_NAMED = {
    ParameterType.MUNICIPALITY: _MUNICIPALITIES,
    ParameterType.ORGANISATION: _ORGANISATIONS,
    ParameterType.GOAL_AREA: _GOAL_AREAS,
}


@dataclass(frozen=True)
class Choice:
    """One option: the value that is sent, and the label that is shown."""

    value: str
    label: str


class Choices:
    """The options of each type of parameter, asked of the engine once each."""

    def __init__(self, engine: Engine, language: Language) -> None:
        self._engine = engine
        self._language = language
        self._known: dict[ParameterType, tuple[Choice, ...]] = {}

    def of(self, parameter_type: ParameterType) -> tuple[Choice, ...]:
        """Return the options, in alphabetical order; none where anything may be written.

        Raises EngineFailure when the engine can't answer.
        """
        if parameter_type not in self._known:
            self._known[parameter_type] = tuple(self._find(parameter_type))
        return self._known[parameter_type]

    def _find(self, parameter_type: ParameterType) -> Iterable[Choice]:
        if parameter_type in _CODED:
            return self._codes(_CODED[parameter_type])
        if parameter_type in _NAMED:
            return self._things(_NAMED[parameter_type])
        return ()

    def _codes(self, class_iri: URIRef) -> list[Choice]:
        rows = self._engine.select(_CODES, {"class": class_iri}).rows
        codes = sorted((str(code) for (code,) in rows if isinstance(code, Literal)), key=natural)
        return [Choice(code, code) for code in codes]

    def _things(self, query: str) -> list[Choice]:
        labels: dict[URIRef, list[Node]] = {}
        for thing, label in self._engine.select(query).rows:
            if isinstance(thing, URIRef) and label is not None:
                labels.setdefault(thing, []).append(label)
        choices = [
            Choice(_value(thing), str(languages.pick(texts, self._language) or thing))
            for thing, texts in labels.items()
        ]
        return sorted(choices, key=lambda choice: (alphabetical(choice.label), choice.value))


def _value(thing: URIRef) -> str:
    """Return what names a thing in a form: the end of an address of ours, else the IRI."""
    address = addresses.read(thing)
    return "/".join(address.parts) if address else str(thing)


def natural(code: str) -> list[tuple[bool, int, str]]:
    """Return a key that sorts 2 before K1, K2 before K10, and 1.2 before 1.10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", code)
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]
