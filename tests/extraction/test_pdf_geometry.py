from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kretslopp.extraction.pdf.geometry import (
    Box,
    bounding,
    clearest,
    clusters,
    merged,
    overlap,
    turned,
)

NUMBERS = st.integers(0, 400).map(float)
INTERVALS = st.tuples(NUMBERS, NUMBERS).map(lambda pair: (min(pair), max(pair)))
BOXES = st.builds(lambda x, y: Box(x[0], y[0], x[1], y[1]), INTERVALS, INTERVALS)


@given(BOXES)
def test_a_quarter_turn_goes_clockwise(box):
    quarter = turned(box, 500, 700, 1)
    assert (quarter.width, quarter.height) == (box.height, box.width)
    assert (quarter.x0, quarter.top) == (700 - box.bottom, box.x0)


@given(BOXES, st.integers(0, 8), st.integers(0, 8))
def test_turns_add_up(box, first, second):
    size = (500, 700) if first % 2 == 0 else (700, 500)
    assert turned(turned(box, 500, 700, first), *size, second) == turned(
        box, 500, 700, first + second
    )
    assert turned(box, 500, 700, 4) == box


@given(st.lists(BOXES, min_size=1))
def test_a_bounding_box_holds_all_and_no_more(boxes):
    around = bounding(boxes)
    for box in boxes:
        assert around.x0 <= box.x0 <= box.x1 <= around.x1
        assert around.top <= box.top <= box.bottom <= around.bottom
    assert any(box.x0 == around.x0 for box in boxes)
    assert any(box.bottom == around.bottom for box in boxes)


@given(INTERVALS, INTERVALS)
def test_overlap_is_the_length_of_the_common_part(one, other):
    common = [x for x in range(401) if one[0] <= x < one[1] and other[0] <= x < other[1]]
    assert overlap(one, other) == overlap(other, one) == len(common)


@given(st.lists(INTERVALS), st.sampled_from([0.0, 3.0]))
def test_merged_intervals_cover_the_same_and_lie_apart(intervals, slack):
    union = merged(intervals, slack)
    assert all(any(a <= start and end <= b for a, b in union) for start, end in intervals)
    assert all(b - a > slack for (_, a), (b, _) in pairwise(union))
    if not slack:
        points = [x + 0.5 for x in range(401)]
        covered = [any(a < x < b for a, b in union) for x in points]
        assert covered == [any(a < x < b for a, b in intervals) for x in points]


@given(st.lists(NUMBERS), st.sampled_from([0.0, 2.0, 50.0]))
def test_clusters_hold_every_value_once_and_are_narrow(values, tolerance):
    groups = clusters(values, tolerance)
    assert [value for group in groups for value in group] == sorted(values)
    assert all(group[-1] - group[0] <= tolerance for group in groups)
    assert all(b[0] - a[0] > tolerance for a, b in pairwise(groups))


@given(st.lists(INTERVALS, max_size=8), INTERVALS)
def test_the_clearest_stretch_is_the_widest_of_those_that_the_fewest_cross(intervals, limits):
    start, end = limits
    left, right = clearest(intervals, start, end)
    assert start <= left <= right <= end
    if start < end:
        crossings = [sum(a <= x < b for a, b in intervals) for x in range(int(start), int(end))]
        inside = crossings[int(left - start) : int(right - start)]
        assert set(inside) == {min(crossings)}
        runs = "".join("x" if n == min(crossings) else " " for n in crossings).split()
        assert len(inside) == max(map(len, runs))
