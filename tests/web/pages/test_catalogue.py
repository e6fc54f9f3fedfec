"""The catalogue over HTTP: every form, both languages, what search engines read."""

import json
import re
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from rdflib import RDF, Graph, URIRef

from kretslopp.namespaces import BASE, DCAT, DCTERMS, VOID
from kretslopp.publication.dumps import contents
from kretslopp.publication.release import WHOLE
from kretslopp.settings import Publisher
from kretslopp.web import create_app
from kretslopp.web.sitemap import MOST_ADDRESSES

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
FORMS = {
    "ttl": ("text/turtle", "turtle"),
    "jsonld": ("application/ld+json", "json-ld"),
    "nt": ("application/n-triples", "nt"),
    "rdf": ("application/rdf+xml", "xml"),
}
ADDRESSES = {
    "/catalog": (f"{BASE}catalog", DCAT.Catalog),
    "/dataset": (f"{BASE}dataset", DCAT.Dataset),
    "/dataset/borlange": (f"{BASE}dataset/borlange", DCAT.Dataset),
    "/dataset/vocabulary": (f"{BASE}dataset/vocabulary", DCAT.Dataset),
    "/.well-known/void": (f"{BASE}.well-known/void", VOID.DatasetDescription),
}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_form_by_accept_by_parameter_and_by_ending(published, address, form):
    media_type, name = FORMS[form]
    subject, kind = ADDRESSES[address]
    by_accept = published.get(address, headers={"Accept": media_type})
    assert by_accept.status_code == 200
    assert by_accept.mimetype == media_type
    assert {"Accept", "Accept-Language"} <= set(by_accept.vary)
    # Parameter and ending beat Accept.
    by_parameter = published.get(f"{address}?format={form}", headers=HTML)
    by_ending = published.get(f"{address}.{form}", headers=HTML)
    assert by_accept.data == by_parameter.data == by_ending.data
    graph = Graph().parse(data=by_accept.data, format=name)
    assert (URIRef(subject), RDF.type, kind) in graph


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_in_the_readers_language_at_the_same_address(published, address):
    swedish = published.get(address, headers=HTML)
    english = published.get(address, headers={**HTML, "Accept-Language": "en-GB, sv;q=0.5"})
    assert swedish.mimetype == english.mimetype == "text/html"
    assert '<html lang="sv">' in swedish.text
    assert '<html lang="en">' in english.text
    assert {"Accept", "Accept-Language"} <= set(swedish.vary)
    assert published.get(f"/en{address}").text == english.text
    assert published.get(f"{address}.html").status_code == 200


def test_the_version_answers_and_another_does_not(published, release):
    path = f"/dataset/version/{release.version}"
    graph = Graph().parse(data=published.get(f"{path}.ttl").data, format="turtle")
    assert (release.iri, DCTERMS.isVersionOf, WHOLE) in graph
    assert release.version in published.get(f"/sv{path}").text
    assert published.get("/dataset/version/0000000000000000").status_code == 404


@pytest.mark.parametrize(
    "path", ["/dataset/nowhere", "/sv/dataset/nowhere", "/dataset/nowhere.ttl", "/dataset/"]
)
def test_an_unknown_dataset_is_not_found(published, path):
    answer = published.get(path)
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_an_unknown_format_or_none_acceptable(published):
    assert published.get("/catalog?format=docx").status_code == 400
    assert published.get("/catalog", headers={"Accept": "image/png"}).status_code == 406


def test_the_catalogue_lists_every_dataset_in_swedish_order(published, release):
    page = published.get("/sv/catalog").text
    names = re.findall(r'<a href="/sv/dataset/([a-z-]+)">', page)
    assert set(names) == {*contents.municipalities(release.engine), "vocabulary"}
    assert names[-1] == "vocabulary"
    assert names.index("vansbro") < names.index("astorp") < names.index("angelholm")
    assert "har inte angett någon" in page


def test_a_dataset_page_tells_how_to_get_and_to_cite_it(published, release):
    page = published.get("/sv/dataset/borlange").text
    for path in ("borlange.ttl", "borlange.trig.gz", "borlange/actions.csv"):
        assert f'href="/dumps/{path}"' in page
    assert f"Version {release.version}, {release.day}. {BASE}dataset/borlange" in page
    assert "@misc{kretslopp-borlange-" in page
    assert 'href="/sv/doc/programme/borlange/2023-2026"' in page


def test_every_download_of_every_dataset_is_there(published):
    catalogue = Graph().parse(data=published.get("/catalog.nt").data, format="nt")
    addresses = [str(address) for address in catalogue.objects(None, DCAT.downloadURL)]
    assert len(addresses) > 300
    for address in addresses:
        assert published.head(f"/{address.removeprefix(BASE)}").status_code == 200, address


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_dataset_page_has_what_search_engines_read(published, language):
    page = published.get(f"/{language}/dataset/borlange").text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    about = json.loads(block)
    assert about["@type"] == "Dataset"
    assert about["url"] == f"{BASE}{language}/dataset/borlange"
    assert f"<h1>{about['name']}</h1>" in page


def test_nothing_in_the_block_for_search_engines_can_end_it(release, named):
    publisher = Publisher(name="</script><script>alert(1)</script>")
    client = create_app(release.engine, named, release=release, publisher=publisher).test_client()
    page = client.get("/sv/dataset/borlange").text
    assert page.count("<script") == 1
    assert "alert" in page


def test_a_publisher_who_is_known_is_shown(release, named):
    publisher = Publisher(
        name="Borlänge kommun",
        homepage="https://www.example.org/",
        contact_email="data@example.org",
        base="https://data.example.org/",
    )
    client = create_app(release.engine, named, release=release, publisher=publisher).test_client()
    page = client.get("/sv/catalog").text
    assert '<a href="https://www.example.org/">Borlänge kommun</a>' in page
    assert '<a href="mailto:data@example.org">' in page
    assert "Sitemap: https://data.example.org/sitemap.xml" in client.get("/robots.txt").text


def test_links_of_a_page_are_local_and_do_not_depend_on_the_host(published):
    page = published.get("/sv/catalog").text
    elsewhere = published.get("/sv/catalog", headers={"Host": "data.example.org"}).text
    assert page == elsewhere
    below = published.get("/sv/dataset/borlange", environ_overrides={"SCRIPT_NAME": "/k"}).text
    assert 'href="/k/dumps/borlange.ttl"' in below
    assert 'href="/k/dataset/borlange.ttl"' in below


def test_robots_may_read_pages_and_files_but_ask_no_queries(published):
    answer = published.get("/robots.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(answer.text.splitlines())
    for path in ("/sv/", "/sv/dataset/borlange", "/dumps/borlange.ttl", "/sv/sparql"):
        assert robots.can_fetch("anyone", path)
    assert not robots.can_fetch("anyone", "/sparql?query=ASK%20%7B%7D")
    assert robots.site_maps() == [f"{BASE}sitemap.xml"]


@pytest.fixture(scope="module")
def sitemap(published):
    answer = published.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    return ElementTree.fromstring(answer.data)


@pytest.mark.slow
def test_the_sitemap_lists_pages_that_there_are(sitemap, published, release):
    places = [url.findtext(f"{SITEMAP}loc") for url in sitemap]
    assert 400 < len(places) == len(set(places)) <= MOST_ADDRESSES
    for path in ("", "catalog", "dataset", "dataset/borlange", "def", "questions/actions-of-goal",
                 "doc/programme/borlange/2023-2026", "doc/action/borlange/2023-2026/K3",
                 "doc/goal/borlange/2023-2030/4", "doc/plan/borlange/2023-2030"):  # fmt: skip
        assert f"{BASE}sv/{path}" in places, path
    for place in places[:90]:  # the general pages, questions and datasets, and some documents
        assert published.get(f"/{place.removeprefix(BASE)}").status_code == 200, place
    assert {url.findtext(f"{SITEMAP}lastmod") for url in sitemap} == {release.day.isoformat()}


def test_each_entry_of_the_sitemap_names_the_page_in_both_languages(sitemap):
    for url in sitemap:
        others = {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")}
        assert set(others) == {"sv", "en"}
        assert url.findtext(f"{SITEMAP}loc") in others.values()
        assert others["sv"].replace("/sv/", "/en/", 1) == others["en"]


def test_a_server_that_publishes_nothing_has_no_catalogue(client):
    assert client.get("/catalog").status_code == 404
    assert client.get("/robots.txt").status_code == 404
    assert "/catalog" not in client.get("/sv/").text
