"""Every fault at once, where the person wrote it; nothing that follows from another."""

from dataclasses import replace

import pytest

from kretslopp import artefacts
from kretslopp.building import BuildContext
from kretslopp.mapping.provenance import tables_of
from kretslopp.workbooks.examining import examine
from kretslopp.workbooks.footnotes import doubtful_footnotes
from workbooks.forms import ACTION, PLAN, Workbook, csv_form, read


@pytest.fixture(scope="module")
def context():
    return BuildContext.read(artefacts.data())


def told(examined):
    return {(f.place.sheet, f.place.cell): f"{f.message} {f.advice}" for f in examined.faults}


def test_a_form_that_is_right(context, tmp_path):
    examined = examine(context, read(csv_form(tmp_path, municipal=[ACTION])))
    assert examined.faults == ()
    assert examined.name == "borlange/2027-2030"
    assert examined.asserted is not None


def test_faults_of_every_kind_are_told_at_once(context, tmp_path):
    book = Workbook(tmp_path / "f.xlsx")
    book.put("plan", 2, status="antogs")
    book.put("goals", 2, mål="1", text="Mål").put("goals", 3, mål="2 och 3", text="två nummer")
    book.put("targets", 2, mål="2", år="2030", värde=0.25, typ="målvärd")
    book.cell("targets", 2, "värde").number_format = "0%"
    book.put("municipal", 2, **{**ACTION, "målområde": "Matsvin", "ansvar": "Miljökontoret"})
    book.put("municipal", 3, **{**ACTION, "nr": "2", "lagkrav": "kanske"})
    book.put("municipal", 4, **{**ACTION, "nr": "2", "åtgärder": ""})
    book.put("organisations", 2, namn="Nämnden", slag="nämd")
    book.put("status", 2, nr="9", status="klar", datum="28/7 2028")
    found = told(examine(context, book.read()))
    expected = {
        ("plan", "F2"): "Nearest known: antagen",
        ("goals", "A3"): "“2 och 3” is not a number or code",
        ("targets", "A2"): "The table goals has no goal “2”",
        ("targets", "D2"): "shows 25 %",
        ("targets", "F2"): "Nearest known: målvärde",
        ("municipal", "E2"): "The table goals has no goal",
        ("municipal", "H2"): "Nearest known: Miljökontor",
        ("municipal", "J3"): "“kanske” is not a mark",
        ("municipal", "A4"): "stands in row 3 already",
        ("municipal", "C4"): "The cell is empty",
        ("organisations", "B2"): "Nearest known: nämnd",
        ("status", "C2"): "“28/7 2028” is not a date",
    }
    assert expected.keys() <= found.keys()
    for place, words in expected.items():
        assert words in found[place]
    assert found.keys() - expected.keys() <= {("status", "A2"), ("municipal", "E3")}


def test_a_name_of_a_faulty_row_is_still_known(context, tmp_path):
    form = csv_form(
        tmp_path,
        municipal=[{**ACTION, "ansvar": "Nämnden"}],
        organisations=[{"namn": "Nämnden", "slag": "nämd"}],
    )
    (fault,) = examine(context, read(form)).faults
    assert fault.place.column == "slag"


def test_rows_that_would_have_one_address(context, tmp_path):
    form = csv_form(
        tmp_path,
        municipal=[ACTION, {**ACTION, "nr": "K1"}],
        goals=[{"mål": "4", "text": "a"}, {"mål": "4", "text": "b"}, {"mål": "5", "text": "c"}],
    )
    found = {(f.place.row, str(f)) for f in examine(context, read(form)).faults}
    assert any(row == 3 and "is called K1, as row 2" in words for row, words in found)
    assert any(row == 3 and "is called 4, as row 2" in words for row, words in found)


def test_codes_that_would_have_one_address(context, tmp_path):
    """Å1 is a code like any other; Å1 and A1 of one plan can't both be."""
    actions = [{**ACTION, "nr": "Ö1", "mål": "Å1"}, {**ACTION, "nr": "2", "mål": "Ä2,Å1"}]
    asserted = examine(context, read(csv_form(tmp_path / "a", municipal=actions))).asserted
    assert asserted is not None
    things = {str(thing).rpartition("/id/")[2] for thing in asserted.graphs[0].subjects()}
    assert {"goal/borlange/2023-2030/A1", "goal/borlange/2023-2030/A2"} <= things
    assert "action/borlange/2027-2030/O1" in things
    actions[1]["mål"] = "3,A1"
    status = [{"nr": "O1", "status": "klar", "datum": "2028-01-01"}]
    form = csv_form(tmp_path / "b", municipal=actions, status=status)
    found = {(f.place.row, f.place.column): f for f in examine(context, read(form)).faults}
    assert "“A1” and “Å1” would be one goal" in found[(3, "mål")].message
    assert "“O1” and “Ö1” would be one municipal action" in found[(2, "nr")].message
    goals = [{"mål": "Å1", "text": "a"}, {"mål": "A1", "text": "b"}]
    form = csv_form(tmp_path / "c", goals=goals, municipal=actions[:1])
    (fault,) = examine(context, read(form)).faults
    assert (fault.place.row, "is called A1, as row 2 is already" in fault.message) == (3, True)


@pytest.mark.parametrize(
    ("plan", "column", "words"),
    [
        ({"kommun": "Borlnäge"}, "kommun", "Nearest known: Borlänge"),
        ({"kommun": ""}, "kommun", "The cell is empty"),
        ({"kommun": ";"}, "kommun", "is not a name"),
        ({"programperiod": "27-30"}, "programperiod", "not a period"),
        ({"programperiod": "", "planperiod": ""}, "planperiod", "no period"),
        ({"nyckel": "../../x"}, "nyckel", "can't be a key"),
        ({"nyckel": "x" * 300}, "nyckel", "can't be a key"),
        ({"kommun": "Borlänge; Falun"}, "nyckel", "no key"),
        ({"region": "/"}, "region", "is not a name"),
    ],
)
def test_a_plan_that_does_not_say_whose_it_is(context, tmp_path, plan, column, words):
    form = csv_form(tmp_path, plan=[{**PLAN, **plan}], municipal=[ACTION])
    examined = examine(context, read(form))
    assert any(f.place.column == column and words in str(f) for f in examined.faults)


def test_no_plan_or_two(context, tmp_path):
    form = csv_form(tmp_path, plan=[], municipal=[ACTION])
    assert "no table plan with a row" in str(examine(context, read(form)).faults)
    form = csv_form(tmp_path, plan=[PLAN, PLAN], municipal=[ACTION])
    assert "a programme has just one" in str(examine(context, read(form)).faults)


@pytest.mark.slow
def test_corrections_are_made_again_where_the_cell_says_what_was_printed(context):
    form = read(artefacts.data() / "tables" / "borlange" / "2023-2026")
    as_printed = "Införa insamling av sällanförpackningar3 3på ÅVC."
    table = form.tables["municipal"]
    rows = tuple(
        replace(row, cells={**row.cells, "åtgärder": as_printed}) if row["nr"] == "23" else row
        for row in table.rows
    )
    printed = replace(form, tables={**form.tables, "municipal": replace(table, rows=rows)})
    examined = examine(context, printed)
    assert examined.tables == form.tables
    assert examined.warnings == ()
    ours = replace(rows[-1], cells={**rows[-1].cells, "åtgärder": "Något annat"})
    changed = replace(table, rows=(*rows[:-1], ours))
    examined = examine(context, replace(form, tables={**form.tables, "municipal": changed}))
    assert examined.tables["municipal"].rows[-1]["åtgärder"] == "Något annat"
    assert "The table says “Något annat”" in str(examined.warnings[0])


def test_footnotes_point_at_rows_that_are_there(context, tmp_path):
    notes = [
        {"nr": "1", "text": "not", "tabell": "municipal", "rad": "2"},
        {"nr": "2", "text": "not", "tabell": "municipal", "rad": "2; 3"},
        {"nr": "3", "text": "not", "tabell": "regional", "rad": "x"},
        {"nr": "4", "text": "not"},
    ]
    action = {**ACTION, "åtgärder": "Mät matsvinnet1 i köken"}
    form = read(csv_form(tmp_path, municipal=[action], footnotes=notes))
    found = [(f.place.row, f.place.column, f.message) for f in examine(context, form).faults]
    assert found == [
        (3, "rad", "The table municipal has no row 3."),
        (4, "rad", "The table regional has no row x."),
    ]
    (doubt,) = doubtful_footnotes(form)
    assert doubt.startswith("footnotes: footnote 2 points at row 2 of municipal")


def test_two_follow_ups_of_an_action_without_number_are_two_records(context, tmp_path):
    keyed = {**ACTION, "nr": "", "nyckel": "mat-matsvinnet"}
    reports = [
        {"nyckel": "mat-matsvinnet", "status": "påbörjad", "datum": "2027-06-01"},
        {"nyckel": "mat-matsvinnet", "status": "klar", "datum": "2028-06-01"},
    ]
    form = read(csv_form(tmp_path, municipal=[keyed], status=reports))
    examined = examine(context, form)
    assert examined.faults == ()
    rebuilt = tables_of(examined.asserted.provenance, "borlange", "2027-2030")
    assert [row["status"] for row in rebuilt["status"].rows] == ["påbörjad", "klar"]
