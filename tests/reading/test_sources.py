"""A row of a source and its cells, from a graph small enough to count by hand."""

import pytest

from kretslopp import addresses
from kretslopp.engine import open_file
from kretslopp.namespaces import KL_ID
from kretslopp.reading.lookups import Lookups
from kretslopp.reading.sources import SourceRow, source_cells, source_rows

DATA = """
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX prov: <http://www.w3.org/ns/prov#>
BASE <https://w3id.org/kretslopp/id/>
<action/K1> prov:wasDerivedFrom <record/K1>, <record/note> .
<record/K1> a kl:SourceRow ; kl:row 2 ; kl:firstLine 7 ; kl:lastLine 9 ; kl:table <record/t> ;
  kl:uncertainColumn "mål" ; kl:cell <record/K1/ar>, <record/K1/nr>, <record/K1/mal> .
<record/t> a kl:SourceTable ; kl:tableName "municipal" ; kl:document <document> ;
  kl:column "nr", "mål", "år", "lagkrav" .
<document> kl:fileName "orsa.txt" .
<record/K1/ar> kl:columnHead "år" ; kl:printedValue "2026" ; kl:correctedValue "2027" .
<record/K1/nr> kl:columnHead "nr" ; kl:printedValue "1" .
<record/K1/mal> kl:columnHead "mål" ; kl:correctedValue "1.1" .
"""
K1 = KL_ID["record/K1"]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("sources") / "data.ttl"
    path.write_text(DATA, encoding="utf-8")
    return open_file(path)


@pytest.fixture(scope="module", params=["at once", "one by one"])
def row(request, engine):
    if request.param == "at once":
        return source_rows(engine, {K1, KL_ID["record/other"]})[K1]
    return SourceRow(K1, Lookups(engine).of)


def test_a_row_knows_its_place(row):
    assert (row.name, row.number, row.first_line, row.last_line) == ("municipal", 2, 7, 9)
    assert row.table.document == KL_ID["document"]
    assert row.uncertain == {"mål"}


def test_its_cells_stand_as_in_the_table_with_what_is_used(row):
    assert [(cell.head, cell.text) for cell in row.cells] == [
        ("nr", "1"),
        ("mål", "1.1"),
        ("år", "2027"),
    ]
    assert row.cell("år").printed == "2026"
    assert row.cell("mål").printed is None
    assert row.cell("år").iri == addresses.cell(K1, "år")
    assert row.cell("ar") is None  # the same address, another head


@pytest.mark.parametrize(
    ("head", "value", "state"),
    [
        ("lagkrav", True, "yes"),
        ("lagkrav", False, "no"),
        ("lagkrav", None, "not-marked"),
        ("ansvar", None, "not-stated"),
        ("mål", ("1",), "yes"),
        ("mål", None, "not-stated"),  # uncertain and empty: it was not seen
    ],
)
def test_a_cell_has_one_of_four_states(engine, row, head, value, state):
    assert row.state(head, value) == state
    cells = source_cells(engine, "", frozenset({"municipal"}))[KL_ID["action/K1"]]
    assert cells.state(head, value) == state


def test_what_is_uncertain_is_not_for_those_who_want_certain_cells(engine):
    cells = source_cells(engine, "", frozenset({"municipal"}))[KL_ID["action/K1"]]
    assert [cells.may_use("mål", certain_only=only) for only in (False, True)] == [True, False]
    assert cells.may_use("år", certain_only=True)
    assert source_cells(engine, "", frozenset({"goals"})) == {}
