"""PDFs that a browser prints of the real programme: the same rows, or what is wrong is told."""

from dataclasses import replace

import pytest

from browser.programme_html import WIDTHS, Style, html
from extraction.real_programme import assert_same, programme
from kretslopp.extraction import extract
from kretslopp.tables import uncertain_columns

LOW = "297mm 110mm"
NARROW = {**WIDTHS, "målområde": 7, "ansvar": 10, "ansvar_regionalt": 8, "medverkande": 9, "år": 5}
STYLES = {
    "ruled": Style(),
    "no rules": Style(rules=""),
    "no rules, rows touching": Style(rules="", padding=0),
    "no rules, rows touching, cells in the middle": Style(rules="", padding=0, align="middle"),
    "no rules, lines touching": Style(rules="", size=7, line_height=1.0),
    "rows over pages": Style(page=LOW, size=8, split_rows=True),
    "no rules, rows over pages": Style(page=LOW, size=8, split_rows=True, rules=""),
    "head once": Style(repeat_head=False),
    "no rules, head once": Style(repeat_head=False, rules=""),
    "columns as the browser sets them": Style(widths={}),
    "words longer than their columns": Style(widths=NARROW),
    "justified": Style(more="td { text-align: justify }"),
    "hyphens": Style(widths=NARROW, more="td { hyphens: auto }"),
    "upright pages": Style(page="A4", size=7),
}


@pytest.fixture
def extract_printed(printed_pdf):
    return lambda style: extract(printed_pdf(html(programme(), style)))


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_the_real_programme_as_a_browser_prints_it_gives_the_same_rows(extract_printed, style):
    extraction = extract_printed(style)
    assert extraction.faults == ()
    assert extraction.tables["plan"].rows[0]["kommun"] == "Borlänge"
    for name in ("regional", "municipal"):
        assert_same(extraction, name)


CROWDED = {**WIDTHS, "målområde": 6, "mål": 2.5, "år": 3, "regional_åtgärd": 3, "lagkrav": 3}
HARD = {
    "heads run together": Style(widths=CROWDED, size=10),
    "heads run together, no rules": Style(widths=CROWDED, size=10, rules=""),
    "beyond the page": Style(page="A4", size=11, font="DejaVu Serif"),
    "beyond the page, no rules": Style(page="A4", size=11, rules="", align="bottom"),
    "words broken anywhere": Style(widths=NARROW, more="td, th { overflow-wrap: anywhere }"),
    "words broken anywhere, no rules": Style(
        widths=NARROW, rules="", padding=0, more="td, th { overflow-wrap: anywhere }"
    ),
    "lines over pages": Style(
        page="297mm 120mm", size=8, font="DejaVu Serif", line_height=1.0, padding=4,
        align="middle", repeat_head=False, split_rows=True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("style", HARD.values(), ids=HARD)
@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
def test_no_cell_is_wrong_in_silence(extract_printed, style, align):
    real = programme()
    extraction = extract_printed(replace(style, align=align))
    (plan,) = extraction.tables["plan"].rows
    assert plan["kommun"] in ("Borlänge", "") or "kommun" in uncertain_columns(plan)
    for name, expected_rows in (("regional", real.regional), ("municipal", real.municipal)):
        rows = extraction.tables[name].rows
        if [row["nr"] for row in rows] != [row["nr"] for row in expected_rows]:
            assert extraction.faults
            continue
        for row, expected in zip(rows, expected_rows, strict=True):
            wrong = {column for column in expected if row[column] != expected[column]}
            assert wrong <= set(uncertain_columns(row)), f"{name} {row['nr']}"
