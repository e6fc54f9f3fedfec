"""Formats of answers: SPARQL 1.1 results and RDF, in the server's order of preference."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from kretslopp.errors import Fault, WrongUse


class AnswerKind(Enum):
    """The kind of answer that a form of query gives."""

    SOLUTIONS = "solutions"  # SELECT
    BOOLEAN = "boolean"  # ASK
    GRAPH = "graph"  # CONSTRUCT, DESCRIBE


_RESULTS = frozenset({AnswerKind.SOLUTIONS, AnswerKind.BOOLEAN})
_GRAPH = frozenset({AnswerKind.GRAPH})


@dataclass(frozen=True)
class Format:
    """One format: its short name (also the file ending), media type, and kinds of answer."""

    name: str
    media_type: str
    kinds: frozenset[AnswerKind]

    @property
    def content_type(self) -> str:
        """Return the Content-Type header; every answer is UTF-8.

        Only text types have a charset parameter (RFC 6838, 4.2.1).
        """
        is_text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if is_text else self.media_type


FORMATS = (
    Format("json", "application/sparql-results+json", _RESULTS),
    Format("xml", "application/sparql-results+xml", _RESULTS),
    Format("csv", "text/csv", _RESULTS),
    Format("tsv", "text/tab-separated-values", _RESULTS),
    Format("ttl", "text/turtle", _GRAPH),
    Format("nt", "application/n-triples", _GRAPH),
    Format("rdf", "application/rdf+xml", _GRAPH),
    Format("jsonld", "application/ld+json", _GRAPH),
    # An answer is one graph, which is then the default graph of a dataset.
    Format("trig", "application/trig", _GRAPH),
    Format("nq", "application/n-quads", _GRAPH),
)


def default_format(kind: AnswerKind) -> Format:
    """Return the format that an answer of this kind has when nobody asks for one."""
    return next(item for item in FORMATS if kind in item.kinds)


def format_named(name: str) -> Format:
    """Return the format with this short name.

    Raises WrongUse, with the names there are, for another.
    """
    for item in FORMATS:
        if item.name == name:
            return item
    names = ", ".join(item.name for item in FORMATS)
    raise WrongUse(Fault(f"“{name}” is not a format.", advice=f"The formats are {names}."))


def names_of(formats: Mapping[AnswerKind, Format]) -> tuple[tuple[str, str], ...]:
    """Return kind and name of each format: short, and quick to compare."""
    return tuple([(kind.value, item.name) for kind, item in formats.items()])
