"""A layered layout of any boxes and arrows: nothing lies across a box or a label."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kretslopp import languages
from kretslopp.publication.vocabulary.diagram import PROPERTIES, kinds, layout
from kretslopp.publication.vocabulary.diagram_layout import BOX_HEIGHT, Arrow, lay_out


@st.composite
def drawings(draw):
    """Boxes with their widths, and arrows that lead to later boxes or, one of each, to the same."""
    widths = draw(st.lists(st.integers(130, 250), min_size=2, max_size=8))
    names = [str(number) for number in range(len(widths))]
    some = st.integers(0, len(names) - 1)
    pairs = draw(st.lists(st.tuples(some, some).filter(lambda p: p[0] < p[1]), max_size=12))
    pairs += [(number, number) for number in draw(st.sets(some, max_size=2))]
    arrows = [Arrow(names[start], names[end], draw(st.integers(0, 200))) for start, end in pairs]
    return dict(zip(names, widths, strict=True)), arrows


def overlap(one, other):
    """Return whether two areas share more than their edges, which are floating numbers."""
    across = one[0] + 0.1 < other[2] and other[0] + 0.1 < one[2]
    return across and one[1] + 0.1 < other[3] and other[1] + 0.1 < one[3]


def hold(arrows, made):
    """Hold a layout to what it promises."""
    boxes = {n: (b.x, b.y, b.x + b.width, b.y + BOX_HEIGHT) for n, b in made.boxes.items()}
    labels = [
        (line.label[0], line.label[1] - 12, line.label[0] + arrow.label_width, line.label[1] + 4)
        for arrow, line in zip(arrows, made.lines, strict=True)
    ]
    areas = [*boxes.values(), *labels]
    for number, area in enumerate(areas):
        assert area[0] > 0 < area[1]
        assert area[2] < made.width
        assert area[3] < made.height
        assert not any(overlap(area, other) for other in areas[:number])
    for arrow, line in zip(arrows, made.lines, strict=True):
        for end, (x, y) in ((arrow.start, line.points[0]), (arrow.end, line.points[-1])):
            left, top, right, bottom = boxes[end]
            assert left - 0.1 < x < right + 0.1
            assert top - 0.1 < y < bottom + 0.1
        # Bends stay between the heights of their ends, as a curve between them does.
        for (x1, y1), (x2, y2) in pairwise(line.points):
            piece = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
            assert not any(overlap(piece, area) for area in areas), (arrow, piece)


@settings(deadline=None, max_examples=60)
@given(drawings())
def test_nothing_lies_on_a_line_a_box_or_a_label(drawing):
    widths, arrows = drawing
    hold(arrows, lay_out(widths, arrows))


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_the_diagram_of_the_vocabulary_fits_a_page(documented, language):
    """A letter of 14.5 pixels is less than 7.7 wide on average; a page gets 1120 wide."""
    graph = documented.graph
    arrows = [
        Arrow(str(start), str(end), 7.7 * len(languages.label(graph, term, language)))
        for term, start, end in PROPERTIES
    ]
    arrows += [Arrow(str(above), str(below), 0) for below, above in kinds(graph)]
    made = layout(graph, language)
    hold(arrows, made)
    assert made.width < 1120


def test_arrows_lead_downward():
    made = lay_out({"a": 130, "b": 130, "c": 130}, [Arrow("a", "b", 40), Arrow("b", "c", 40)])
    assert made.boxes["a"].y < made.boxes["b"].y < made.boxes["c"].y
    assert len({x for line in made.lines for x, _ in line.points}) == 1  # one straight line


def test_a_long_line_is_straight_where_nothing_is_in_its_way():
    arrows = [Arrow("a", "b", 40), Arrow("b", "c", 40), Arrow("a", "c", 40)]
    *_, long = lay_out({"a": 130, "b": 130, "c": 130}, arrows).lines
    assert len({x for x, _ in long.points[1:-1]}) == 1


def test_arrows_in_a_circle_are_an_error():
    with pytest.raises(ValueError, match="circle"):
        lay_out({"a": 130, "b": 130}, [Arrow("a", "b", 40), Arrow("b", "a", 40)])
