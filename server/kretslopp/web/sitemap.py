"""What search engines are told: ``/robots.txt`` and ``/sitemap.xml``."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from flask import Blueprint, Response
from rdflib import URIRef

from kretslopp.languages import LANGUAGES
from kretslopp.namespaces import KL
from kretslopp.publication.catalogue import datasets
from kretslopp.publication.release import Release
from kretslopp.questions import Question
from kretslopp.settings import Publisher
from kretslopp.web.pages import links

# The most addresses of one sitemap (sitemaps.org, protocol).
MOST_ADDRESSES = 50_000
# A query costs more than it tells a search engine.
_CLOSED = ("/sparql?", "/*/sparql?", "/compare?", "/*/compare?", "/why?", "/*/why?")
_THINGS = f"""SELECT DISTINCT ?thing ?rank {{
  VALUES (?class ?rank) {{
    (<{KL.Plan}> 1) (<{KL.ActionProgramme}> 2) (<{KL.MunicipalAction}> 3)
    (<{KL.RegionalAction}> 3) (<{KL.Goal}> 4)
  }}
  ?thing a ?class
}} ORDER BY ?rank ?thing"""


def blueprint(release: Release, publisher: Publisher, named: Mapping[str, Question]) -> Blueprint:
    """Return the two addresses; ``named`` are the named questions, whose pages are listed too."""
    room = Blueprint("sitemap", __name__)

    @room.get("/robots.txt")
    def robots() -> Response:
        closed = "".join(f"Disallow: {path}\n" for path in _CLOSED)
        text = f"User-agent: *\n{closed}\nSitemap: {publisher.base}sitemap.xml\n"
        return Response(text, content_type="text/plain; charset=utf-8")

    @room.get("/sitemap.xml")
    def sitemap() -> Response:
        return Response(
            sitemap_xml(release, publisher, named), content_type="application/xml; charset=utf-8"
        )

    return room


def sitemap_xml(release: Release, publisher: Publisher, named: Mapping[str, Question]) -> str:
    """Return the sitemap: each page in each language, and where it is in the other.

    The general pages come first and goals last: of a dataset with more pages than
    a sitemap may list, it is goals that are left to be found by links. Raises
    EngineFailure when the engine can't answer.
    """
    most = MOST_ADDRESSES // len(LANGUAGES)
    paths = list(_paths(release, named))[:most]
    entries = "".join(_entries(path, release, publisher) for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{entries}</urlset>\n"
    )


def _paths(release: Release, named: Mapping[str, Question]) -> Iterator[str]:
    """Yield the pages of interest, without their language."""
    yield from ("", "catalog", "def", "shapes")
    if release.has_endpoint:
        yield from ("compare", "sparql")
    yield from (f"questions/{name}" for name in named)
    yield from (item.path for item in datasets(release))
    for thing, _ in release.engine.select(_THINGS).rows:
        assert isinstance(thing, URIRef)
        path = links.page_path(thing, LANGUAGES[0])
        if path:
            yield path.removeprefix(f"/{LANGUAGES[0]}/")


def _entries(path: str, release: Release, publisher: Publisher) -> str:
    """Return the entry of a page in each language."""
    addresses = {language: f"{publisher.base}{language}/{path}" for language in LANGUAGES}
    others = "".join(
        f'    <xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>\n'
        for language, address in addresses.items()
    )
    return "".join(
        f"  <url>\n    <loc>{escape(address)}</loc>\n"
        f"    <lastmod>{release.day.isoformat()}</lastmod>\n{others}  </url>\n"
        for address in addresses.values()
    )
