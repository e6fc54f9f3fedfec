"""Why a triple holds: its sources, or the axiom and the triples that give it.

``explain`` answers for one triple, an ``Explainer`` for several. The answer
becomes a sentence, JSON or RDF.
"""

from kretslopp.explanation.explaining import Explainer, explain
from kretslopp.explanation.json_form import to_json
from kretslopp.explanation.model import (
    Attribution,
    Citation,
    CitedCell,
    Explanation,
    ExplanationKind,
    Triple,
)
from kretslopp.explanation.rdf_form import to_graph
from kretslopp.explanation.sentences import (
    Phrase,
    added,
    axiom_in_words,
    by_row,
    claim,
    corrected,
    place,
    sentence,
    step,
)
from kretslopp.explanation.terms import parse_iri, parse_term, text_of

__all__ = [
    "Attribution",
    "Citation",
    "CitedCell",
    "Explainer",
    "Explanation",
    "ExplanationKind",
    "Phrase",
    "Triple",
    "added",
    "axiom_in_words",
    "by_row",
    "claim",
    "corrected",
    "explain",
    "parse_iri",
    "parse_term",
    "place",
    "sentence",
    "step",
    "text_of",
    "to_graph",
    "to_json",
]
