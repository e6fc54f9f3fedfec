"""Content negotiation: what a client accepts against what there is (RFC 9110, section 12).

Pure functions of a header's text. A header that can't be read never fails: a part
that makes no sense is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kretslopp.languages import LANGUAGES, Language

# Commas and semicolons inside a quoted string separate nothing (RFC 9110, 5.6.4).
_ELEMENT = re.compile(r'(?:[^",]|"(?:\\.|[^"\\])*"?)+')
_PARAMETER = re.compile(r'(?:[^";]|"(?:\\.|[^"\\])*"?)+')
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_MEDIA_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})\Z")
_QUALITY = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)\Z")


@dataclass(frozen=True)
class Preference:
    """One element of an Accept header: a range such as ``text/*``, and its quality, 0 to 1.

    ``position`` counts the elements as the client wrote them.
    """

    range: str
    quality: float
    position: int


@dataclass(frozen=True, order=True)
class Rank:
    """How good an offer is to a client; the greater rank is the better one.

    Quality decides, then how exactly the range names the offer (``text/turtle`` 2,
    ``text/*`` 1, ``*/*`` 0), then which range the client wrote first.
    """

    quality: float
    exactness: int
    earliness: int


def preferences(header: str) -> Iterator[Preference]:
    """Yield the elements of an Accept or Accept-Language header, in lower case.

    Parameters other than ``q`` are left out: ``text/turtle;charset=utf-8`` asks
    for Turtle. An element whose ``q`` is no quality is left out.
    """
    for position, element in enumerate(_ELEMENT.findall(header)):
        name, *parameters = _PARAMETER.findall(element) or [""]
        quality = _quality(parameters)
        if quality is not None:
            yield Preference(name.strip().lower(), quality, position)


def _quality(parameters: Sequence[str]) -> float | None:
    """Return the value of ``q``, 1 where there is none, None where it is not from 0 to 1."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            number = value.strip()
            return float(number) if _QUALITY.match(number) and float(number) <= 1 else None
    return 1.0


def best(offers: Sequence[str], accept: str | None) -> str | None:
    """Return the media type of ``offers`` that the client wants most, or None.

    ``offers`` stand in the server's order of preference, which decides between
    equals. ``accept`` is the Accept header; without one everything is welcome.
    """
    if accept is None or not accept.strip():
        return offers[0] if offers else None
    wanted = tuple(preferences(accept))
    ranked = [(rank, offer) for offer in offers if (rank := _rank(offer, wanted)).quality > 0]
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _rank(media_type: str, wanted: Sequence[Preference]) -> Rank:
    """Return the rank that the most exact range gives a media type (RFC 9110, 12.5.1)."""
    matching = [
        (exactness, preference)
        for preference in wanted
        if (exactness := _exactness(preference.range, media_type)) is not None
    ]
    if not matching:
        return Rank(0.0, 0, 0)
    closest = max(exactness for exactness, _ in matching)
    return max(
        Rank(preference.quality, exactness, -preference.position)
        for exactness, preference in matching
        if exactness == closest
    )


def _exactness(media_range: str, media_type: str) -> int | None:
    """Return how exactly a range names a media type, or None where it does not."""
    if media_range in ("*/*", "*"):  # Java's old URL connection sends a bare "*"
        return 0
    match = _MEDIA_RANGE.match(media_range)
    if match is None:
        return None
    main, sub = media_type.split("/")
    if match[1] != main or match[2] not in ("*", sub):
        return None
    return 1 if match[2] == "*" else 2


def wants_page(accept: str | None, others: Sequence[str]) -> bool:
    """Return whether a client would rather have HTML than any of the media types ``others``."""
    return best((*others, "text/html"), accept) == "text/html"


def language(accept_language: str | None) -> Language:
    """Return the language to answer in: the one most wanted, Swedish where none is.

    ``sv-SE`` asks for Swedish (RFC 4647, basic filtering turned round).
    """
    wanted = [
        (preference.quality, -preference.position, spoken)
        for preference in preferences(accept_language or "")
        for spoken in LANGUAGES
        if preference.quality > 0 and preference.range.partition("-")[0] == spoken
    ]
    return max(wanted)[2] if wanted else LANGUAGES[0]
