"""PDFs of the whole real programme in the layouts of many writers: the same rows."""

import pytest
from reportlab.lib.pagesizes import A4

from extraction.pdf_layout import Layout, pdf
from extraction.real_programme import assert_same, programme
from kretslopp.extraction import extract

NARROW = {
    "målområde": 72, "åtgärder": 150, "mål": 30, "regional_åtgärd": 42, "år": 48,
    "ansvar_regionalt": 86, "ansvar": 100, "medverkande": 90, "lagkrav": 38,
}  # fmt: skip
CENTRED = ("mål", "regional_åtgärd", "år", "lagkrav")
LOW = (595.0, 212.0)
LAYOUTS = {
    "ruled": Layout(),
    "rules below rows": Layout(rules="rows"),
    "rules around the head and at the end": Layout(rules="ends"),
    "no rules": Layout(rules=""),
    "no rules, rows close": Layout(rules="", padding=1),
    "no rules, rows touching": Layout(rules="", padding=0),
    "no rules, rows touching, cells in the middle": Layout(rules="", padding=0, align="MIDDLE"),
    "no rules, double spacing": Layout(rules="", padding=0, align="MIDDLE", leading=18),
    "no rules, rows touching, numbers in a column": Layout(
        rules="", padding=0, align="MIDDLE", number_column=True
    ),
    "wide lines": Layout(leading=15),
    "no rules, wide lines": Layout(rules="", leading=15),
    "cells in the middle": Layout(align="MIDDLE", centred=CENTRED),
    "no rules, cells in the middle": Layout(rules="", align="MIDDLE", centred=CENTRED),
    "cells at the bottom": Layout(align="BOTTOM"),
    "no rules, cells at the bottom": Layout(rules="", align="BOTTOM"),
    "rows over pages": Layout(
        page=LOW,
        size=7,
        leading=8.5,
        padding=3,
        split_rows=True,
        widths={**NARROW, "åtgärder": 106},
    ),
    "no rules, rows over pages": Layout(
        page=LOW,
        size=7,
        leading=8.5,
        padding=3,
        split_rows=True,
        widths={**NARROW, "åtgärder": 106},
        rules="",
    ),
    "upright pages": Layout(page=A4, size=7, leading=8.5, padding=3, widths=NARROW),
    "head once": Layout(repeat_head=False, running_head="Borlänge 2023-2026"),
    "no rules, head once": Layout(rules="", repeat_head=False, running_head="Borlänge 2023-2026"),
    "text along the long side": Layout(turned=True),
    "shown turned by 90": Layout(turned=True, rotation=90),
    "shown turned by 270": Layout(turned=True, rotation=270),
    "upside down": Layout(rotation=180),
    "no rule above footnotes": Layout(note_rule=False),
    "no rules at all, no page numbers": Layout(rules="", note_rule=False, page_numbers=False),
    "numbers in a column": Layout(number_column=True),
    "no rules, numbers in a column": Layout(rules="", number_column=True),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_real_programme_in_any_layout_gives_the_same_rows(tmp_path, layout):
    path = tmp_path / "program.pdf"
    path.write_bytes(pdf(programme(), layout))
    extraction = extract(path)
    assert extraction.faults == ()
    assert list(extraction.tables) == ["plan", "regional", "municipal", "footnotes"]
    assert_same(extraction, "plan", but=("rader", "region"))
    for name in ("regional", "municipal", "footnotes"):
        assert_same(extraction, name)
