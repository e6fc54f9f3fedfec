"""An explanation as JSON: the members that programs rely on, and further ones beside them."""

from collections.abc import Sequence
from typing import Any

from kretslopp.explanation.model import Attribution, Citation, Explanation, Triple
from kretslopp.explanation.sentences import axiom_in_words, sentence
from kretslopp.explanation.terms import text_of
from kretslopp.languages import LANGUAGES
from kretslopp.reading.lookups import Lookups


def to_json(explanation: Explanation, lookups: Lookups) -> dict[str, Any]:
    """Return an explanation as an object of JSON.

    ``triple`` (``s``, ``p``, ``o``: bare IRIs, a literal in N-Triples syntax),
    ``kind``, ``axiom``, ``sentence`` (``sv``, ``en``), ``premises`` and ``sources``,
    in which what there is not is null or empty. An inferred triple's sources are
    those further down. Of an interpretation it also has ``who``, ``when``, ``why``
    and ``status``. ``graphs`` are all named graphs that hold the triple.
    """
    return {
        "triple": _triple(explanation.triple),
        "kind": str(explanation.kind),
        "axiom": _axiom(explanation, lookups),
        "sentence": {language: sentence(explanation, lookups, language) for language in LANGUAGES},
        "premises": [_premise(premise, lookups) for premise in explanation.premises],
        "sources": _sources(explanation.all_sources),
        "graphs": [str(graph) for graph in explanation.graphs],
        **_interpretation(explanation.interpretations),
    }


def _triple(triple: Triple) -> dict[str, str]:
    return dict(zip("spo", map(text_of, triple), strict=True))


def _axiom(explanation: Explanation, lookups: Lookups) -> dict[str, Any] | None:
    if explanation.axiom is None:
        return None
    words: dict[str, str | None] = {
        language: axiom_in_words(explanation, lookups, language) for language in LANGUAGES
    }
    return {**_triple(explanation.axiom), "rule": explanation.rule, **words}


def _premise(premise: Explanation, lookups: Lookups) -> dict[str, Any]:
    return {
        **_triple(premise.triple),
        "kind": str(premise.kind),
        "axiom": _axiom(premise, lookups),
        "premises": [_premise(further, lookups) for further in premise.premises],
        "sources": _sources(premise.all_sources),
        **_interpretation(premise.interpretations),
    }


def _sources(sources: Sequence[Citation]) -> list[dict[str, Any]]:
    return [_source(source) for source in sources]


def _source(source: Citation) -> dict[str, Any]:
    cell = source.cell
    return {
        "document": None if source.document is None else str(source.document),
        "table": source.table,
        "row": source.row,
        "cell": source.column,
        "lines": None if source.lines is None else list(source.lines),
        "printed": cell.printed if cell else None,
        "ours": cell.ours if cell else None,
        "corrected": cell.corrected if cell else None,
        "uncertain": cell.uncertain if cell else False,
        "reworded": cell.reworded if cell else False,
        "second_hand": source.second_hand,
        "title": source.title,
        "file": source.file,
        "reference": source.reference,
        "record": str(source.record),
        **(_attribution(source.attribution) if source.attribution else {}),
    }


def _interpretation(interpretations: Sequence[Attribution]) -> dict[str, str | None]:
    """Return who says what we add; of several the first, all of them are in the RDF."""
    return _attribution(interpretations[0]) if interpretations else {}


def _attribution(attribution: Attribution) -> dict[str, str | None]:
    status = attribution.status
    return {
        "who": attribution.name,
        "when": attribution.when.isoformat(),
        "why": str(attribution.why),
        **({} if status is None else {"status": status.rpartition("/")[2]}),
    }
