"""What is written into a template comes back: through workbooks, CSV files and the graph."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kretslopp import artefacts, tables, workbooks
from kretslopp.building import BuildContext, sources
from kretslopp.characters import clean, damage, with_marks, without_raised
from kretslopp.mapping import programme as programmes
from kretslopp.mapping.provenance import provenance_graph, tables_of
from kretslopp.schema import CONTRACTS
from kretslopp.tables import Row, Table
from kretslopp.workbooks.examining import write_tables
from kretslopp.workbooks.lists import Lists
from kretslopp.workbooks.telling import is_ditto
from workbooks.forms import read

DATA = artefacts.data()
PROGRAMMES = sorted(p.parent.relative_to(DATA / "tables") for p in DATA.glob("tables/*/*/plan.csv"))
QUICK = ("borlange/2023-2026", "sorab/2021-2032")  # a document's, and a joint plan
SOME_SLOW = [
    pytest.param(name, marks=() if name.as_posix() in QUICK else pytest.mark.slow)
    for name in PROGRAMMES
]


def is_as_typed(text):
    """Whether a form keeps a text: it is whole, no sign for “as above”, and has no raised mark."""
    return not (is_ditto(text) or damage(text)) and text == with_marks(without_raised(text)[0])


texts = (
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=30)
    .map(clean)
    .filter(is_as_typed)
)
some = texts.filter(lambda text: text not in ("", "-"))
words = st.sampled_from(
    [
        "=1+1",
        "+46",
        "@x",
        "'4",
        "_x0041_",
        "_x000D_",
        "x005F_",
        "4,5",
        "2024",
        "nej",
        "a;b",
        'b"c',
        "ä",
    ]
)
years = st.integers(2027, 2030).map(str)
marks = st.sampled_from(["X", "nej", "", "-"])
offices = st.sampled_from(["Miljökontor", "Borlänge Energi; Miljökontor", "", "-"])
areas = st.sampled_from(["Matsvinn", "Avlopp och slam", "", "-"])
goals = st.lists(st.integers(1, 12).map(str), unique=True, max_size=3).map(",".join)


def action(**more):
    return st.fixed_dictionaries(
        {
            "målområde": areas, "åtgärder": some, "mål": goals | st.just("-"),
            "år": years | years.map(lambda year: f"-{year}") | st.just(""),
            "lagkrav": marks, "källa": texts | words, "anmärkning": texts, **more,
        }
    )  # fmt: skip


def numbered(rows, column="nr"):
    return [{column: str(number), **row} for number, row in enumerate(rows, start=1)]


@st.composite
def programme_tables(draw):
    """The tables of a programme of Borlänge, with gaps between rows and columns left out."""
    plan = {"kommun": "Borlänge", "region": "Dalarna", "planperiod": "2023-2030",
            "programperiod": "2027-2030", "titel": draw(some)}  # fmt: skip
    found = {
        "plan": [plan],
        "regional": numbered(draw(st.lists(action(medverkande=offices), max_size=3))),
        "municipal": numbered(
            draw(st.lists(action(ansvar=offices, rekommenderas=marks), min_size=1, max_size=4))
        ),
        "footnotes": numbered(draw(st.lists(st.fixed_dictionaries({"text": some}), max_size=2))),
    }
    return {name: draw(table(name, rows)) for name, rows in found.items() if rows}


@st.composite
def table(draw, name, rows):
    contract = CONTRACTS[name]
    used = {column for row in rows for column in row if any(r.get(column) for r in rows)}
    if name == "municipal":
        used -= draw(st.sets(st.sampled_from(["lagkrav", "målområde", "rekommenderas"])))
    columns = tuple(column.name for column in contract.columns if column.name in used)
    number, made = 1, []
    for row in rows:
        number += 1 if name == "plan" else draw(st.integers(1, 3))
        made.append(Row(number, {column: row.get(column, "") for column in columns}))
    return Table(contract, columns, tuple(made), f"{name}.csv")


@pytest.fixture(scope="module")
def context():
    return BuildContext.read(DATA)


quiet = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def said(found):
    """What tables say: columns, row numbers and cells."""
    return {
        name: (table.columns, [(row.number, [row[c] for c in table.columns]) for row in table.rows])
        for name, table in found.items()
    }


@quiet
@given(found=programme_tables())
def test_template_graph_template(found, context, tmp_path):
    directory = tmp_path / "borlange" / "2027-2030"
    shutil.rmtree(directory, ignore_errors=True)
    write_tables(found, directory)
    assert said(read(directory).tables) == said(found)
    (directory / "f.xlsx").write_bytes(workbooks.workbook(workbooks.completed(found), Lists()))
    form = read(directory)  # both are filled in, and say the same
    assert form.faults == ()
    assert said(form.tables) == said(found)
    records = provenance_graph(programmes.read_programme(directory, context.registers), None, ())
    rebuilt = tables_of(records, "borlange", "2027-2030")
    assert said(rebuilt) == said(found)
    assert [tables.to_csv(t) for t in rebuilt.values()] == [
        tables.to_csv(t) for t in found.values()
    ]


@quiet
@given(
    rows=st.lists(
        st.fixed_dictionaries({"nr": some | words.map(clean), "åtgärder": texts, "ansvar": texts}),
        min_size=1,
        max_size=4,
    )
)
def test_any_text_comes_back_from_a_workbook_and_a_csv_file(rows, tmp_path):
    contract = CONTRACTS["municipal"]
    columns = ("nr", "åtgärder", "ansvar")
    found = Table(
        contract, columns, tuple(Row(n, row) for n, row in enumerate(rows, 2)), "municipal.csv"
    )
    book = tmp_path / "f.xlsx"
    book.write_bytes(workbooks.workbook({"municipal": found}, Lists()))
    assert read(book).tables["municipal"].rows == found.rows
    write_tables({"municipal": found}, tmp_path)
    assert read(tmp_path / "municipal.csv").tables["municipal"].rows == found.rows


@pytest.mark.parametrize("name", SOME_SLOW, ids=str)
def test_each_programme_of_the_data_comes_back_out_of_its_records(name, context, tmp_path):
    """Exported, imported: nothing changes, and the CSV files are the same, byte by byte."""
    directory = DATA / "tables" / name
    source = sources.read_manifest(DATA).get(name.as_posix())
    programme = programmes.read_programme(directory, context.registers)
    records = provenance_graph(
        programme, source.document if source else None, source.corrections if source else ()
    )
    exported = tables_of(records, programme.owner, programme.period)
    write_tables(exported, tmp_path)
    (tmp_path / "f.xlsx").write_bytes(workbooks.workbook(workbooks.completed(exported), Lists()))
    prepared = workbooks.prepare(DATA, read(tmp_path))
    assert (prepared.name, prepared.is_new) == (name.as_posix(), False)
    assert (prepared.changes, prepared.gone) == ((), ())
    for table_name, table in prepared.tables.items():
        stands = (directory / f"{table_name}.csv").read_text(encoding="utf-8")
        assert tables.to_csv(table) == stands


def test_there_are_programmes():
    assert len(PROGRAMMES) > 10
