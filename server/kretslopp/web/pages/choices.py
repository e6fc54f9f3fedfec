"""What can be filled in for a question's parameter: the options of its form."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.engine import Engine
from kretslopp.languages import Language, alphabetical
from kretslopp.namespaces import KL, RDFS
from kretslopp.questions import ParameterType
from kretslopp.reading.descriptions import descriptions
from kretslopp.reading.names import numbers

# Registers hold more than the programmes speak of: a form offers what has an answer.
_MUNICIPALITIES = "?programme a kl:ActionProgramme ; kl:municipality ?thing ."
_ORGANISATIONS = """
  ?action kl:lead|kl:responsible|kl:participant ?involved .
  ?involved org:unitOf* ?thing .
"""
_GOAL_AREAS = "?action kl:goalArea ?thing ."
_COUNTIES = "?municipality kl:county ?thing ."
_CODED = {ParameterType.GOAL: KL.Goal, ParameterType.ACTION: KL.Action}
_NAMED = {
    ParameterType.MUNICIPALITY: _MUNICIPALITIES,
    ParameterType.ORGANISATION: _ORGANISATIONS,
    ParameterType.GOAL_AREA: _GOAL_AREAS,
    ParameterType.COUNTY: _COUNTIES,
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
        return [Choice(code, code) for code in map(str, numbers(self._engine, class_iri))]

    def _things(self, pattern: str) -> list[Choice]:
        choices = [
            Choice(_value(thing), of.text(RDFS.label, self._language) or str(thing))
            for thing, of in descriptions(self._engine, pattern, (RDFS.label,)).items()
        ]
        return sorted(choices, key=lambda choice: (alphabetical(choice.label), choice.value))


def _value(thing: URIRef) -> str:
    """Return what names a thing in a form: the end of an address of ours, else the IRI."""
    address = addresses.read(thing)
    return "/".join(address.parts) if address else str(thing)
