"""The ontology, its versions and its shapes answer at their IRIs, as pages and RDF."""

import re
from collections import Counter

import pytest
from rdflib import BNode, Graph, URIRef

from kretslopp import artefacts, ontology
from kretslopp.namespaces import KL, KL_ONTOLOGY, KL_SHAPES, RDF
from web.pages.test_pages import Page, is_local

LANGUAGES = ("sv", "en")
RDF_TYPES = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
VERSIONS = ontology.versions(artefacts.ontology())
RELEASES = tuple(f"def/{version}" for version in VERSIONS)
DOCUMENTS = ("def", *RELEASES, "shapes")
PAGES = tuple(f"/{language}/{name}" for name in DOCUMENTS for language in LANGUAGES)


@pytest.fixture(scope="module")
def pages(published):
    return {address: published.get(address) for address in PAGES}


def graph_of(answer) -> Graph:
    return Graph().parse(data=answer.data, format=RDF_TYPES[answer.mimetype])


def ours(graph) -> set[str]:
    return {
        s.removeprefix(str(KL))
        for s in graph.subjects(RDF.type)
        if isinstance(s, URIRef) and s.startswith(str(KL))
    }


@pytest.mark.parametrize("media_type", RDF_TYPES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_rdf_by_accept_without_blank_nodes(published, name, media_type):
    answer = published.get(f"/{name}", headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.mimetype == media_type
    assert "Accept" in answer.headers["Vary"]
    graph = graph_of(answer)
    assert len(graph) > 900
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


def test_the_ontology_is_the_whole_of_it(published):
    graph = graph_of(published.get("/def", headers={"Accept": "application/n-triples"}))
    assert set(graph) == set(ontology.load(artefacts.ontology()))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_is_its_file(published, version):
    graph = graph_of(published.get(f"/def/{version}.nt"))
    released = ontology.read_turtle(artefacts.ontology() / "releases" / f"{version}.ttl")
    assert len(graph) == len(released)
    assert ours(graph) == ours(released)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("ending", ["ttl", "jsonld", "nt", "rdf", "html"])
def test_endings_and_format_beat_accept(published, name, ending):
    by_ending = published.get(f"/{name}.{ending}", headers={"Accept": "image/png"})
    by_format = published.get(f"/{name}?format={ending}", headers={"Accept": "image/png"})
    assert by_ending.status_code == by_format.status_code == 200
    assert by_ending.content_type == by_format.content_type
    if ending != "html":
        assert by_ending.data == by_format.data


@pytest.mark.parametrize(
    "address",
    ["/def/2.0.0", "/def/1.0", "/def/1.0.0.x", "/sv/def/9.9.9", "/def.x", "/sv/def/..%2Fdef"],
)
def test_what_there_is_not_is_not_found(published, address):
    assert published.get(address).status_code == 404


def test_no_acceptable_form_says_what_there_is(published):
    answer = published.get("/def", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json["available"]
    assert published.get("/def?format=pdf").status_code == 400


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_browser_gets_the_page_in_its_language(published, name, language):
    headers = {"Accept": BROWSER, "Accept-Language": language}
    answer = published.get(f"/{name}", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    assert {"Accept", "Accept-Language"} <= set(answer.vary)
    assert Page(answer.text).language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_of_ours_is_an_anchor(published, pages, language):
    home = artefacts.ontology()
    graphs = {"def": ontology.load(home)}
    graphs |= {f"def/{version}": ontology.load_version(home, version) for version in VERSIONS}
    for name, graph in graphs.items():
        terms = ours(graph)
        assert len(terms) > 100
        assert terms <= set(Page(pages[f"/{language}/{name}"].text).ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shape_is_an_anchor(published, pages, language):
    graph = graph_of(published.get("/shapes"))
    shapes = {
        s.removeprefix(str(KL_SHAPES)) for s in graph.subjects() if "." not in s.partition("#")[2]
    }
    assert len(shapes) > 200
    assert shapes <= set(Page(pages[f"/{language}/shapes"].text).ids)


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_sound_and_can_be_walked(pages, address):
    page = Page(pages[address].text)
    assert page.open == []
    assert [name for name, times in Counter(page.ids).items() if times > 1] == []
    assert page.language == address.split("/")[1]
    assert page.headings.count(1) == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert all(deeper - above <= 1 for above, deeper in steps)
    assert all(source.startswith("/") for source in page.loaded)
    names = {name for _, name in page.attributes}
    assert not any(name == "style" or name.startswith("on") for name in names)


@pytest.mark.parametrize("address", PAGES)
def test_links_within_the_vocabulary_lead_to_anchors(published, pages, address):
    here, places, checked = Page(pages[address].text), {}, 0
    for link in here.links:
        path, _, fragment = link.partition("#")
        if not fragment or not is_local(link) or link == "#content":
            continue
        target = path or address
        if target not in places:
            answer = published.get(target)
            assert answer.status_code == 200, link
            places[target] = set(Page(answer.text).ids)
        assert fragment in places[target], link
        checked += 1
    assert checked > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_linked_to_their_documents(published, pages, language):
    links = {link for link in Page(pages[f"/{language}/def"].text).links if "/doc/" in link}
    assert len(links) > 100
    for link in sorted(links)[::12]:
        assert published.get(link).status_code == 200, link


def test_texts_in_another_language_than_the_pages_say_so(pages):
    """Printed values are Swedish, on the English page too."""
    assert re.search(r'<q lang="sv">[^<]+</q>', pages["/en/def"].text)
    assert not re.search(r'<q lang="sv">', pages["/sv/def"].text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_diagram_is_a_picture_of_its_own(published, pages, language):
    address = f"/{language}/def/diagram.svg"
    answer = published.get(address)
    assert answer.status_code == 200
    assert answer.content_type == "image/svg+xml; charset=utf-8"
    assert f'lang="{language}"' in answer.text
    assert f'src="{address}"' in pages[f"/{language}/def"].text
    assert published.get(address).data == answer.data


def test_the_vocabulary_is_in_the_menu_where_it_is_published(published, client):
    assert 'href="/sv/def"' in published.get("/sv/").text
    assert "/def" not in [link for link in Page(client.get("/sv/").text).links if link[0] == "/"]
    assert client.get("/sv/def").status_code == 404


def test_a_page_names_its_version_address_and_files(pages):
    text = pages["/en/def"].text
    assert f"<code>{KL_ONTOLOGY}</code>" in text
    assert '<link rel="alternate" type="text/turtle" href="/def.ttl">' in text
    for name in RELEASES:
        assert f'href="/{name}.jsonld"' in pages[f"/en/{name}"].text
    assert "The first version." in text


def test_the_page_leads_to_every_version_and_tells_what_is_new_in_it(pages):
    home = artefacts.ontology()
    for language in LANGUAGES:
        history = pages[f"/{language}/def"].text.partition('id="changes"')[2]
        for version, before in zip(VERSIONS[1:], VERSIONS, strict=False):
            assert f'href="/{language}/def/{version}"' in history
            new, old = (ontology.load_version(home, name) for name in (version, before))
            for term in ours(new) - ours(old):
                assert f'href="/{language}/def#{term}"' in history


def test_pages_are_the_same_every_time(published, pages):
    for address in PAGES:
        assert published.get(address).data == pages[address].data


def test_a_rule_that_only_words_can_tell_is_told_with_its_class(pages):
    article = pages["/en/def"].text.partition('<article class="term" id="MunicipalAction">')[2]
    rules = article.partition("</article>")[0]
    assert "The action refers to a goal of another municipality&#39;s plan." in rules
    assert 'href="/en/shapes#MunicipalActionShape-inProgramme"' in rules
