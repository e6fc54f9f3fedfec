"""Pictures: the same every time, readable without colours, with a text alternative."""

import io
import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import matplotlib.image
import pytest

from kretslopp import comparison
from kretslopp.comparison import plots
from kretslopp.errors import WrongUse

SVG = "{http://www.w3.org/2000/svg}"
PICTURED = [item.name for item in comparison.descriptors().values() if item.has_picture]

each = pytest.mark.parametrize("name", PICTURED)


@each
@pytest.mark.parametrize("wanted", comparison.PICTURE_FORMATS)
def test_the_same_bytes_every_time(engine, name, wanted):
    table = comparison.compare(engine, name)
    first = plots.draw(table, "sv", wanted)
    assert first == plots.draw(table, "sv", wanted)
    assert b"2026-1" not in first or wanted == "png"  # no date of today
    assert b"Matplotlib" not in first


@each
def test_svg_can_be_read_aloud(engine, name):
    table = comparison.compare(engine, name)
    root = ElementTree.fromstring(plots.draw(table, "en", "svg"))
    assert root.get("role") == "img"
    title, desc = root[0], root[1]
    assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == table.descriptor.titles["en"]
    assert desc.text == plots.summary(table, "en")
    assert len(root.findall(f"{SVG}title")) == 1
    assert "Norrby" in str(desc.text)
    # Letters stay letters: a reader can search and copy them.
    assert root.findall(f".//{SVG}text")


def test_the_text_says_what_the_picture_shows(engine):
    def summary(name, **options):
        return plots.summary(comparison.compare(engine, name, **options), "sv")

    themes = summary("goal-themes", municipality=["norrby", "soderby"], period="2023-2026")
    assert "Norrby 2023-2026: Avfall 3, Natur 0, Restavfall 1." in themes
    assert (
        "Söderby 2023-2026: Avfall ej angivet, Natur ej angivet, Restavfall ej angivet." in themes
    )
    years = summary("timing", period="2023-2026")
    assert "Norrby K1 Sortera bättre: 2024." in years
    assert "Söderby K1 Sortering: från 2025." in years
    assert "Söderby R2 Andra regionala: ej angivet." in years
    paces = summary("targets", municipality="norrby")
    assert "600 ton (2022) → 450 ton (2026) → 300 ton (2030), −6,9; −9,6 % per år." in paces


def test_rows_are_told_apart_without_colours(engine):
    """Bars are hatched, and a cell without a statement is."""
    for name in ("timing", "goal-themes"):
        svg = plots.draw(comparison.compare(engine, name), "sv", "svg").decode("utf-8")
        assert "<pattern" in svg
    colours = plots.picture.COLOURS[:4]
    greys = sorted(
        0.2126 * int(c[1:3], 16) + 0.7152 * int(c[3:5], 16) + 0.0722 * int(c[5:7], 16)
        for c in colours
    )
    assert all(later - earlier > 30 for earlier, later in pairwise(greys))


def test_png_is_a_picture_with_its_words(engine):
    body = plots.draw(comparison.compare(engine, "targets"), "sv", "png")
    assert matplotlib.image.imread(io.BytesIO(body), format="png").shape[0] > 100
    assert b"Description" in body


def test_nothing_to_draw_is_said(engine):
    table = comparison.compare(engine, "targets", "osterby")
    assert plots.summary(table, "sv") == "Inget att visa."
    assert "Inget att visa." in plots.draw(table, "sv", "svg").decode("utf-8")


def test_a_comparison_without_a_picture(engine):
    table = comparison.compare(engine, "legal-marks")
    with pytest.raises(WrongUse, match=r"legal-marks has no picture.*timing"):
        plots.draw(table, "sv", "svg")
    assert "legal-marks" not in PICTURED
    assert len(PICTURED) == 6
