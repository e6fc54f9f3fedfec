"""The real data and the real ontology against the shapes.

What must be found of Borlänge is worked out by hand from
``data/sources/borlange-atgardsprogram-2023-2026.txt``; the line numbers are its. What must be
found of the others is worked out from their tables, which say what their pages say.
"""

import pytest
from rdflib import Graph, Literal

from kretslopp import addresses, artefacts, ontology
from kretslopp.errors import Place
from kretslopp.namespaces import KL, KL_SHAPES, RDFS, new_graph
from kretslopp.validation import Report, validate
from shapes import fixtures

GRAPHS = artefacts.data() / "graph"
MUNICIPAL = "tables/borlange/2023-2026/municipal.csv"
REGIONAL = "tables/borlange/2023-2026/regional.csv"


def merged(*directories: str) -> Graph:
    graph = new_graph()
    for directory in directories:
        for path in sorted((GRAPHS / directory).rglob("*.ttl")):
            graph += ontology.read_turtle(path)
    return graph


def asserted() -> Graph:
    return merged("source", "register", "interpretation")


@pytest.fixture(scope="module")
def provenance() -> Graph:
    return merged("provenance")


def check(data: Graph, provenance: Graph) -> Report:
    shapes = fixtures.shapes(artefacts.shapes())
    return validate(data, ontology.load(artefacts.ontology()), shapes, provenance)


@pytest.fixture(scope="module")
def report(provenance: Graph) -> Report:
    return check(asserted(), provenance)


@pytest.mark.slow
def test_the_real_data_have_no_violation(report: Report):
    assert len(asserted()) > 1000
    assert report.of("violation") == ()


@pytest.mark.slow
def test_the_warnings_are_those_of_the_document(report: Report):
    without_goal = "mål"  # a dash in the column Mål
    law_only = "regional_åtgärd"  # an X for Lagkrav, but a dash in the column Regional åtgärd
    warnings = [(it.focus, it.place) for it in report.of("warning")]
    of_borlange = [found for found in warnings if found[1].file.startswith("tables/borlange/")]
    # The document names the goals 1 to 10 of the plan by their numbers alone.
    goals = {addresses.goal("borlange", "2023-2030", str(number)) for number in range(1, 11)}
    assert {focus for focus, _ in of_borlange} >= goals
    assert [found for found in of_borlange if found[0] not in goals] == [
        (addresses.action(owner, "2023-2026", code), Place(file, row=row, column=column))
        for owner, code, file, row, column in (
            ("borlange", "K9", MUNICIPAL, 10, law_only),  # line 463
            ("borlange", "K11", MUNICIPAL, 12, law_only),  # lines 488-493
            ("borlange", "K12", MUNICIPAL, 13, without_goal),  # line 498
            ("borlange", "K14", MUNICIPAL, 15, without_goal),  # line 516
            ("borlange", "K15", MUNICIPAL, 16, without_goal),  # line 524
            ("borlange", "K16", MUNICIPAL, 17, without_goal),  # line 535
            ("borlange", "K19", MUNICIPAL, 20, without_goal),  # line 566
            ("dalarna", "R17", REGIONAL, 18, without_goal),  # lines 278-279
        )
    ]


# What other plans' pages leave open, by table, column and row.
LEFT_OPEN = {
    # Falun names no one of its own for R2, R3 and R4; what 6 of 12 are of is not printed.
    "falun/2023-2026/regional": {"medverkande": {3, 4, 5}},
    "falun/2023-2026/targets": {"enhet": {24, 25, 26}},
    # Values for which the page gives no year.
    "jonkoping/phu-16/targets": {"år": {4}},
    "nacka/2021-2026/targets": {"år": {4, 5, 11}},
    # Units that the value list lacks: g/huvudmål, Fixotek, verksamheter, procent av hushållen.
    "goteborgsregionen/2021-2030/targets": {"år": {4, 5, 6, 8}, "enhet": {8}},
    "gotland/2020-2030/targets": {"enhet": {2}},
    "orebro/2020-2030/targets": {"enhet": {12, 13}},
    "sundsvall/2015-2020/targets": {"enhet": {2, 14}},
}


@pytest.mark.slow
def test_the_warnings_of_other_plans_are_what_their_pages_leave_open(report: Report):
    """Never that a column is empty which the page does not have, or a cell that was not seen."""
    found: dict[str, dict[str, set[int]]] = {}
    for place in (it.place for it in report.of("warning")):
        table = place.file.removeprefix("tables/").removesuffix(".csv")
        if not table.startswith("borlange/"):
            found.setdefault(table, {}).setdefault(place.column, set()).add(place.row)
    assert found == LEFT_OPEN


@pytest.mark.slow
def test_everything_has_an_english_label(report: Report):
    assert report.of("info") == ()


@pytest.mark.slow
def test_without_our_translations_the_missing_english_is_info_only(provenance: Graph):
    report = check(merged("source", "register"), provenance)
    assert report.conforms
    assert {it.shape for it in report.of("info")} == {KL_SHAPES["LabelShape-en"]}
    titled = [it for it in report.of("info") if it.place and it.place.column == "åtgärder"]
    # Borlänge's 19 regional and 23 municipal actions; Falun's, Nacka's, Jönköping's municipal
    # ones, three of the joint plan of 2018-2022, and those of nine other plans: Vara, Sysav, SSAM,
    # Karlstad twice, Norrköping, Hudiksvall, Vännäs with others, Arvika.
    assert len(titled) == 19 + 23 + 9 + 14 + 9 + 3 + (9 + 8 + 7 + 6 + 3 + 4 + 4 + 3 + 2)
    assert titled[0].path == RDFS.label


def test_a_wrong_year_is_found_in_its_row_and_column(provenance: Graph):
    data = merged("source/borlange", "register")
    action = addresses.action("borlange", "2023-2026", "K13")
    data.set((action, KL.startYear, Literal(2032)))
    data.set((action, KL.endYear, Literal(2032)))
    after = {
        KL_SHAPES["ProgrammeYearsShape-end-not-after"],
        KL_SHAPES["ProgrammeYearsShape-start-not-after"],
    }
    report = check(data, provenance)
    assert report.conforms  # the years may be the document's
    found = [it for it in report.of("warning") if it.focus == action]
    assert {it.shape for it in found} == after
    assert {it.place for it in found} == {Place(MUNICIPAL, row=14, column="år")}
    assert {it.value for it in found} == {Literal(2032)}


def test_the_real_ontology_passes_the_lint():
    vocabulary = ontology.load(artefacts.ontology())
    lint = fixtures.shapes(artefacts.shapes() / "ontology")
    assert validate(vocabulary, new_graph(), lint, new_graph()).results == ()


def test_the_lint_sees_the_real_ontology():
    vocabulary = ontology.load(artefacts.ontology())
    vocabulary.remove((KL.precededBy, RDFS.isDefinedBy, None))
    vocabulary.remove((KL.Goal, RDFS.label, None))
    lint = fixtures.shapes(artefacts.shapes() / "ontology")
    report = validate(vocabulary, new_graph(), lint, new_graph())
    assert {(it.focus, it.path) for it in report.results} == {
        (KL.precededBy, RDFS.isDefinedBy),
        (KL.Goal, RDFS.label),
    }
