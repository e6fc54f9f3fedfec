"""Named questions that a comparison sets beside municipalities: asked of all, their cells read."""

from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import artefacts
from kretslopp.engine import Engine
from kretslopp.reading.states import NO, NOT_STATED, YES, State

Answer = Mapping[str, Node | None]


def answers(engine: Engine, question: str) -> Iterator[Answer]:
    """Yield the rows that answer a named question (``law/what-the-rules-ask``) of all, by column.

    What answers it is said there, and nowhere else. Raises what the engine raises.
    """
    text = (artefacts.queries() / f"{question}.rq").read_text(encoding="utf-8")
    found = engine.select(text)
    for row in found.rows:
        yield dict(zip(found.variables, row, strict=True))


def things(cell: Node | None) -> tuple[URIRef, ...]:
    """Return the things of a cell: itself, or those in a text with blanks between."""
    return tuple(map(URIRef, str(cell or "").split()))


def number(cell: Node | None) -> int | None:
    """Return the whole number of a cell, None where it has none."""
    return int(cell) if isinstance(cell, Literal) else None


def truth(cell: Node | None) -> State:
    """Return yes or no for what is true or false, and not-stated for an empty cell."""
    if not isinstance(cell, Literal):
        return NOT_STATED
    return YES if cell.value else NO
