"""A unit is checked with the part of the shared graphs that it refers to: nothing is lost by it."""

from dataclasses import replace
from functools import cache

import pytest
from rdflib import Graph

from kretslopp import artefacts, validation
from kretslopp.building import sources
from kretslopp.building.context import BuildContext
from kretslopp.building.units import (
    Asserted,
    assert_programme,
    assert_shared,
    check_unit,
    merge,
    programme_directories,
)

IN_COUNTY = """
@prefix kl: <https://w3id.org/kretslopp/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix test: <https://example.org/test#> .

test:InCounty a sh:NodeShape ;
    sh:targetClass kl:MunicipalAction ;
    sh:property test:county .

test:county sh:path ( kl:municipality kl:county rdfs:label ) ;
    sh:hasValue "COUNTY"@sv ;
    sh:message "It is in another county."@en .
"""


@cache
def context() -> BuildContext:
    return BuildContext.read(artefacts.data())


@cache
def documents():
    return sources.read_manifest(artefacts.data())


def directories():
    return programme_directories(artefacts.data(), documents())


@cache
def shared() -> Asserted:
    return assert_shared(context(), directories())


def unit(name: str) -> Asserted:
    return assert_programme(context(), name, directories()[name], documents().get(name))


def told(report) -> set:
    return {(item.severity, item.focus, item.path, item.value, item.shape) for item in report}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["borlange/2023-2026", "falun/2023-2026", "sorab/2021-2032"])
def test_it_finds_what_checking_with_all_shared_graphs_finds(name):
    asserted = unit(name)
    own = merge(asserted.graphs)
    full = validation.validate(
        merge((own, *shared().graphs)),
        context().ontology,
        context().shapes,
        merge((asserted.provenance, shared().provenance)),
    )
    expected = told(item for item in full.results if (item.focus, None, None) in own)
    cube = {constraint.iri for constraint in context().constraints}
    found = check_unit(context(), asserted, shared()).results
    assert told(item for item in found if item.shape not in cube) == expected


@pytest.mark.parametrize(("county", "elsewhere"), [("Dalarnas län", 0), ("Skåne län", 23)])
def test_a_shape_may_follow_a_path_through_the_shared_graphs(county, elsewhere):
    """The municipality's county, and what that is called, both stand in the shared graphs only."""
    shapes = Graph().parse(data=IN_COUNTY.replace("COUNTY", county), format="turtle")
    report = check_unit(replace(context(), shapes=shapes), unit("borlange/2023-2026"), shared())
    results = [item for item in report.results if item.shape in set(shapes.subjects())]
    assert len(results) == elsewhere
