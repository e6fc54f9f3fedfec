"""Each subcommand through the door that its user takes."""

import csv
import io
import json
import re
import shlex

import pytest
from rdflib import Graph

from kretslopp import __version__, artefacts
from kretslopp.cli import main
from kretslopp.namespaces import RDF, SH

SOURCE = artefacts.data() / "sources" / "borlange-atgardsprogram-2023-2026.txt"
TABLES = artefacts.data() / "tables" / "borlange" / "2023-2026"


def test_version_and_help(kretslopp):
    assert __version__ in kretslopp("--version").stdout
    assert set(main.list_commands(None)) == {
        "extract",
        "new",
        "import",
        "build",
        "validate",
        "query",
        "ask",
        "compare",
        "why",
        "align",
        "themes",
        "diff",
        "export",
        "serve",
        "publish",
    }
    for name in main.list_commands(None):
        assert name in kretslopp("--help").stdout
        assert "Example:" in kretslopp(name, "--help").stdout


def examples():
    """The example lines of the subcommands; serve does not end by itself, publish takes minutes."""
    for name in main.list_commands(None):
        command = main.get_command(None, name)
        if name in ("serve", "publish"):
            continue
        (example,) = re.findall(r"Example:\n\s+(.+)", command.help or "")
        yield pytest.param(example, id=name, marks=pytest.mark.slow if name == "build" else ())


@pytest.mark.parametrize("example", list(examples()))
def test_the_example_of_the_help_works_as_printed(
    example, kretslopp, whole, project, monkeypatch, tmp_path
):
    """Run in the checkout, with only the place of what is written turned elsewhere.

    What goes through all the data, and builds, has a copy with Borlänge's programme alone.
    """
    monkeypatch.chdir(artefacts.data().parent)
    goes_through_all = example.split()[1] in ("build", "validate")
    monkeypatch.setattr(
        "kretslopp.artefacts.dataset", lambda: project.out if goes_through_all else whole
    )
    if goes_through_all:
        monkeypatch.setattr("kretslopp.artefacts.data", lambda: project.data)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "dataset").symlink_to(whole)
    echoed, _, command = example.rpartition(" | ")
    arguments = [
        str(tmp_path / word) if word.startswith("build/") else word
        for word in shlex.split(command)[1:]
    ]
    stdin = shlex.split(echoed)[1] if echoed else None
    result = kretslopp(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.output


def test_extract_writes_the_tables(kretslopp, tmp_path):
    result = kretslopp("extract", SOURCE, "-o", tmp_path / "t")
    assert result.exit_code == 0
    assert (tmp_path / "t" / "regional.csv").read_bytes() == (TABLES / "regional.csv").read_bytes()
    assert "municipal.csv: 23 rows" in result.stderr


def test_extract_export_and_the_graph_agree(kretslopp, built, tmp_path):
    kretslopp("extract", SOURCE, "-o", tmp_path / "extracted")
    result = kretslopp(
        "export", "borlange", "2023-2026", "--dataset", built, "-o", tmp_path / "rebuilt"
    )
    assert result.exit_code == 0
    names = [path.name for path in sorted((tmp_path / "extracted").iterdir())]
    assert names == ["footnotes.csv", "municipal.csv", "plan.csv", "regional.csv"]
    for name in names:
        extracted, rebuilt = tmp_path / "extracted" / name, tmp_path / "rebuilt" / name
        assert extracted.read_bytes() == rebuilt.read_bytes()


def test_what_extract_doubts_is_told_and_kept(kretslopp, tmp_path):
    text = SOURCE.read_text(encoding="utf-8")
    assert "4,5  2  2025 Hushagen" in text
    path = tmp_path / "doubtful.txt"
    path.write_text(text.replace("4,5  2  2025 Hushagen", "2  2025 Hushagen"), encoding="utf-8")
    result = kretslopp("extract", path, "-o", tmp_path / "t")
    assert result.exit_code == 1
    assert "doubtful.txt, column mål; regional_åtgärd, lines 367-380" in result.stderr
    rows = list(csv.DictReader((tmp_path / "t" / "municipal.csv").open(encoding="utf-8")))
    assert len(rows) == 23
    assert rows[0]["osäkra_kolumner"]


@pytest.mark.slow
def test_build_says_what_it_did(kretslopp, project, tmp_path):
    first = kretslopp("build", "--data", project.data, "-o", tmp_path / "dataset")
    assert first.exit_code == 0
    assert "2 of 2 parts built, 18 warnings" in first.stderr
    second = kretslopp("build", "--data", project.data, "-o", project.out)
    assert "0 of 2 parts built" in second.stderr


def test_validate_prints_places_and_writes_the_report(kretslopp, data, tmp_path):
    report = tmp_path / "report.ttl"
    result = kretslopp("validate", "--data", data, "-o", report, "--lang", "en")
    assert result.exit_code == 0
    assert "municipal.csv, row 15, column mål" in result.stdout
    assert "0 violations" in result.stdout
    graph = Graph().parse(report)
    assert len(set(graph.subjects(RDF.type, SH.ValidationResult))) == 18


@pytest.mark.slow
def test_validate_speaks_swedish_unless_told(kretslopp, data):
    assert "rad 15, kolumn mål" in kretslopp("validate", "--data", data).stdout


def test_validate_fails_on_broken_data(kretslopp, data):
    path = data / "tables" / "borlange" / "2023-2026" / "municipal.csv"
    text = path.read_text(encoding="utf-8").replace("Optimera", "5. Optimera", 1)
    path.write_text(text, encoding="utf-8")
    result = kretslopp("validate", "--data", data)
    assert result.exit_code == 1
    assert "municipal.csv, rad 15, kolumn åtgärder" in result.stdout


def test_validate_a_built_dataset_or_a_file(kretslopp, built, tmp_path):
    result = kretslopp("validate", "--dataset", built, "--lang", "en")
    assert result.exit_code == 0
    assert "0 violations, 18 warnings" in result.stdout
    path = tmp_path / "x.ttl"
    path.write_text(
        "<https://w3id.org/kretslopp/id/action/x/2023-2026/K1> a "
        "<https://w3id.org/kretslopp/def#MunicipalAction> .",
        encoding="utf-8",
    )
    assert kretslopp("validate", "--dataset", path).exit_code == 1


COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?a a <https://w3id.org/kretslopp/def#Action> }"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("table", "?n\n--\n42\n\n1 solution\n"),
        ("csv", "n\r\n42\r\n"),
        ("tsv", "?n\n42\n"),
    ],
)
def test_query_formats(kretslopp, built, name, expected):
    result = kretslopp("query", "-", "--dataset", built, "--format", name, stdin=COUNT)
    assert result.exit_code == 0
    assert result.stdout_bytes.decode("utf-8") == expected


def test_query_from_a_file_to_a_file(kretslopp, built, tmp_path):
    asked = tmp_path / "q.rq"
    asked.write_text("CONSTRUCT WHERE { ?s a <https://w3id.org/kretslopp/def#Plan> }")
    out = tmp_path / "deep" / "answer.jsonld"
    result = kretslopp("query", asked, "--dataset", built, "--format", "jsonld", "-o", out)
    assert result.exit_code == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))) == 1


def test_query_shows_a_graph_as_turtle_and_a_truth(kretslopp, built):
    asked = "CONSTRUCT WHERE { ?s a <https://w3id.org/kretslopp/def#Plan> }"
    result = kretslopp("query", "-", "--dataset", built, stdin=asked)
    assert "a kl:Plan ." in result.stdout
    assert "true" in kretslopp("query", "-", "--dataset", built, stdin="ASK {}").stdout


def test_query_an_rdf_file(kretslopp, tmp_path):
    path = tmp_path / "x.ttl"
    path.write_text("<http://e/å> <http://e/p> 'ö' .", encoding="utf-8")
    result = kretslopp("query", "-", "--dataset", path, stdin="SELECT * { ?s ?p ?o }")
    assert "<http://e/å>" in result.stdout


def test_ask_in_each_format(kretslopp, built):
    common = ("ask", "goals-of-action", "--action", "K13", "--dataset", built)
    assert "10" in kretslopp(*common).stdout
    rows = list(csv.DictReader(io.StringIO(kretslopp(*common, "--format", "csv").stdout)))
    assert len(rows) == 1
    document = json.loads(kretslopp(*common, "--format", "json", "--lang", "en").stdout)
    assert len(document["rows"]) == 1
    assert document["language"] == "en"


def test_ask_lists_the_questions(kretslopp):
    listed = kretslopp("ask", "--help").stdout
    stems = {path.stem for path in artefacts.queries().rglob("*.rq")}
    assert len(stems) >= 14
    assert all(stem in listed for stem in stems)


def test_every_question_answers(kretslopp, built):
    stems = sorted(path.stem for path in artefacts.queries().rglob("*.rq"))
    for stem in stems:
        result = kretslopp("ask", stem, "--dataset", built)
        assert result.exit_code == 0, f"{stem}: {result.output}"
