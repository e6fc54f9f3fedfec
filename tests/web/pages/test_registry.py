"""A kind of page is declared once: all that follows, shown with one that is made up."""

from dataclasses import replace

import pytest
from werkzeug.test import Client

from kretslopp import words
from kretslopp.settings import Publisher, Settings
from kretslopp.web import create_app, rendering, site
from kretslopp.web.pages import registry
from kretslopp.web.pages.page import Context, Page, SiteFile, View, itself


def view(_context: Context) -> View:
    def answer(language=None):
        if language is None:
            return rendering.redirect_to_language()
        return rendering.render("base.html", language)

    return answer


MAP = Page(
    "map", "map", view, label="map.name", menu=7, group="map", needs_release=True,
    sitemap=itself, site=itself,
)  # fmt: skip


@pytest.fixture
def declared(monkeypatch):
    """Declare the page, and its name in both languages; nothing else knows of it."""
    monkeypatch.setattr(registry, "PAGES", (*registry.PAGES, MAP))
    texts = {**words.all_texts(), "map.name": {"sv": "Karta", "en": "Map"}}
    monkeypatch.setattr(words, "all_texts", lambda: texts)


@pytest.fixture
def client(declared, release, named) -> Client:
    return create_app(release.engine, named, release=release).test_client()


def test_it_answers_in_both_languages_and_leads_to_the_readers(client):
    for language, other in (("sv", "en"), ("en", "sv")):
        page = client.get(f"/{language}/map")
        assert page.status_code == 200
        assert f'<html lang="{language}">' in page.text
        assert f'<link rel="alternate" hreflang="{other}" href="/{other}/map">' in page.text
    answer = client.get("/map", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/en/map")


def test_it_is_in_the_menu_of_every_page_under_its_name(client):
    assert '<li><a href="/sv/map">Karta</a></li>\n      </ul>' in client.get("/sv/").text
    assert '<a href="/en/map" aria-current="page">Map</a>' in client.get("/en/map").text


def test_search_engines_are_told_of_it(client):
    found = client.get("/sitemap.xml").text
    for language in ("sv", "en"):
        assert f"<loc>https://w3id.org/kretslopp/{language}/map</loc>" in found


def test_it_is_in_the_static_site(declared, release, named):
    silent = replace(release, has_endpoint=False)
    context = Context(silent.engine, named, Settings(), Publisher(), release=silent)
    files = {file.address: file for file in site.site_files(context)}
    assert files["/en/map"] == SiteFile("/en/map", "en/map/index.html")
    client = create_app(silent.engine, named, release=silent).test_client()
    assert {client.get(f"/{language}/map").status_code for language in ("sv", "en")} == {200}


def test_it_is_counted_as_a_group_of_its_own(client):
    client.get("/sv/map", buffered=True)
    assert 'kretslopp_requests_total{kind="map",status="2xx"} 1.0' in client.get("/metrics").text


def test_it_is_nowhere_where_nothing_is_published(declared, engine, named):
    client = create_app(engine, named).test_client()
    assert client.get("/sv/map").status_code == 404
    assert "Karta" not in client.get("/sv/").text


def test_every_page_that_asks_nothing_of_a_reader_is_in_the_static_site(release, named):
    context = Context(release.engine, named, Settings(), Publisher(), release=release)
    assert len(registry.PAGES) > 10
    for page in registry.PAGES:
        assert any(page.site_files(context)) is not page.is_interactive, page.name


def test_names_and_places_are_each_taken_once():
    assert len({page.name for page in registry.PAGES}) == len(registry.PAGES)
    places = sorted(page.menu for page in registry.PAGES if page.menu)
    assert places == [*range(1, len(places) + 1)]
    assert {page.section for page in registry.PAGES} <= {
        "",
        *(page.name for page in registry.PAGES),
    }
