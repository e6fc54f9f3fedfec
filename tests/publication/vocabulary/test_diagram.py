"""The diagram says what the ontology says, and can be read: nothing lies across a label."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from kretslopp import languages
from kretslopp.namespaces import KL, OWL, RDF, RDFS
from kretslopp.publication.release import open_release
from kretslopp.publication.vocabulary import diagram
from kretslopp.publication.vocabulary.diagram import description
from kretslopp.publication.vocabulary.diagram_layout import ARROWS, BOXES, HEIGHT, KINDS, WIDTH

SVG = "{http://www.w3.org/2000/svg}"
# The width of a letter at 14.5 and 16 pixels, on the generous side, and the height of a line.
LETTER, BOLD, TALL = 7.7, 9.4, 15
PLACES = {box.term: box for box in BOXES}


def label_box(graph, arrow, language):
    """Return left, top, right and bottom of an arrow's label."""
    width = LETTER * len(languages.label(graph, arrow.term, language))
    x, y = arrow.label
    left = {"start": x, "middle": x - width / 2, "end": x - width}[arrow.anchor]
    return left, y - TALL, left + width, y + 3


def rectangle(box):
    return box.x, box.y, box.x + box.width, box.y + box.height


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def lines():
    """Return the straight pieces of every line, each as a rectangle without width."""
    for item in (*ARROWS, *KINDS):
        for (x1, y1), (x2, y2) in pairwise(item.line):
            assert x1 == x2 or y1 == y2, "lines run along the page"
            yield item, (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def on_edge(point, box):
    left, top, right, bottom = rectangle(box)
    x, y = point
    inside = left <= x <= right and top <= y <= bottom
    return inside and (x in (left, right) or y in (top, bottom))


def test_every_arrow_joins_its_boxes():
    for arrow in ARROWS:
        assert on_edge(arrow.line[0], PLACES[arrow.start]), arrow.term
        assert on_edge(arrow.line[-1], PLACES[arrow.end]), arrow.term
    for kind in KINDS:
        assert on_edge(kind.line[0], PLACES[kind.below])
        assert on_edge(kind.line[-1], PLACES[kind.above])


def test_boxes_lie_apart_and_on_the_page():
    for number, box in enumerate(BOXES):
        left, top, right, bottom = rectangle(box)
        assert left > 0 < top
        assert right < WIDTH
        assert bottom < HEIGHT
        assert not any(overlap(rectangle(box), rectangle(other)) for other in BOXES[:number])


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_no_label_lies_on_a_line_a_box_or_another_label(documented, language):
    labels = [(arrow, label_box(documented.graph, arrow, language)) for arrow in ARROWS]
    assert len(labels) > 15
    for number, (arrow, box) in enumerate(labels):
        assert box[0] > 0, arrow.term
        assert box[2] < WIDTH, arrow.term
        for item, line in lines():
            assert not overlap(box, line), (arrow.term, item)
        for other in BOXES:
            assert not overlap(box, rectangle(other)), (arrow.term, other.term)
        for other, other_box in labels[:number]:
            assert not overlap(box, other_box), (arrow.term, other.term)


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_names_fit_in_their_boxes(documented, language):
    for box in BOXES:
        name = languages.label(documented.graph, box.term, language)
        if name != str(box.term):
            assert BOLD * len(name) < box.width, name


def test_no_line_runs_through_a_box_or_across_another():
    pieces = list(lines())
    for item, line in pieces:
        for box in BOXES:
            left, top, right, bottom = rectangle(box)
            assert not overlap(line, (left + 1, top + 1, right - 1, bottom - 1)), item
    for number, (item, line) in enumerate(pieces):
        for other, other_line in pieces[:number]:
            if item is not other:
                wide = (other_line[0] - 1, other_line[1] - 1, other_line[2] + 1, other_line[3] + 1)
                assert not overlap(line, wide), (item, other)


def test_the_arrows_are_those_of_the_ontology(documented):
    graph = documented.graph
    for arrow in ARROWS:
        above = set(graph.transitive_objects(arrow.end, RDFS.subClassOf))
        assert graph.value(arrow.term, RDFS.range) in above, arrow.term
        domain = graph.value(arrow.term, RDFS.domain)
        starts = set(graph.transitive_objects(arrow.start, RDFS.subClassOf))
        assert domain is None or domain in starts, arrow.term
        is_chain = graph.value(arrow.term, OWL.propertyChainAxiom) is not None
        assert is_chain == (arrow.style == "inferred")
    for kind in KINDS:
        assert (kind.below, RDFS.subClassOf, kind.above) in graph
    for box in BOXES:
        assert (box.term, RDF.type, OWL.Class) in graph


def test_what_an_arrow_without_domain_starts_from_is_where_data_have_it(documented, whole):
    engine = open_release(whole).engine
    for arrow in ARROWS:
        query = f"SELECT ?x {{ ?x <{arrow.term}> ?y ; a <{arrow.start}> }} LIMIT 1"
        assert engine.select(query).rows, arrow


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_it_is_sound_svg_with_words_for_who_cannot_see_it(documented, language):
    text = diagram(documented.graph, language)
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title description"
    assert root.find(f"{SVG}title").text
    told = root.find(f"{SVG}desc").text
    for arrow in ARROWS:
        assert languages.label(documented.graph, arrow.term, language) in told
    shown = {element.text for element in root.iter(f"{SVG}text")}
    assert languages.label(documented.graph, KL.MunicipalAction, language) in shown
    assert "org:Organization" in shown
    assert "href" not in text
    assert "prefers-color-scheme: dark" in text


def test_it_is_drawn_alike_every_time_and_speaks_two_languages(documented):
    assert diagram(documented.graph, "sv") == diagram(documented.graph, "sv")
    assert "Kommunal åtgärd – bygger på → Medverkan." in description(documented.graph, "sv")
    assert "Municipal action – builds on → Participation." in description(documented.graph, "en")
