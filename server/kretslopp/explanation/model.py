"""What an explanation is: a triple, its kind, its sources, and what it follows from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rdflib import Literal, URIRef

from kretslopp.reading.sources import SourceCell
from kretslopp.schema import Step

Triple = tuple[URIRef, URIRef, URIRef | Literal]


class ExplanationKind(StrEnum):
    """What stands behind a triple.

    ``ASSERTED``: a source, a register, the record of a source, or the ontology says
    it. ``INTERPRETATION``: we add it to what the sources say. ``INFERRED``: it
    follows from other triples.
    """

    ASSERTED = "asserted"
    INTERPRETATION = "interpretation"
    INFERRED = "inferred"


@dataclass(frozen=True)
class Attribution:
    """Who added something, when and why; and for an interpretation its status.

    ``record`` is the thing that says so, ``who`` the agent and ``name`` its name.
    """

    record: URIRef
    who: URIRef
    name: str
    when: date
    why: Literal
    status: URIRef | None = None


@dataclass(frozen=True)
class CitedCell(SourceCell):
    """One cell of a source's table, and who corrected it.

    An ``uncertain`` cell is one that the document calls proposed, or that could not
    be made sure of; a ``reworded`` one is in our own words, and not the document's.
    """

    uncertain: bool
    reworded: bool
    correction: Attribution | None


@dataclass(frozen=True)
class Citation:
    """One place that a triple was read from: a cell, or what it stands in.

    ``record`` is the IRI of the row, table, document, register entry or ontology.
    ``document`` is the document's IRI and ``title`` its title, ``file`` the file
    that it or the register is; ``reference`` where a row itself says that it comes
    from. ``row`` counts as a spreadsheet does, ``lines`` are the first and last line
    in the document's text. ``step`` says what was done with the cell. A row that is known only
    from another's telling is ``second_hand``.
    """

    record: URIRef
    document: URIRef | None = None
    title: str | None = None
    file: str | None = None
    reference: str | None = None
    table: str | None = None
    row: int | None = None
    lines: tuple[int, int] | None = None
    cell: CitedCell | None = None
    column: str | None = None
    step: Step | None = None
    attribution: Attribution | None = None
    second_hand: bool = False


@dataclass(frozen=True)
class Explanation:
    """Why a triple holds.

    ``graphs`` are all named graphs that hold it. ``interpretations`` says who added
    it; also where it is asserted as well. An inferred triple has a ``rule`` (its
    name in OWL 2 RL/RDF), the ``axiom`` of the ontology that the rule was applied
    with, and the ``premises`` that it was applied to, each explained in turn.
    """

    triple: Triple
    kind: ExplanationKind
    graphs: tuple[URIRef, ...]
    sources: tuple[Citation, ...] = ()
    interpretations: tuple[Attribution, ...] = ()
    rule: str | None = None
    axiom: Triple | None = None
    premises: tuple["Explanation", ...] = ()

    @property
    def all_sources(self) -> tuple[Citation, ...]:
        """Return its sources, those of its premises included, each once."""
        return tuple(dict.fromkeys(source for step in self.walk() for source in step.sources))

    def walk(self) -> Iterator["Explanation"]:
        """Yield it and all that it follows from, from the top."""
        yield self
        for premise in self.premises:
            yield from premise.walk()
