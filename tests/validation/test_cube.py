from pathlib import Path

import pytest
from rdflib import URIRef

from cube import cubes
from kretslopp import artefacts
from kretslopp.errors import Place, UnreadableInput
from kretslopp.namespaces import KL_ID, KL_SHAPES, SH, new_graph
from kretslopp.validation import check_cube, load_constraints
from validation import examples

CONSTRAINTS = load_constraints(artefacts.shapes() / "cube")

RECORDS = """
@base <https://w3id.org/kretslopp/id/> .
@prefix kl: <https://w3id.org/kretslopp/def#> .
@prefix prov: <http://www.w3.org/ns/prov#> .

<target/falun/2023-2030/1/2030>
    prov:wasDerivedFrom <record/falun/2023-2026/targets/3> .
<target/falun/2023-2030/1/2030/again>
    prov:wasDerivedFrom <record/falun/2023-2026/targets/9> .
<record/falun/2023-2026/targets> kl:tableName "targets" .
<record/falun/2023-2026/targets/3> kl:table <record/falun/2023-2026/targets> ; kl:row 3 .
<record/falun/2023-2026/targets/9> kl:table <record/falun/2023-2026/targets> ; kl:row 9 .
"""


def test_a_duplicate_is_told_with_the_rows_of_both():
    (trap,) = [
        trap for trap in cubes.TRAPS if trap.found == (cubes.TARGET, f"{cubes.TARGET}/again")
    ]
    records = examples.parsed(RECORDS)
    report = check_cube(trap.data + records, examples.vocabulary(), CONSTRAINTS, records)
    assert not report.conforms
    assert [(it.focus, it.place) for it in report.results] == [
        (KL_ID[name], Place("tables/falun/2023-2026/targets.csv", row=row))
        for name, row in zip(trap.found, (3, 9), strict=True)
    ]
    first = report.results[0]
    assert first.severity == "violation"
    assert first.shape == KL_SHAPES["Cube-ic-12-no-duplicates"]
    assert first.component == SH.SPARQLConstraintComponent
    assert first.messages["sv"].startswith("Två rader ger samma värde")
    assert first.messages["en"].startswith("Two rows give the same value")


@pytest.mark.parametrize("trap", cubes.TRAPS, ids=lambda trap: f"{trap.constraint}:{trap.found[0]}")
def test_what_a_trap_is_about_is_found_beside_the_ontology(trap):
    report = check_cube(trap.data, examples.vocabulary(), CONSTRAINTS, new_graph())
    found = {(it.focus, str(it.shape)) for it in report.results}
    structural = not trap.found[0].startswith(("target/", "population/"))
    expected = {(KL_ID[name], str(KL_SHAPES[f"Cube-{trap.constraint}"])) for name in trap.found}
    assert structural or expected <= found


def test_a_good_cube_and_data_without_observations_conform():
    for data in (cubes.good(), examples.parsed(examples.TEXT), new_graph()):
        assert check_cube(data, examples.vocabulary(), CONSTRAINTS, new_graph()).results == ()


def test_the_graphs_handed_in_stay_as_they_are():
    data, vocabulary = cubes.good(), examples.vocabulary()
    sizes = len(data), len(vocabulary)
    check_cube(data, vocabulary, CONSTRAINTS, new_graph())
    assert (len(data), len(vocabulary)) == sizes


def test_every_constraint_speaks_both_languages_and_has_an_address():
    assert len(CONSTRAINTS) == 12
    for constraint in CONSTRAINTS:
        assert set(constraint.messages) == {"sv", "en"}
        assert constraint.iri == URIRef(f"{KL_SHAPES}Cube-{constraint.name}")


def test_a_directory_without_constraints_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableInput, match="no constraints here"):
        load_constraints(tmp_path)


def test_a_constraint_without_its_messages_is_refused(tmp_path: Path):
    path = tmp_path / "ic-99.rq"
    path.write_text("#+ message sv: Fel.\nSELECT ?focus WHERE {}", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="lacks messages") as caught:
        load_constraints(tmp_path)
    assert caught.value.faults[0].place == Place(str(path))
