"""An explanation as its page shows it: a tree of claims, each with what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp import explanation
from kretslopp.explanation import Citation, Explanation, ExplanationKind, Phrase
from kretslopp.languages import Language
from kretslopp.reading.lookups import Lookups

MOST = 3  # places that are shown at once; the others unfold


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence: its text, and the IRI of the thing that it names, if any."""

    text: str
    address: str | None


@dataclass(frozen=True)
class CitedRow:
    """A row, or what else a claim stands in.

    ``text`` says where it is and ``address`` is its IRI; ``title`` and ``document``
    are the document's, ``reference`` is where the row itself says that it comes
    from. ``remarks`` say what was done with the cells, and who added or corrected them.
    """

    text: str
    address: str
    title: str | None
    document: str | None
    reference: str | None
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """A triple in words, in pieces that lead to what they name, and what it rests on.

    ``rule`` is the name of the rule that an inferred one follows by, ``axiom`` that
    rule in words and ``axiom_of`` the term whose axiom it is. ``added`` says who
    interprets it so.
    """

    pieces: tuple[Piece, ...]
    kind: ExplanationKind
    graphs: tuple[URIRef, ...]
    places: tuple[CitedRow, ...]
    added: tuple[str, ...]
    rule: str | None
    axiom: str | None
    axiom_of: str | None
    premises: tuple["Claim", ...]


def proof(explained: Explanation, lookups: Lookups, language: Language) -> Claim:
    """Return the tree of an explanation for a reader of ``language``."""
    rows = explanation.by_row(explained.sources)
    added = (explanation.added(item, lookups, language) for item in explained.interpretations)
    return Claim(
        tuple(map(_piece, explanation.claim(explained.triple, lookups, language))),
        explained.kind,
        explained.graphs,
        tuple(_place(row, explained, lookups, language) for row in rows),
        tuple(f"{text}." for text in added),
        explained.rule,
        explanation.axiom_in_words(explained, lookups, language),
        None if explained.axiom is None else str(explained.axiom[0]),
        tuple(proof(premise, lookups, language) for premise in explained.premises),
    )


def _piece(part: Phrase) -> Piece:
    return Piece(part.text, str(part.term) if isinstance(part.term, URIRef) else None)


def _place(
    row: Sequence[Citation], explained: Explanation, lookups: Lookups, language: Language
) -> CitedRow:
    source = row[0]
    text = explanation.place(row, language)
    steps = (explanation.step(item, explained.triple[2], language) for item in row)
    added = (_added(item, lookups, language) for item in row)
    return CitedRow(
        text[:1].upper() + text[1:],
        str(source.record),
        source.title,
        None if source.document is None else str(source.document),
        source.reference,
        tuple(dict.fromkeys(filter(None, (*steps, *added)))),
    )


def _added(source: Citation, lookups: Lookups, language: Language) -> str:
    """Return who corrected the cell, or added the entry of a register; nothing where nobody did."""
    if source.attribution is None:
        return ""
    if source.cell is not None:
        return explanation.corrected(source.attribution, language)
    return f"{explanation.added(source.attribution, lookups, language)}."
