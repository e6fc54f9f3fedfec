"""The constraints of shapes/cube/: each finds its trap in every engine, and none in real data."""

import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from cube import cubes
from kretslopp import artefacts, ontology
from kretslopp.engine import open_source
from kretslopp.namespaces import KL, KL_ID, QB
from kretslopp.validation import IntegrityConstraint, load_constraints

HOME = artefacts.shapes() / "cube"
CONSTRAINTS = {constraint.name: constraint for constraint in load_constraints(HOME)}
# RDF Data Cube, section 11.1; 0 is no query there either.
RECOMMENDED = range(22)


def by_rdflib(constraint: IntegrityConstraint, graph: Graph, _: Path) -> set[str]:
    return {str(row["focus"]) for row in graph.query(constraint.query).bindings}


def by_engine(constraint: IntegrityConstraint, graph: Graph, directory: Path) -> set[str]:
    path = directory / "cube.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    solutions = open_source(path).select(constraint.query)
    return {str(focus) for (focus,) in solutions.rows}


ENGINES = pytest.mark.parametrize("run", [by_rdflib, by_engine])
EVERY = pytest.mark.parametrize("constraint", CONSTRAINTS.values(), ids=lambda it: it.name)


@ENGINES
@EVERY
def test_a_good_cube_breaks_no_constraint(run, constraint, tmp_path):
    assert run(constraint, cubes.with_ontology(cubes.good()), tmp_path) == set()


@ENGINES
@pytest.mark.parametrize("trap", cubes.TRAPS, ids=lambda trap: f"{trap.constraint}:{trap.found[0]}")
def test_a_constraint_finds_its_trap(run, trap, tmp_path):
    found = run(CONSTRAINTS[trap.constraint], cubes.with_ontology(trap.data), tmp_path)
    assert found == {str(KL_ID[name]) if ":" not in name else name for name in trap.found}


def test_every_constraint_has_a_trap():
    assert {trap.constraint for trap in cubes.TRAPS} == set(CONSTRAINTS)
    assert len(CONSTRAINTS) == 12


@EVERY
def test_the_real_data_break_no_constraint(whole, constraint):
    assert open_source(whole).select(constraint.query).rows == ()


def test_the_real_data_have_observations_to_check(whole):
    count = f"SELECT ?of (COUNT(?it) AS ?n) WHERE {{ ?it <{QB.dataSet}> ?of }} GROUP BY ?of"
    counted = {str(of): n.toPython() for of, n in open_source(whole).select(count).rows}
    names = ("targets", "indicators", "population")
    assert set(counted) == {str(KL_ID[f"cube/{name}"]) for name in names}
    assert counted[str(KL_ID["cube/population"])] >= 15
    assert counted[str(KL_ID["cube/targets"])] >= 80


def test_the_readme_accounts_for_every_constraint_of_the_recommendation():
    rows = re.findall(
        r"^\| IC-(\d+) .*? \| (.*) \|$", (HOME / "README.md").read_text("utf-8"), re.M
    )
    assert [int(number) for number, _ in rows] == list(RECOMMENDED)
    named = {name for _, text in rows for name in re.findall(r"`(\S+)\.rq`", text)}
    assert named == {name for name in CONSTRAINTS if name.startswith("ic-")}
    for number, text in rows:
        has_query = re.search(rf"`ic-{int(number):02}-\S+\.rq`", text)
        assert has_query or text.startswith(("does not apply: ", "no query; ")), number


def test_duplicates_are_looked_for_by_the_dimensions_of_each_data_set():
    """IC-12 names the dimensions itself, so that it can group by them."""
    terms = ontology.load(artefacts.ontology())
    query = CONSTRAINTS["ic-12-no-duplicates"].query
    for name in ("targets", "indicators", "population"):
        path = QB.structure / QB.component / QB.dimension
        dimensions = set(terms.objects(KL_ID[f"cube/{name}"], path))
        assert dimensions
        blocks = re.findall(rf"dataSet <{KL_ID[f'cube/{name}']}> ;\s+(.*?) \.\s", query, re.S)
        assert len(blocks) == 2  # in the subquery, and around it
        for block in blocks:
            assert {KL[term] for term in re.findall(r"kl:(\w+)", block)} == dimensions


def test_the_structures_are_in_the_normalised_form():
    """Section 10: what qb:dimension, qb:measure and qb:attribute say, qb:componentProperty says."""
    terms = ontology.load(artefacts.ontology())
    kinds = {
        QB.dimension: QB.DimensionProperty,
        QB.measure: QB.MeasureProperty,
        QB.attribute: QB.AttributeProperty,
    }
    components = set(terms.objects(None, QB.component))
    assert len(components) == 11
    for component in components:
        assert isinstance(component, URIRef)
        (pair,) = [(kind, it) for kind in kinds for it in terms.objects(component, kind)]
        assert list(terms.objects(component, QB.componentProperty)) == [pair[1]]
        assert {kinds[pair[0]], QB.ComponentProperty} <= set(terms.objects(pair[1]))
