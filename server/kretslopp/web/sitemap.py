"""What search engines are told: ``/robots.txt`` and ``/sitemap.xml``."""

from xml.sax.saxutils import escape, quoteattr

from flask import Blueprint, Response

from kretslopp.languages import LANGUAGES
from kretslopp.web.pages import registry
from kretslopp.web.pages.page import Context

# The most addresses of one sitemap (sitemaps.org, protocol).
MOST_ADDRESSES = 50_000


def blueprint(context: Context) -> Blueprint:
    """Return the two addresses."""
    room = Blueprint("sitemap", __name__)

    @room.get("/robots.txt")
    def robots() -> Response:
        text = f"User-agent: *\n{_closed()}\nSitemap: {context.publisher.base}sitemap.xml\n"
        return Response(text, content_type="text/plain; charset=utf-8")

    @room.get("/sitemap.xml")
    def sitemap() -> Response:
        return Response(sitemap_xml(context), content_type="application/xml; charset=utf-8")

    return room


def _closed() -> str:
    """Close what a reader asks: a query costs more than it tells a search engine."""
    asked = [page.address for page in reversed(registry.PAGES) if page.is_interactive]
    return "".join(f"Disallow: /{path}?\nDisallow: /*/{path}?\n" for path in asked)


def sitemap_xml(context: Context) -> str:
    """Return the sitemap: each page in each language, and where it is in the other.

    The general pages come first and goals last: of a dataset with more pages than
    a sitemap may list, it is goals that are left to be found by links. Raises
    EngineFailure when the engine can't answer.
    """
    pages = registry.pages_of(context)
    paths = [path for page in pages for path in page.sitemap(page, context)]
    most = MOST_ADDRESSES // len(LANGUAGES)
    entries = "".join(_entries(path, context) for path in paths[:most])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{entries}</urlset>\n"
    )


def _entries(path: str, context: Context) -> str:
    """Return the entry of a page in each language."""
    addresses = {language: f"{context.publisher.base}{language}/{path}" for language in LANGUAGES}
    others = "".join(
        f'    <xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>\n'
        for language, address in addresses.items()
    )
    return "".join(
        f"  <url>\n    <loc>{escape(address)}</loc>\n"
        f"    <lastmod>{context.published.day.isoformat()}</lastmod>\n{others}  </url>\n"
        for address in addresses.values()
    )
