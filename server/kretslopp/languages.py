"""The one language fallback: Swedish → English → none, or English → Swedish → none.

And the orders that readers expect: of names, and of what has numbers in it.
"""

import re
from collections.abc import Iterable
from typing import Literal as OneOf

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kretslopp.namespaces import RDFS

Language = OneOf["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
# å, ä and ö end the Swedish alphabet, in this order; in Unicode they don't.
_SWEDISH = str.maketrans("åäö", "{|}")


def order(language: Language) -> tuple[str | None, ...]:
    """Return the languages to try, best first; None stands for a text without language."""
    return ("en", "sv", None) if language == "en" else ("sv", "en", None)


def pick(texts: Iterable[Node], language: Language, *further: Iterable[Node]) -> Literal | None:
    """Return the literal that a reader of ``language`` should see, or None.

    Of several in one language the first in alphabetical order, so that the
    answer is the same every time; in each language ``texts`` come before ``further``.
    """
    literals = [
        text
        for group in (texts, *further)
        for text in sorted((item for item in group if isinstance(item, Literal)), key=str)
    ]
    for wanted in order(language):
        for literal in literals:
            if literal.language == wanted:
                return literal
    return None


def alphabetical(name: str) -> str:
    """Return a key that sorts names as Swedish does: Säter, Åstorp, Ängelholm."""
    return name.casefold().translate(_SWEDISH)


def natural(text: str) -> tuple[tuple[tuple[bool, int, str], ...], str]:
    """Return a key that sorts 2 before 10, 1.2 before 1.10, numbers before names, K2 before K10.

    Between its numbers a text is sorted as ``alphabetical`` does.
    """
    parts = re.findall(r"\d+|\D+", alphabetical(text))
    key = ((False, int(part), "") if part.isdecimal() else (True, 0, part) for part in parts)
    return tuple(key), text


def label(graph: Graph, node: URIRef, language: Language) -> str:
    """Return the ``rdfs:label`` of ``node`` for a reader of ``language``, or its IRI."""
    return str(pick(graph.objects(node, RDFS.label), language) or node)
