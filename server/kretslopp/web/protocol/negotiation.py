"""Content negotiation: what a client accepts against what there is (RFC 9110, section 12).

Pure functions of a header's text, as Werkzeug reads it. A header that can't be read never
fails: a part that makes no sense is left out. Between equals the server's order decides.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from werkzeug.datastructures import Accept, MIMEAccept
from werkzeug.http import parse_accept_header

from kretslopp.languages import LANGUAGES, Language

_NO_ZERO = re.compile(r"(;\s*q\s*=\s*)(?=\.)")  # Java's old URL connection sends q=.2


def preferences(header: str) -> list[tuple[str, float]]:
    """Return what a header names, in lower case, each with its quality from 0 to 1.

    Parameters other than ``q`` are left out: ``text/turtle;charset=utf-8`` asks for Turtle.
    """
    return [
        (value.partition(";")[0].strip().lower(), quality)
        for value, quality in parse_accept_header(_NO_ZERO.sub(r"\g<1>0", header))
    ]


@lru_cache(maxsize=512)  # few clients, few headers
def best(offers: tuple[str, ...], accept: str | None) -> str | None:
    """Return the media type of ``offers`` that the client wants most, or None.

    ``offers`` stand in the server's order of preference. ``accept`` is the Accept header;
    without one everything is welcome.
    """
    if accept is None or not accept.strip():
        return offers[0] if offers else None
    return MIMEAccept(preferences(accept)).best_match(offers)


def wants_page(accept: str | None, others: Sequence[str]) -> bool:
    """Return whether a client would rather have HTML than any of the media types ``others``."""
    return best((*others, "text/html"), accept) == "text/html"


def language(accept_language: str | None) -> Language:
    """Return the language to answer in: the one most wanted, Swedish where none is.

    ``sv-SE`` asks for Swedish (RFC 4647, basic filtering turned round).
    """
    wanted = preferences(accept_language or "")
    spoken = Accept([(range_.partition("-")[0], quality) for range_, quality in wanted])
    chosen = spoken.best_match(LANGUAGES)
    return next((known for known in LANGUAGES if known == chosen), LANGUAGES[0])
