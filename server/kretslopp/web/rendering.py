"""What every web page has: its language, its texts, the way to the other language."""

from urllib.parse import quote

from flask import Response, render_template, request

from kretslopp.languages import LANGUAGES, Language
from kretslopp.web.protocol import negotiation
from kretslopp.words import number, text


def current_language() -> Language:
    """Return the language of the current request: its path's, else the reader's wish."""
    first = request.path.split("/")[1]
    for known in LANGUAGES:
        if first == known:
            return known
    return negotiation.language(request.headers.get("Accept-Language"))


def render(template: str, language: Language, status: int = 200, **values: object) -> Response:
    """Return a page. ``t(key, …)`` gives its template texts, ``n(number)`` numbers."""
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    html = render_template(
        template,
        language=language,
        other_language=other,
        other_address=_same_page(other),
        t=lambda key, **values: text(key, language, **values),
        n=lambda value: number(value, language),
        **values,
    )
    response = Response(html, status, content_type="text/html; charset=utf-8")
    response.content_language.add(language)
    return response


def redirect(address: str) -> Response:
    """Return a redirect to the page of ``address``, which depends on the reader's wishes."""
    response = Response(status=303)
    response.location = address
    response.vary.update(("Accept", "Accept-Language"))
    return response


def redirect_to_language() -> Response:
    """Return a redirect from an address without a language to the reader's page of it."""
    return redirect(_same_page(current_language()))


def _same_page(language: Language) -> str:
    """Return the address of the current page in another language, parameters kept.

    Addresses without a language (``/sparql``) have pages at the same path under one;
    the page that ``.html`` asks for is the page without it, and what there is to say
    of a thing (``/id/…``) stands on the page of its document.
    """
    parts = request.path.split("/")[1:]
    rest = parts[1:] if parts[0] in LANGUAGES else parts
    if rest[0] == "id":
        rest = ["doc", *rest[1:]]
    path = quote("/".join(("", language, *rest)).removesuffix(".html"))
    asked = request.query_string.decode("utf-8", "replace")
    return request.script_root + path + (f"?{asked}" if asked else "")
