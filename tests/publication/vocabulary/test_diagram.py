"""The diagram says what the ontology says, and can be read: nothing lies across a label."""

import xml.etree.ElementTree as ET

import pytest

from kretslopp import languages
from kretslopp.namespaces import KL, OWL, RDF, RDFS
from kretslopp.publication.release import open_release
from kretslopp.publication.vocabulary import diagram
from kretslopp.publication.vocabulary.diagram import CLASSES, PROPERTIES, description, kinds, layout

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_nothing_lies_on_a_line_a_box_or_a_label(documented, language):
    """A letter of 16 pixels in bold is less than 9.4 wide on average, others 7.4 and 6.7."""
    made = layout(documented.graph, language)
    boxes = list(made.boxes.items())
    assert len(boxes) == len(CLASSES)
    for number, (term, box) in enumerate(boxes):
        name = languages.label(documented.graph, term, language)
        if name != str(term):
            assert 9.4 * len(name) + 16 < box.width, name
        assert 6.7 * (len(term) - len(KL) + 3) + 16 < box.width, term
        assert 0 < box.x < box.x + box.width < made.width < 1120  # what a page has
        assert 0 < box.y < box.y + box.height < made.height
        for _, other in boxes[:number]:
            beside = other.x + other.width < box.x or box.x + box.width < other.x
            assert beside or other.y + other.height < box.y or box.y + box.height < other.y
    left = max(made.boxes[arrow.start].x + made.boxes[arrow.start].width for arrow in made.arrows)
    right = min(box.x for box in made.boxes.values() if box.x > left)
    meets = {}
    for arrow in made.arrows:
        start, end = made.boxes[arrow.start], made.boxes[arrow.end]
        assert 7.4 * len(arrow.label) + 16 < start.width, arrow.label
        assert start.y < arrow.y < start.y + start.height
        assert end.y < arrow.end_y < end.y + end.height
        assert left < arrow.lane < right  # where neither boxes nor labels are
        # No two lines run on one another but those that end in the same place.
        assert meets.setdefault(arrow.lane, (arrow.end, arrow.end_y)) == (arrow.end, arrow.end_y)
    own = [arrow.y for arrow in made.arrows]
    assert len({*own}) == len(own)
    assert not {*own} & {y for _, y in meets.values()}
    assert len({y for _, y in meets.values()}) == len(meets)


def test_the_arrows_are_those_of_the_ontology(documented):
    graph = documented.graph
    assert len(PROPERTIES) > 20
    for term, start, end in PROPERTIES:
        above = set(graph.transitive_objects(end, RDFS.subClassOf))
        assert graph.value(term, RDFS.range) in above, term
        domain = graph.value(term, RDFS.domain)
        starts = set(graph.transitive_objects(start, RDFS.subClassOf))
        assert domain is None or domain in starts, term
    assert len(CLASSES) == 14
    for term in CLASSES:
        assert (term, RDF.type, OWL.Class) in graph
    assert set(kinds(graph)) == {
        (KL.RegionalAction, KL.Action),
        (KL.MunicipalAction, KL.Action),
    }


def test_what_an_arrow_without_domain_starts_from_is_where_data_have_it(few):
    engine = open_release(few).engine
    for term, start, _ in PROPERTIES:
        query = f"SELECT ?x {{ ?x <{term}> ?y ; a <{start}> }} LIMIT 1"
        assert engine.select(query).rows, (term, start)


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_it_is_sound_svg_with_words_for_who_cannot_see_it(documented, language):
    text = diagram(documented.graph, language)
    root = ET.fromstring(text)
    assert root.get("aria-labelledby") == "title description"
    assert root.find(f"{SVG}title").text
    told = root.find(f"{SVG}desc").text
    for term, *_ in PROPERTIES:
        assert languages.label(documented.graph, term, language) in told
    shown = {element.text for element in root.iter(f"{SVG}text")}
    assert languages.label(documented.graph, KL.MunicipalAction, language) in shown
    assert "org:Organization" in shown
    assert "prefers-color-scheme: dark" in text


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_every_class_and_property_leads_to_its_term(documented, language):
    root = ET.fromstring(diagram(documented.graph, language))
    links = [(link.get("href"), link.find(f"{SVG}text").text) for link in root.iter(f"{SVG}a")]
    assert len(links) == len(PROPERTIES) + len(CLASSES)
    assert ("../def#buildsOn", languages.label(documented.graph, KL.buildsOn, language)) in links
    ours = {term.local for term in documented.terms}
    for address, text in links:
        beside, _, name = address.partition("#")
        if beside == "../def":
            assert name in ours, text
        else:
            assert address == "http://www.w3.org/ns/org#Organization"


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_only_what_is_entailed_by_a_chain_is_dashed(documented, language):
    root = ET.fromstring(diagram(documented.graph, language))
    dashed = [p for p in root.iter(f"{SVG}path") if p.get("class") == "line inferred"]
    axioms = set(documented.graph.subjects(OWL.propertyChainAxiom))
    chains = [term for term, *_ in PROPERTIES if term in axioms]
    assert chains == [KL.indirectlyContributesTo]
    assert len(dashed) == len(chains) + 1  # and its sign in the key


def test_it_is_drawn_alike_every_time_and_speaks_two_languages(documented):
    assert diagram(documented.graph, "sv") == diagram(documented.graph, "sv")
    assert "Kommunal åtgärd – bygger på → Medverkan." in description(documented.graph, "sv")
    assert "Municipal action – builds on → Participation." in description(documented.graph, "en")
