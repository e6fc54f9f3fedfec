"""What the drop-down lists of a template offer, from the registers or from a graph."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.engine import Engine
from kretslopp.languages import alphabetical
from kretslopp.mapping.registers import Registers

_GOAL_AREAS = """
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name WHERE {
  ?area a kl:GoalArea ; skos:prefLabel ?name . FILTER(LANG(?name) = "sv")
}
"""
_ORGANISATIONS = """
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name WHERE {
  ?programme kl:municipality|kl:region ?where .
  ?organisation kl:municipality|kl:region ?where ; a org:Organization ;
    rdfs:label|skos:altLabel ?name .
  FILTER(LANG(?name) = "sv")
}
"""
_MUNICIPALITIES = """
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?name WHERE {
  ?thing a kl:Municipality ; rdfs:label ?name . FILTER(LANG(?name) = "sv")
}
"""
_REGIONS = _MUNICIPALITIES.replace("kl:Municipality", "kl:WasteRegion")


@dataclass(frozen=True)
class Lists:
    """Names to choose from, each in alphabetical order."""

    municipalities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    goal_areas: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


def of_registers(registers: Registers, municipality: str, region: str) -> Lists:
    """Return the lists for a municipality (name as in the register, or unknown) and its region."""
    entry = registers.municipality(municipality)
    scopes = {entry["adress"]} if entry else set()
    if region.strip("- "):
        scopes.add(addresses.slug(region))
    known = registers.organisations_of(tuple(sorted(scopes)))
    return Lists(
        _sorted(row["namn"] for row in registers.municipalities),
        _sorted(row["region"] for row in registers.municipalities if row["region"]),
        _sorted(row["namn"] for row in registers.goal_areas),
        _sorted(organisation.names[0] for organisation in known),
    )


def of_graph(engine: Engine, owner: str, period: str) -> Lists:
    """Return the lists for a programme (owner and period as in addresses) out of a dataset."""
    programme = {"programme": addresses.programme(owner, period)}
    return Lists(
        _names(engine, _MUNICIPALITIES, {}),
        _names(engine, _REGIONS, {}),
        _names(engine, _GOAL_AREAS, {}),
        _names(engine, _ORGANISATIONS, programme),
    )


def _names(engine: Engine, query: str, bindings: dict[str, URIRef]) -> tuple[str, ...]:
    rows = engine.select(query, bindings).rows
    return _sorted(str(row[0]) for row in rows if isinstance(row[0], Literal))


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names), key=lambda name: (alphabetical(name), name)))
