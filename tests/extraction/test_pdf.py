"""PDFs of the real programme, and of others, with and without rules: the same rows."""

from dataclasses import replace

import pytest

from extraction.pdf_layout import Layout, pdf
from extraction.real_programme import assert_same, printed, programme
from kretslopp.extraction import Extraction, extract
from kretslopp.extraction.pdf.pdf_pages import read_sheets
from kretslopp.extraction.pdf.words import printed_lines
from kretslopp.tables import uncertain_columns

NARROW = {
    "målområde": 72, "åtgärder": 106, "mål": 30, "regional_åtgärd": 42, "år": 48,
    "ansvar_regionalt": 86, "ansvar": 100, "medverkande": 90, "lagkrav": 38,
}  # fmt: skip
RULED = Layout()
NO_RULES = Layout(rules="")


@pytest.fixture
def extract_pdf(tmp_path):
    def run(programme, layout=RULED):
        path = tmp_path / "program.pdf"
        path.write_bytes(pdf(programme, layout))
        return extract(path)

    return run


def test_rows_over_pages_are_in_two_pages(extract_pdf, tmp_path):
    low = Layout(
        page=(595.0, 212.0), size=7, leading=8.5, padding=3, split_rows=True, widths=NARROW
    )
    extraction = extract_pdf(programme(), low)
    lines = printed_lines(read_sheets(tmp_path / "program.pdf"))
    page_of = {line.number: line.page for line in lines}
    rows = (*extraction.tables["regional"].rows, *extraction.tables["municipal"].rows)
    spans = [[int(number) for number in row["rader"].split("-")] for row in rows]
    broken = [span for span in spans if page_of[span[0]] != page_of[span[-1]]]
    assert len(spans) == 42
    assert len(broken) >= 5


def test_lines_are_those_printed_counted_over_all_pages(extract_pdf, tmp_path):
    extraction = extract_pdf(programme())
    lines = printed_lines(read_sheets(tmp_path / "program.pdf"))
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    checked = 0
    for name in ("regional", "municipal"):
        for row in extraction.tables[name].rows:
            first, last = map(int, row["rader"].split("-"))
            text = " ".join(lines[n - 1].text for n in range(first, last + 1))
            assert f"{row['nr']}{'.' if name == 'municipal' else ''} " in lines[first - 1].text
            assert all(word in text for word in row["åtgärder"].split())
            checked += 1
    assert checked == 42


def faults_of(extraction):
    return [(fault.message, fault.place.page, fault.place.column) for fault in extraction.faults]


def without(rows, *columns):
    return [{name: cell for name, cell in row.items() if name not in columns} for row in rows]


@pytest.mark.parametrize("layout", [RULED, NO_RULES], ids=["ruled", "no rules"])
class TestOtherProgrammes:
    def test_another_municipality_with_rows_in_another_order(self, extract_pdf, layout):
        real = programme()
        other = replace(
            real,
            municipality="Upplands Väsby",
            regional=real.regional[::-1],
            municipal=[*real.municipal[7:], *real.municipal[:7]],
        )
        tables = extract_pdf(other, layout).tables
        assert tables["plan"].rows[0]["kommun"] == "Upplands Väsby"
        assert printed(tables["regional"]) == other.regional
        assert printed(tables["municipal"]) == other.municipal

    @pytest.mark.parametrize("kind", ["regional", "municipal"])
    def test_one_table_alone(self, extract_pdf, layout, kind):
        other = {"regional": "municipal", "municipal": "regional"}[kind]
        tables = extract_pdf(programme(**{other: ()}), layout).tables
        assert other not in tables
        assert_same(replace_tables(tables), kind)

    def test_a_column_that_the_document_lacks_is_missing_from_the_table(self, extract_pdf, layout):
        real = programme()
        municipal = [
            {**row, "medverkande": "Falu Energi & Vatten"}
            for row in without(real.municipal, "målområde", "mål", "regional_åtgärd")
        ]
        regional = without(real.regional, "lagkrav")
        extraction = extract_pdf(replace(real, regional=regional, municipal=municipal), layout)
        assert extraction.faults == ()
        assert printed(extraction.tables["municipal"]) == municipal
        assert "lagkrav" not in extraction.tables["regional"].columns or not any(
            row["lagkrav"] for row in extraction.tables["regional"].rows
        )
        assert without(printed(extraction.tables["regional"]), "lagkrav") == regional

    def test_marks_of_the_law_may_have_no_head(self, extract_pdf, layout):
        extraction = extract_pdf(programme(), replace(layout, heads={"lagkrav": ""}))
        assert extraction.faults == ()
        assert_same(extraction, "regional")
        assert_same(extraction, "municipal")

    def test_numbers_of_rows_may_have_no_head(self, extract_pdf, layout):
        numbered = replace(layout, number_column=True, heads={"nr": ""}, rules="grid")
        extraction = extract_pdf(programme(), numbered)
        assert extraction.faults == ()
        assert_same(extraction, "regional")

    def test_a_table_without_numbers_has_no_such_column(self, extract_pdf, layout):
        real = programme(notes={})
        municipal = [{**row, "nr": ""} for row in real.municipal[:12]]
        tables = extract_pdf(replace(real, municipal=municipal), layout).tables
        assert "nr" not in tables["municipal"].columns
        assert printed(tables["municipal"]) == without(municipal, "nr")

    def test_lines_of_a_title_that_look_like_a_row(self, extract_pdf, layout):
        real = programme()
        title = "Bygg om anläggningarna och samla " * 3 + "3 ÅVC och " * 20
        row = {**real.municipal[0], "åtgärder": title.strip()}
        municipal = [row, *real.municipal[1:3]]
        extraction = extract_pdf(replace(real, municipal=municipal), layout)
        assert extraction.faults == ()
        assert printed(extraction.tables["municipal"]) == municipal


def replace_tables(tables):
    return Extraction(tables, ())


def test_a_goal_area_set_once_for_several_rows_is_each_rows(extract_pdf):
    regional = programme().regional[:8]
    extraction = extract_pdf(
        programme(regional=regional, municipal=()), Layout(shared_areas=True, align="MIDDLE")
    )
    assert extraction.faults == ()
    assert printed(extraction.tables["regional"]) == list(regional)


def test_without_rules_a_row_without_goal_area_is_doubtful(extract_pdf):
    first, second, *others = programme().municipal
    municipal = [first, {**second, "målområde": ""}, *others]
    extraction = extract_pdf(programme(municipal=municipal), NO_RULES)
    ((message, page, column),) = faults_of(extraction)
    assert "that of the row above may be its" in message
    assert (page, column) == (4, "målområde")
    assert uncertain_columns(extraction.tables["municipal"].rows[1]) == ("målområde",)


def test_a_column_that_the_tables_lack_is_told(extract_pdf):
    municipal = [{**row, "volym": f"{n} kton"} for n, row in enumerate(programme().municipal, 10)]
    layout = Layout(heads={"volym": "Volym"}, widths={"volym": 60, "åtgärder": 170})
    extraction = extract_pdf(programme(municipal=municipal, regional=()), layout)
    messages = [message for message, _, _ in faults_of(extraction)]
    assert sum("The column “Volym” is none that the tables have" in m for m in messages) == 1
    assert "10 kton 11 kton" in "".join(messages)
    assert_same(extraction, "municipal", but=("rader", "osäkra_kolumner"))
    rows = extraction.tables["municipal"].rows
    assert all("medverkande" in uncertain_columns(row) for row in rows)


def test_text_below_a_table_is_told(extract_pdf):
    text = "Beslutat av kommunfullmäktige i Borlänge den 14 februari 2023, paragraf 17. " * 2
    for layout in (replace(RULED, after=text), replace(NO_RULES, after=text)):
        extraction = extract_pdf(programme(), layout)
        assert_same(extraction, "municipal")
        (fault,) = extraction.faults
        assert (
            fault.message
            == f"“{text.strip()}” belongs to no row of the municipal table and was left out."
        )
        assert fault.place.page == 6


def test_a_word_below_a_table_is_told_or_doubted(extract_pdf):
    ruled = extract_pdf(programme(), replace(RULED, after="Slut"))
    assert_same(ruled, "municipal")
    assert ["“Slut” belongs to no row" in m for m, _, _ in faults_of(ruled)] == [True]
    unruled = extract_pdf(programme(), replace(NO_RULES, after="Slut"))
    assert ["White parts this" in m for m, _, _ in faults_of(unruled)] == [True]
    assert uncertain_columns(unruled.tables["municipal"].rows[-1]) == ("målområde",)


def test_text_aslant_is_told_and_left_out(extract_pdf):
    extraction = extract_pdf(programme(), Layout(watermark="UTKAST"))
    assert len(extraction.faults) == 6
    assert all("“UTKAST” runs in another direction" in f.message for f in extraction.faults)
    assert_same(extraction, "regional")
    assert_same(extraction, "municipal")


def test_a_row_without_its_number_is_doubtful(extract_pdf):
    first, second, *others = programme().municipal
    extraction = extract_pdf(programme(municipal=[first, {**second, "nr": ""}, *others]))
    ((message, page, column),) = faults_of(extraction)
    assert message.startswith("The municipal action without a number: Goals or years follow")
    assert (page, column) == (4, "nr; åtgärder")
    assert_same(extraction, "municipal", but=("rader", "nr", "osäkra_kolumner"))


def test_a_cell_that_says_what_its_column_can_not_say_is_doubtful(extract_pdf):
    first, *others = programme().municipal
    extraction = extract_pdf(programme(municipal=[{**first, "år": "snarast"}, *others]))
    ((message, _, column),) = faults_of(extraction)
    assert "“snarast” can't be read as a time" in message
    assert column == "år"
    assert extraction.tables["municipal"].rows[0]["år"] == "snarast"


def test_a_footnote_whose_mark_is_nowhere_keeps_its_text(extract_pdf):
    real = programme()
    regional = [
        {**row, "ansvar_regionalt": row["ansvar_regionalt"].replace("1", "")}
        for row in real.regional
    ]
    extraction = extract_pdf(replace(real, regional=regional))
    assert [row["nr"] for row in extraction.tables["footnotes"].rows] == ["2", "3"]


def test_a_word_broken_at_the_edge_of_its_cell_is_put_together(extract_pdf):
    layout = Layout(widths={"målområde": 70})
    extraction = extract_pdf(programme(), layout)
    assert_same(extraction, "regional", but=("rader", "osäkra_kolumner"))
    assert_same(extraction, "municipal", but=("rader", "osäkra_kolumner"))
    assert {column for _, _, column in faults_of(extraction)} == {"målområde"}
    assert all("is broken at a line's end" in message for message, _, _ in faults_of(extraction))


def test_years_broken_in_a_narrow_column_are_put_together_for_sure(extract_pdf):
    extraction = extract_pdf(programme(), Layout(widths={"år": 44}))
    assert extraction.faults == ()
    assert_same(extraction, "regional")
    assert_same(extraction, "municipal")


def test_without_headings_the_words_of_a_head_tell_which_table_it_is(extract_pdf):
    extraction = extract_pdf(programme(), Layout(headings=False))
    assert_same(extraction, "regional")
    assert_same(extraction, "municipal")
    assert len(extraction.faults) == 2
    assert all("belongs to no row of the regional table" in m for m, _, _ in faults_of(extraction))


TALL = "Borlänge kommun Kost- och lokalservice samt Bildningssektor och Miljökontor " * 2


@pytest.mark.parametrize("width", [60, 90, 150])
@pytest.mark.parametrize("participants", [TALL.strip(), "Säter", "Borlänge Energi"])
def test_participants_that_run_into_the_head_are_never_wrong_in_silence(
    extract_pdf, width, participants
):
    first, *others = programme().regional[:3]
    regional = [{**first, "medverkande": participants}, *others]
    layout = Layout(rules="", padding=0, align="MIDDLE", widths={"medverkande": width})
    tables = extract_pdf(programme(regional=regional), layout).tables
    (plan,) = tables["plan"].rows
    assert plan["kommun"] == "Borlänge" or uncertain_columns(plan) == ("kommun",)
    assert len(tables["regional"].rows) == 3
    for row, expected in zip(tables["regional"].rows, regional, strict=True):
        wrong = {column for column in expected if row[column] != expected[column]}
        assert wrong <= set(uncertain_columns(row))


def test_the_name_below_the_head_may_be_words_of_the_first_row(extract_pdf):
    heads = {"medverkande": "Medverkande<br/>Borlänge<br/>Falun<br/>Säter"}
    extraction = extract_pdf(programme(), replace(NO_RULES, heads=heads))
    assert uncertain_columns(extraction.tables["plan"].rows[0]) == ("kommun",)
    assert "nothing shows for sure where the name ends" in extraction.faults[0].message
    assert "medverkande" in uncertain_columns(extraction.tables["regional"].rows[0])


def test_a_head_broken_over_lines_still_names_the_municipality(extract_pdf):
    layout = Layout(heads={"medverkande": "Medverk<br/>ande<br/>Borlänge"})
    extraction = extract_pdf(programme(), layout)
    assert extraction.faults == ()
    assert extraction.tables["plan"].rows[0]["kommun"] == "Borlänge"
