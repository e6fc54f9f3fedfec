"""The rule for characters through the doors: arguments, parameters, addresses, queries, tables."""

import pytest

from kretslopp import artefacts, comparison, questions, tables
from kretslopp.engine import open_source
from kretslopp.errors import WrongUse
from kretslopp.schema import CONTRACTS
from kretslopp.web import create_app
from workbooks.forms import ACTION, csv_form

ODD = [
    ("borlänge", "2023-2026"),
    ("BORLÄNGE", "2023–2026"),
    ("Bor\u00adlänge", "2023−2026"),
    ("Borla\u0308nge\ufeff", "2023‑2026"),
    ("\u00a0Borlänge ", " 2023-2026\u200b"),
]


@pytest.fixture(scope="module")
def source(built):
    return comparison.open(built)


@pytest.fixture(scope="module")
def published(built):
    engine = open_source(built)
    return create_app(engine, questions.load(artefacts.queries())).test_client()


@pytest.mark.parametrize(("municipality", "period"), ODD)
def test_a_comparison_knows_the_municipality_and_the_period(source, municipality, period):
    frame = source.completeness(municipality, period)
    assert set(frame["municipality"]) == {"borlange"}


@pytest.mark.parametrize("municipality", [name for name, _ in ODD])
def test_a_question_knows_the_municipality(kretslopp, built, municipality):
    def rows(name):
        arguments = ("--municipality", name, "--dataset", built, "--format", "csv")
        result = kretslopp("ask", "actions-per-goal-area", *arguments)
        assert result.exit_code == 0, result.output
        return result.stdout

    assert len(rows("borlange").split("\n")) > 5
    assert rows(municipality) == rows("borlange")


def test_a_goal_and_a_year_are_known(kretslopp, built):
    for name, parameter, value in (
        ("actions-of-goal", "--goal", "4\u00ad"),
        ("actions-running-in-year", "--year", "\ufeff2025"),
    ):
        result = kretslopp("ask", name, parameter, value, "--dataset", built, "--format", "csv")
        assert result.exit_code == 0, result.output
        assert len(result.stdout.split("\n")) > 3


def test_a_message_names_what_nobody_can_see(source):
    with pytest.raises(WrongUse, match=r"no municipality “No\[U\+00AD SOFT HYPHEN\]where”"):
        source.completeness("No\u00adwhere")


def test_a_query_may_begin_with_a_byte_order_mark(kretslopp, built, tmp_path):
    path = tmp_path / "q.rq"
    path.write_bytes(b"\xef\xbb\xbfASK {}")
    assert kretslopp("query", path, "--dataset", built).exit_code == 0


def test_tables_are_read_alike_however_they_are_typed():
    plain = "nr,åtgärder,mål,år\n1,Mät matsvinnet,4,2023-2025\n"
    odd = plain.replace("4,", "\u00a04\u00ad,").replace("Mät m", "Ma\u0308\u200bt\u2028m")
    typed = tables.parse(f"{odd}", CONTRACTS["municipal"], "municipal.csv")
    assert typed == tables.parse(plain, CONTRACTS["municipal"], "municipal.csv")


def test_import_tells_before_it_refuses(kretslopp, tmp_path):
    rows = [{**ACTION, "åtgärder": "=1+1", "mål": "7¹", "år": "0000-2026"}]
    form = csv_form(tmp_path / "form", municipal=rows)
    result = kretslopp("import", form, "--check", "--data", artefacts.data())
    assert result.exit_code == 1
    notes, faults = result.stderr.split("\n")[:2], result.stderr.split("\n")[2:]
    assert "column mål: The raised 1 after “7” was read as the mark of a footnote" in notes[0]
    assert "column åtgärder: “=1+1” begins like a formula" in notes[1]
    assert "row 2, column år: “0000-2026” is not a year" in faults[0]


@pytest.mark.parametrize("name", ["Bor\u00adlänge", "BORLÄNGE", "Borla\u0308nge"])
def test_a_template_is_made_for_a_municipality_however_it_is_typed(kretslopp, tmp_path, name):
    result = kretslopp("new", name, "2027−2030", "-o", tmp_path / "new")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "new" / "borlange-2027-2030.xlsx").is_file()


def test_a_page_knows_a_parameter_however_it_is_typed(published):
    asked = {"municipality": "Bor\u00adla\u0308nge"}
    answer = published.get("/sv/questions/actions-per-goal-area", query_string=asked)
    assert answer.status_code == 200


def test_a_query_sent_with_a_byte_order_mark(published):
    body = b"\xef\xbb\xbfASK {}"
    answer = published.post("/sparql", data=body, content_type="application/sparql-query")
    assert answer.status_code == 200
