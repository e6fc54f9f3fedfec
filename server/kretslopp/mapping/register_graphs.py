"""The registers → their named graphs, and the records of who added each entry."""

from collections.abc import Callable
from datetime import date

from rdflib import Graph, Literal, URIRef

from kretslopp import addresses
from kretslopp.curation import CurationRow
from kretslopp.mapping import provisions
from kretslopp.mapping.provenance import curation_record
from kretslopp.mapping.registers import (
    IN_MUNICIPALITY,
    KINDS,
    Registers,
    municipality_names,
    organisation_iri,
)
from kretslopp.mapping.writer import boolean, day, integer
from kretslopp.namespaces import DCTERMS, KL, KL_ID, ORG, PROV, QB, RDF, RDFS, SKOS, XSD, new_graph

PROVENANCE = addresses.graph("provenance", "register")
GOAL_AREAS = addresses.make("goal-area")
POPULATION = addresses.make("cube", "population")


def register_graphs(registers: Registers) -> tuple[Graph, ...]:
    """Return the graphs of the registers, and last the provenance graph of all.

    Where no address was withdrawn there is no graph of them.
    """
    provenance = new_graph(PROVENANCE)
    return (
        _graph("municipalities", registers.municipalities, _municipality, provenance),
        _graph("organisations", registers.organisations, _organisation, provenance),
        _goal_areas(registers.goal_areas, provenance),
        _graph("legal", registers.legal, _legal_requirement, provenance),
        _population(registers.population, provenance),
        _graph("countries", registers.countries, _country, provenance),
        *_withdrawn(registers.withdrawn, provenance),
        provenance,
    )


def _graph(
    name: str,
    rows: tuple[CurationRow, ...],
    add: Callable[[Graph, CurationRow], tuple[URIRef, ...]],
    provenance: Graph,
) -> Graph:
    graph = new_graph(addresses.graph("register", name))
    for row in rows:
        record = curation_record(provenance, name, row["adress"], row)
        things = add(graph, row)
        graph.add((things[0], RDFS.label, Literal(row["namn"], lang="sv")))
        for thing in things:
            graph.add((thing, PROV.wasDerivedFrom, record))
    return graph


def _municipality(graph: Graph, row: CurationRow) -> tuple[URIRef, ...]:
    things = [addresses.municipality(row["adress"])]
    municipality = things[0]
    graph.add((municipality, RDF.type, KL.Municipality))
    # A proper name is the same in every language: no translation of ours.
    graph.add((municipality, RDFS.label, Literal(row["namn"], lang="en")))
    for name in municipality_names(row):
        if name != row["namn"]:
            graph.add((municipality, SKOS.altLabel, Literal(name, lang="sv")))
    _add_code(graph, municipality, KL.municipalityCode, row["kod"])
    _add_links(graph, municipality, row)
    for column, kind, predicate, make in (
        ("län", KL.County, KL.county, addresses.county),
        ("region", KL.WasteRegion, KL.region, addresses.region),
    ):
        if row[column]:
            area = make(addresses.slug(row[column]))
            graph.add((municipality, predicate, area))
            graph.add((area, RDF.type, kind))
            graph.add((area, RDFS.label, Literal(row[column], lang="sv")))
            things.append(area)
    _add_code(graph, addresses.county(addresses.slug(row["län"])), KL.countyCode, row["länskod"])
    return tuple(things)


def _add_code(graph: Graph, area: URIRef, predicate: URIRef, code: str) -> None:
    """Say a code as text: as a number it would lose its zero."""
    if code:
        graph.add((area, predicate, Literal(code)))


def _add_links(graph: Graph, thing: URIRef, row: CurationRow) -> None:
    """Say what others call a thing, by links from which no rule draws conclusions.

    ``owl:sameAs`` would make all that is said of one true of the other.
    """
    for link in row.values("samma_som"):
        graph.add((thing, RDFS.seeAlso, URIRef(link)))


def _organisation(graph: Graph, row: CurationRow) -> tuple[URIRef, ...]:
    organisation = organisation_iri(row)
    graph.add((organisation, RDF.type, KINDS[row["slag"]]))
    for alias in row.values("alias"):
        graph.add((organisation, SKOS.altLabel, Literal(alias, lang="sv")))
    _add_links(graph, organisation, row)
    if row["överordnad"]:
        kind, _, address = row["överordnad"].partition("/")
        graph.add((organisation, ORG.unitOf, addresses.make(kind, *address.split("/"))))
    elif KINDS[row["slag"]] == KL.Committee:  # by definition its municipality's
        graph.add((organisation, ORG.unitOf, addresses.municipality(row["gäller_i"])))
    if KINDS[row["slag"]] in IN_MUNICIPALITY:
        graph.add((organisation, KL.municipality, addresses.municipality(row["gäller_i"])))
    else:
        graph.add((organisation, KL.region, addresses.region(row["gäller_i"])))
    return (organisation,)


def _goal_areas(rows: tuple[CurationRow, ...], provenance: Graph) -> Graph:
    graph = _graph("goal-areas", rows, _goal_area, provenance)
    graph.add((GOAL_AREAS, RDF.type, SKOS.ConceptScheme))
    graph.add((GOAL_AREAS, RDFS.label, Literal("Målområden", lang="sv")))
    graph.add((GOAL_AREAS, RDFS.label, Literal("Goal areas", lang="en")))
    return graph


def _goal_area(graph: Graph, row: CurationRow) -> tuple[URIRef, ...]:
    area = addresses.make("goal-area", row["adress"])
    graph.add((area, RDF.type, KL.GoalArea))
    graph.add((area, SKOS.prefLabel, Literal(row["namn"], lang="sv")))
    graph.add((area, SKOS.inScheme, GOAL_AREAS))
    return (area,)


def _legal_requirement(graph: Graph, row: CurationRow) -> tuple[URIRef, ...]:
    requirement = addresses.legal_requirement(row["adress"])
    graph.add((requirement, RDF.type, KL.LegalRequirement))
    graph.add((requirement, DCTERMS.bibliographicCitation, Literal(row["hänvisning"], lang="sv")))
    graph.add((requirement, DCTERMS.description, Literal(row["innebörd"], lang="sv")))
    graph.add((requirement, DCTERMS.source, Literal(row["källa"], lang="sv")))
    graph.add((requirement, KL.textRead, boolean(provisions.READ[row["läst"]])))
    for column, predicate in provisions.LINKS.items():
        if row[column]:
            graph.add((requirement, predicate, addresses.legal_requirement(row[column])))
    first, last = row["gäller_från"], row["gäller_till"]
    if provisions.YEAR.match(first):
        graph.add((requirement, KL.startYear, integer(int(first))))
    elif first:
        graph.add((requirement, KL.inForceFrom, day(date.fromisoformat(first))))
    if last:
        graph.add((requirement, KL.inForceTo, day(date.fromisoformat(last))))
    return (requirement,)


def _country(graph: Graph, row: CurationRow) -> tuple[URIRef, ...]:
    country = addresses.country(row["adress"])
    graph.add((country, RDF.type, KL.Country))
    return (country,)


def _withdrawn(rows: tuple[CurationRow, ...], provenance: Graph) -> tuple[Graph, ...]:
    """Return the graph of withdrawn addresses: when each was, and what replaces it."""
    graph = new_graph(addresses.graph("register", "withdrawn"))
    for row in rows:
        thing = KL_ID[row["adress"]]
        graph.add((thing, PROV.invalidatedAtTime, day(row.when)))
        if row["ersätts_av"]:
            graph.add((thing, DCTERMS.isReplacedBy, KL_ID[row["ersätts_av"]]))
        record = curation_record(provenance, "withdrawn", row["adress"], row)
        graph.add((thing, PROV.wasDerivedFrom, record))
    return (graph,) if rows else ()


def _population(rows: tuple[CurationRow, ...], provenance: Graph) -> Graph:
    graph = new_graph(addresses.graph("register", "population"))
    for row in rows:
        name, year = row["adress"], row["år"]
        figure = addresses.make("population", name, year)
        for predicate, value in (
            (RDF.type, KL.PopulationFigure),
            (RDF.type, QB.Observation),
            (QB.dataSet, POPULATION),
            (KL.municipality, addresses.municipality(name)),
            (KL.year, integer(int(year))),
            (KL.value, Literal(row["invånare"], datatype=XSD.decimal)),
            (KL.measuredIn, addresses.concept("unit", "inhabitants")),
            (DCTERMS.source, Literal(row["källa"], lang="sv")),
            (RDFS.label, Literal(f"Folkmängd {name} {year}", lang="sv")),
            (RDFS.label, Literal(f"Population {name} {year}", lang="en")),
            (PROV.wasDerivedFrom, curation_record(provenance, "population", f"{name}/{year}", row)),
        ):
            graph.add((figure, predicate, value))
    return graph
