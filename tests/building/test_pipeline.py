"""The build as its users see it: what is rebuilt and why, and what a failure leaves."""

import shutil

import pytest

from kretslopp import artefacts, dataset
from kretslopp.building import build
from kretslopp.engine import open_dataset
from kretslopp.errors import DataViolation, UnreadableInput

BORLANGE = "borlange/2023-2026"


def number(project, query):
    ((found,),) = open_dataset(dataset.current(project.out)).select(query).rows
    return int(found)


TABLES = f"tables/{BORLANGE}"
K14_YEARS = (f"{TABLES}/municipal.csv", "-,-,2024-2026", "-,-,2025-2026")


def test_nothing_changed_nothing_rebuilt(project):
    before = dataset.current(project.out)
    built = project.build()
    assert (built.rebuilt, built.kept) == ((), ("shared", BORLANGE))
    assert built.version == before
    assert project.lines[1:] == ["up to date  shared", f"up to date  {BORLANGE}"]


@pytest.mark.slow
def test_a_changed_table_rebuilds_its_programme_only(project):
    project.edit(*K14_YEARS)
    built = project.build()
    assert (built.rebuilt, built.kept) == ((BORLANGE,), ("shared",))
    assert f"build       {BORLANGE}: data/{TABLES}/municipal.csv changed" in project.lines
    assert "wrote       graph/source/borlange/2023-2026.ttl" in project.lines
    k14 = "<https://w3id.org/kretslopp/id/action/borlange/2023-2026/K14>"
    kl = "https://w3id.org/kretslopp/def#"
    assert number(project, f"SELECT ?y {{ {k14} <{kl}startYear> ?y }}") == 2025


@pytest.mark.slow
def test_a_changed_register_rebuilds_all(project):
    project.edit("curation/registers/goal-areas.csv", "Målområde i", "Ett målområde i")
    built = project.build()
    assert built.rebuilt == ("shared", BORLANGE)
    assert (
        f"build       {BORLANGE}: data/curation/registers/goal-areas.csv changed" in project.lines
    )


@pytest.mark.slow
def test_a_table_that_says_other_things_than_its_document_is_told(project):
    project.edit(*K14_YEARS)
    assert project.build().warnings == 18 + 1
    (warning,) = (line for line in project.lines if line.startswith("warning"))
    assert "row 15, column år" in warning
    assert "The table says “2025-2026”, the document “2024-2026”." in warning


@pytest.mark.slow
def test_what_is_built_again_is_the_same(project, built):
    again = project.build(verify=True)
    assert again.rebuilt == ("shared", BORLANGE)
    assert again.version.name == dataset.current(built).name
    assert any(line.startswith("verified") for line in project.lines)


def test_missing_tables_are_made_from_the_document(project):
    tables = project.data / TABLES
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    shutil.rmtree(tables)
    project.build()
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before


def test_the_committed_graphs_are_what_the_build_makes(whole):
    committed = {
        path.relative_to(artefacts.data()): path.read_bytes()
        for path in (artefacts.data() / "graph").rglob("*.ttl")
    }
    assert len(committed) > 40
    data = whole.parent / "data"
    made = {path.relative_to(data): path.read_bytes() for path in (data / "graph").rglob("*.ttl")}
    assert made == committed


@pytest.mark.slow
def test_graphs_that_are_missing_or_stale_are_made_again(project):
    graphs = project.data / "graph"
    before = {path: path.read_bytes() for path in graphs.rglob("*.ttl")}
    shutil.rmtree(graphs)
    (graphs / "source").mkdir(parents=True)
    (graphs / "source" / "gone.ttl").write_text("")
    project.build(verify=True)
    assert {path: path.read_bytes() for path in graphs.rglob("*.ttl")} == before


@pytest.mark.parametrize("name", ["source", "provenance", "register", "interpretation"])
def test_one_file_a_graph(project, name):
    assert list((project.data / "graph" / name).rglob("*.ttl"))


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        (f"{TABLES}/municipal.csv", "Borlänge kommun Ekonomikontor", "Ekonomin",
         r"municipal\.csv, row 4, column ansvar: “Ekonomin” is not an organisation"),
        (f"{TABLES}/municipal.csv", "-,-,2024-2026", "-,-,2203",
         r"municipal\.csv, row 15, column år"),
        (f"{TABLES}/municipal.csv", "-,-,2024-2026", "-,-,20244", "“20244” is not a year"),
        (f"{TABLES}/municipal.csv", "\n14,", "\n13,", r"row 15, column nr: Action number 13"),
        (f"{TABLES}/municipal.csv", "åtgärder", "atgarder", "column “åtgärder” is missing"),
    ],
)  # fmt: skip
def test_bad_data_leaves_the_last_good_dataset(project, path, old, new, words):
    good = dataset.current(project.out)
    graph = project.data / "graph" / "source" / f"{BORLANGE}.ttl"
    before = graph.read_bytes()
    project.edit(path, old, new)
    with pytest.raises(DataViolation, match=words):
        project.build()
    assert dataset.current(project.out) == good
    assert graph.read_bytes() == before
    assert number(project, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") > 5000


def test_faults_of_all_programmes_come_at_once(project):
    other = project.data / "tables" / "falun" / "2023-2026"
    other.mkdir(parents=True)
    (other / "plan.csv").write_text(
        "kommun,planperiod,programperiod\nFalun,2023-2030,2023-2026\n", encoding="utf-8"
    )
    (other / "municipal.csv").write_text("nr,åtgärder,år\n1,Sortera,0000\n", encoding="utf-8")
    project.edit(f"{TABLES}/municipal.csv", "Borlänge kommun Ekonomikontor", "Ekonomin")
    with pytest.raises(DataViolation) as caught:
        project.build()
    text = str(caught.value)
    assert "Ekonomin" in text
    assert "“0000” is not a year" in text


@pytest.mark.slow
def test_a_second_programme_changes_nothing_of_the_first(project):
    other = project.data / "tables" / "falun" / "2023-2026"
    other.mkdir(parents=True)
    (other / "plan.csv").write_text(
        "kommun,planperiod,programperiod\nFalun,2023-2030,2023-2026\n", encoding="utf-8"
    )
    (other / "regional.csv").write_text(
        "nr,åtgärder,mål,år,lagkrav\n18,Annan titel,9,2023,X\n", encoding="utf-8"
    )
    (other / "municipal.csv").write_text(
        "nr,åtgärder,regional_åtgärd\n1,Sortera,18\n", encoding="utf-8"
    )
    before = (dataset.current(project.out) / f"graph/inferred/{BORLANGE}.nq").read_bytes()
    built = project.build(verify=True)
    assert built.rebuilt == ("shared", BORLANGE, "falun/2023-2026")
    assert (built.version / f"graph/inferred/{BORLANGE}.nq").read_bytes() == before
    # Both rows stand, each with its years on its own participation, and the reader is told.
    home = "<https://w3id.org/kretslopp/id/participation"
    start = "<https://w3id.org/kretslopp/def#startYear>"
    for owner, year in (("borlange", 2024), ("falun", 2023)):
        asked = f"SELECT ?y {{ {home}/{owner}/2023-2026/R18> {start} ?y }}"
        assert number(project, asked) == year
    told = [line for line in project.lines if line.startswith("warning")]
    assert any("first year of dalarna/2023-2026/R18" in line for line in told)
    assert any("“2023” in falun/2023-2026" in line for line in told)
    assert project.build().kept == ("shared", BORLANGE, "falun/2023-2026")
    shutil.rmtree(other.parent)
    assert project.build().rebuilt == ("shared",)
    assert not (built.version.parent / "current" / "graph/source/falun").exists()


def test_a_document_that_is_not_the_manifest_s(project):
    path = project.data / "sources" / "borlange-atgardsprogram-2023-2026.txt"
    path.write_text(path.read_text(encoding="utf-8") + "!", encoding="utf-8")
    with pytest.raises(DataViolation, match=r"manifest\.csv, row 2, column sha256"):
        project.build()


def test_a_directory_that_is_no_data(tmp_path):
    with pytest.raises(UnreadableInput, match="not a data directory"):
        build(tmp_path, tmp_path / "out", lambda _: None)


def test_nothing_published_is_a_blank_node(built):
    files = list((dataset.current(built) / "graph").rglob("*.nq"))
    assert len(files) > 12
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "_:" not in "".join(line.split('"')[0] for line in text.splitlines())
