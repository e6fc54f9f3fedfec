"""Bad input: a clear sentence on stderr, the right exit code, no traceback."""

import socket

import pytest

from kretslopp import dataset

BORLANGE = "tables/borlange/2023-2026"


@pytest.fixture
def refused(kretslopp):
    """Run a command that must fail; return what it said."""

    def run(code, *arguments, stdin=None):
        result = kretslopp(*arguments, stdin=stdin)
        assert isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        assert result.stderr.strip().endswith((".", "”", "?", ":", ")"))
        return result.stderr

    return run


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        ("Åtgärder Mål År".encode("utf-16"), ""),
        ("Målområde  Åtgärder  Mål  År".encode("latin-1"), "UTF-8"),
        (b"Hej!\n", "table"),
    ],
)
def test_a_document_that_is_none(refused, tmp_path, body, words):
    path = tmp_path / "dokument.txt"
    path.write_bytes(body)
    said = refused(2, "extract", path, "-o", tmp_path / "out")
    assert "dokument.txt" in said
    assert words in said
    assert not (tmp_path / "out").exists()


def test_a_document_that_is_not_there(refused, tmp_path):
    assert "no.txt" in refused(2, "extract", tmp_path / "no.txt", "-o", tmp_path / "out")


@pytest.mark.parametrize(
    ("table", "old", "new", "code", "words"),
    [
        ("municipal", "åtgärder", "atgarder", 1, "column “åtgärder” is missing"),
        ("municipal", "Borlänge kommun Ekonomikontor", "Borlänge kommun Ekonomikontoret", 1,
         "Nearest known: Ekonomikontor"),
        ("municipal", ",2025,", ",2203,", 1, "column år"),
        ("municipal", ",2025,", ",25,", 1, "“25” is not a year"),
        ("municipal", "\n2,", "\n1,", 1, "Action number 1 stands in row 2 already"),
        ("plan", "Borlänge", "Bårlänge", 1, "not a municipality of the register"),
    ],
)  # fmt: skip
def test_a_table_with_a_fault(refused, project, table, old, new, code, words):
    good = dataset.current(project.out)
    project.edit(f"{BORLANGE}/{table}.csv", old, new)
    said = refused(code, "build", "--data", project.data, "-o", project.out)
    assert words in said
    assert f"{table}.csv" in said
    assert dataset.current(project.out) == good


def test_a_table_in_the_wrong_encoding(refused, data, tmp_path):
    path = data / BORLANGE / "municipal.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", "replace"))
    assert "Save it as CSV UTF-8" in refused(2, "build", "--data", data, "-o", tmp_path / "out")


def test_a_graph_file_with_a_syntax_error(refused, tmp_path):
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix kl: <https://w3id.org/kretslopp/def#> .\nkl:a kl:b kl:c\nkl:d\n")
    said = refused(2, "query", "-", "--dataset", path, stdin="ASK {}")
    assert "broken.ttl, line 3" in said


def test_a_directory_that_is_no_dataset(refused, tmp_path):
    for command in (
        ("query", "-"),
        ("ask", "timeline"),
        ("serve",),
        ("export", "a", "b", "-o", "x"),
    ):
        assert "not a built dataset" in refused(2, *command, "--dataset", tmp_path, stdin="ASK {}")
    assert "no dataset here" in refused(2, "ask", "timeline", "--dataset", tmp_path / "no")


def test_a_data_directory_that_is_none(refused, tmp_path):
    for command in ("build", "validate"):
        assert "not a data directory" in refused(2, command, "--data", tmp_path)


def test_a_place_that_holds_other_things(refused, data, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("kept")
    assert "not empty" in refused(2, "build", "--data", data, "-o", tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "kept"


def test_a_place_that_can_not_be_written(refused, data, tmp_path):
    (tmp_path / "file").write_text("")
    assert "written" in refused(2, "build", "--data", data, "-o", tmp_path / "file" / "x")


def test_a_port_in_use(refused, built):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port} is in use" in refused(2, "serve", "--port", port, "--dataset", built)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("SELECT * WHERE {\n ?s ?p }", "line 2, column 2"),
        ("INSERT DATA { <a> <b> <c> }", "read-only"),
        ("SELECT * { SERVICE <http://a> {} }", "SERVICE"),
        ("", "empty"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_query_that_is_refused(refused, built, asked, words):
    assert words in refused(2, "query", "-", "--dataset", built, stdin=asked)


def test_a_query_that_is_not_there(refused, built, tmp_path):
    assert "no.rq" in refused(2, "query", tmp_path / "no.rq", "--dataset", built)


def test_a_format_that_can_not_hold_the_answer(refused, built):
    said = refused(2, "query", "-", "--dataset", built, "--format", "ttl", stdin="ASK {}")
    assert "json, xml, csv, tsv" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("actions-of-gaol",), "actions-of-goal"),
        (("actions-of-goal", "--goal", "99"), "99"),
        (("actions-running-in-year", "--year", "snart"), "snart"),
    ],
)
def test_a_question_asked_wrong(refused, built, arguments, words):
    name, *values = arguments
    assert words in refused(2, "ask", name, *values, *(["--dataset", built] if values else []))


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [("ftp://x", "not the address"), ("http://127.0.0.1:9/sparql", "can't be reached")],
)
def test_an_endpoint_that_does_not_answer(refused, endpoint, words):
    assert words in refused(2, "query", "-", "--endpoint", endpoint, stdin="ASK {}")


def test_a_programme_that_is_not_there(refused, built, tmp_path):
    said = refused(2, "export", "falun", "2023-2026", "--dataset", built, "-o", tmp_path / "x")
    assert "no records" in said
