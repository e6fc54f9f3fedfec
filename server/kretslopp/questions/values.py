"""What a user fills in → the term that is bound to a variable.

A thing may be given by its address (``borlange-energi/atervinning``), its name
(``AO Återvinning``) or its IRI, a municipality by its code too (``2081``); a goal
or action by its code (``4``, ``K3``).
Which there are is asked of the engine, so that a misspelt one is an error and
not an answer without rows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import addresses
from kretslopp.characters import folded, plain
from kretslopp.engine import Engine
from kretslopp.errors import Fault, WrongUse
from kretslopp.namespaces import KL, ORG, RDFS, SKOS, XSD
from kretslopp.reading.descriptions import descriptions
from kretslopp.reading.names import numbers
from kretslopp.reading.programmes import municipalities
from kretslopp.tables import nearest, nearest_municipality

_YEAR = re.compile(r"[1-9]\d{3}\Z", re.ASCII)
_MOST_SHOWN = 20  # known values that a message lists when none is near

_NAMES = (RDFS.label, SKOS.altLabel)
_SPOKEN_OF = f"""SELECT ?thing {{
  ?thing <{KL.municipality}> ?municipality ; a ?class .
  VALUES ?class {{
    <{KL.Plan}> <{KL.ActionProgramme}> <{KL.MunicipalAction}> <{KL.Participation}>
  }}
}} LIMIT 1"""


class ParameterType(Enum):
    """What a parameter's value is."""

    YEAR = "year"  # 2025 → xsd:integer
    GOAL = "goal"  # the code of a goal → string
    ACTION = "action"  # the code of an action → string
    MUNICIPALITY = "municipality"  # → IRI, as the next three
    ORGANISATION = "organisation"
    GOAL_AREA = "goal-area"
    COUNTY = "county"


_CODED = {ParameterType.GOAL: KL.Goal, ParameterType.ACTION: KL.Action}
_NAMED = {
    ParameterType.ORGANISATION: ORG.Organization,
    ParameterType.GOAL_AREA: KL.GoalArea,
    ParameterType.COUNTY: KL.County,
}


@dataclass(frozen=True)
class _Spelling:
    """A text that means a term."""

    text: str
    term: Node


def to_term(engine: Engine, parameter_type: ParameterType, text: str) -> Node:
    """Return the term that a text means.

    Raises WrongUse for a year that is none, for a code or thing that the data
    lacks (with the nearest that it has), and for a name that means several.
    """
    if parameter_type is ParameterType.YEAR:
        return _year(text)
    spellings = list(_spellings(engine, parameter_type))
    # As it is written first: “Håbo” is not “Habo”, though its letters in an address would be.
    meant = {spelling.term for spelling in spellings if _is_written(text, spelling)} or {
        spelling.term for spelling in spellings if _as_address(text) == spelling.text
    }
    if len(meant) == 1:
        return meant.pop()
    if meant:
        addresses_of_all = ", ".join(sorted(map(_address, meant)))
        raise WrongUse(
            Fault(f"“{text}” may be any of {addresses_of_all}.", advice="Give one of these.")
        )
    kind = parameter_type.value.replace("-", " ")
    advice = _advice(engine, parameter_type, text, spellings)
    raise WrongUse(Fault(f"The data has no {kind} “{text}”.", advice=advice))


def is_in_data(engine: Engine, parameter_type: ParameterType, text: str) -> bool:
    """Return whether a text means something that the plans and programmes of the data speak of."""
    try:
        term = to_term(engine, parameter_type, text)
    except WrongUse:
        return False
    return is_spoken_of(engine, parameter_type, term)


def is_spoken_of(engine: Engine, parameter_type: ParameterType, term: Node) -> bool:
    """Return whether any plan or programme speaks of a term; the register has more municipalities.

    Where none does, an answer without rows says nothing of it.
    """
    if parameter_type is not ParameterType.MUNICIPALITY:
        return True
    return bool(engine.select(_SPOKEN_OF, {"municipality": term}).rows)


def _year(text: str) -> Literal:
    year = plain(text)
    if not _YEAR.match(year):
        raise WrongUse(Fault(f"“{text}” is not a year.", advice="Write four digits, such as 2025."))
    return Literal(year, datatype=XSD.integer)


def _spellings(engine: Engine, parameter_type: ParameterType) -> Iterator[_Spelling]:
    """Yield every text that means a term of this type, in a fixed order."""
    if parameter_type in _CODED:
        for number in numbers(engine, _CODED[parameter_type]):
            yield _Spelling(str(number), number)
        return
    if parameter_type is ParameterType.MUNICIPALITY:
        for municipality in municipalities(engine, "sv").values():
            for name in municipality.spellings:
                yield _Spelling(name, municipality.iri)
        return
    for thing, of in descriptions(engine, f"?thing a <{_NAMED[parameter_type]}> .", _NAMES).items():
        for name in sorted({str(name) for label in _NAMES for name in of.all(label)}):
            yield _Spelling(name, thing)
            yield _Spelling(_address(thing), thing)
            if parameter_type is ParameterType.COUNTY:
                yield from (_Spelling(short, thing) for short in _without_kind(name))


def _without_kind(county: str) -> tuple[str, ...]:
    """Return what a county is called for short: Dalarna of Dalarnas län, Kalmar of Kalmar län."""
    name = county.removesuffix(" län")
    return () if name == county else (name, name.removesuffix("s"))


def _address(term: Node) -> str:
    """Return what follows the kind in one of our IRIs (``borlange-energi/atervinning``)."""
    address = addresses.read(URIRef(str(term)))
    return "/".join(address.parts) if address else str(term)


def _is_written(text: str, spelling: _Spelling) -> bool:
    return folded(text) == folded(spelling.text) or plain(text) == str(spelling.term)


def _as_address(text: str) -> str:
    """Return a name as it would stand in an address: ``Borlänge`` → ``borlange``."""
    try:
        return "/".join(addresses.slug(part) for part in text.split("/"))
    except ValueError:
        return ""


def _advice(
    engine: Engine, parameter_type: ParameterType, text: str, spellings: list[_Spelling]
) -> str:
    if parameter_type is ParameterType.MUNICIPALITY:
        names = sorted(item.name for item in municipalities(engine, "sv").values())
        return nearest_municipality(text, names) or "Give its name or its code."
    known = list({folded(spelling.text): spelling.text for spelling in spellings}.values())
    return nearest(text, known) or f"There are {', '.join(known[:_MOST_SHOWN]) or 'none'}."
