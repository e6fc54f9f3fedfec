"""``kretslopp why``: why the dataset holds a triple, down to its sources."""

import json
import re
from pathlib import Path

import click
from rdflib import Literal, URIRef

from kretslopp import dataset as datasets
from kretslopp import explanation
from kretslopp.cli import options, text
from kretslopp.engine import format_named, open_dataset, serialise
from kretslopp.errors import Fault, NotFound, Place, WrongUse
from kretslopp.explanation import Citation, Explainer, Explanation, Triple
from kretslopp.languages import Language
from kretslopp.namespaces import PREFIXES, prefixed
from kretslopp.reading.lookups import Lookups

_FORMATS = ("text", "json", "ttl")
_PREFIXED = re.compile(r"([a-z]+):([^/].*|)\Z")
_TYPED = re.compile(r'(".*")\^\^([a-z]+:\w+)\Z', re.DOTALL)
_MOST = 8  # values or properties that advice names


@click.command()
@click.argument("subject")
@click.argument("predicate")
@click.argument("value", metavar="OBJECT")
@options.dataset
@options.language
@click.option(
    "--format",
    "format_name",
    type=click.Choice(_FORMATS),
    default=_FORMATS[0],
    show_default=True,
    help="Format of the answer.",
)
@options.output("Write the answer to this file.")
def why(
    subject: str,
    predicate: str,
    value: str,
    dataset: Path,
    language: Language,
    format_name: str,
    output: Path | None,
) -> None:
    """Say why the dataset holds a triple: its source, or what it follows from.

    SUBJECT, PREDICATE and OBJECT are bare IRIs, or prefixed for short (klid: for
    https://w3id.org/kretslopp/id/); an OBJECT may be a literal in N-Triples
    syntax, such as '"Matsvinn"@sv'.

    \b
    Example:
      kretslopp why klid:action/borlange/2023-2026/K3 kl:involves klid:org/borlange/ekonomikontor
    """
    if dataset.is_file():
        raise WrongUse(
            Fault(
                "An RDF file does not say how it was built.",
                Place(str(dataset)),
                "Give --dataset a directory that “kretslopp build” wrote.",
            )
        )
    version = datasets.current(dataset)
    explainer = Explainer(open_dataset(version), version)
    triple = (_iri("SUBJECT", subject), _iri("PREDICATE", predicate), _term(value))
    explained = explainer.explain(triple)
    if explained is None:
        raise NotFound(
            Fault("The dataset does not hold this.", advice=_near(triple, explainer.lookups))
        )
    if format_name == "ttl":
        graph = explanation.to_graph(explained, explainer.lookups)
        text.write(serialise(graph, format_named("ttl")).decode("utf-8"), output)
    elif format_name == "json":
        body = explanation.to_json(explained, explainer.lookups)
        text.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n", output)
    else:
        text.write(_as_text(explained, explainer.lookups, language), output)


def _iri(argument: str, given: str) -> URIRef:
    try:
        return explanation.parse_iri(_whole(given))
    except ValueError as error:
        raise _not_a_term(argument, error) from error


def _term(given: str) -> URIRef | Literal:
    typed = _TYPED.match(given)
    if typed:
        given = f"{typed[1]}^^<{_whole(typed[2])}>"
    try:
        return explanation.parse_term(given if given.startswith('"') else _whole(given))
    except ValueError as error:
        raise _not_a_term("OBJECT", error) from error


def _whole(given: str) -> str:
    """Return an IRI whole, where it begins with one of our prefixes."""
    match = _PREFIXED.match(given)
    return f"{PREFIXES[match[1]]}{match[2]}" if match and match[1] in PREFIXES else given


def _not_a_term(argument: str, error: ValueError) -> WrongUse:
    return WrongUse(
        Fault(
            f"{argument}: {error}.",
            advice="Write an IRI as https://w3id.org/kretslopp/def#responsible or kl:responsible; "
            "a literal, as an object, in quotation marks: '\"Matsvinn\"@sv'.",
        )
    )


def _near(triple: Triple, lookups: Lookups) -> str:
    """Return what holds of the subject: with the property, else with others."""
    subject, predicate, _ = triple
    values = [
        value for value in lookups.of(subject).all(predicate) if isinstance(value, URIRef | Literal)
    ]
    if values:
        return (
            f"With {prefixed(predicate)} it says: {_listed([_short(value) for value in values])}."
        )
    properties = sorted(map(prefixed, lookups.of(subject).values))
    if properties:
        return (
            f"It says nothing with {prefixed(predicate)} of this subject, but something with "
            f"{_listed(properties)}."
        )
    return "It says nothing of this subject; look for its address with “kretslopp query”."


def _short(term: URIRef | Literal) -> str:
    return prefixed(term) if isinstance(term, URIRef) else explanation.text_of(term)


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"{', '.join(names[:_MOST])}{more}"


def _as_text(explained: Explanation, lookups: Lookups, language: Language) -> str:
    """Return the sentence, then the proof as an indented tree."""
    sentence = explanation.sentence(explained, lookups, language)
    return "\n".join((sentence, "", *_tree(explained, lookups, language, ""))) + "\n"


def _tree(explained: Explanation, lookups: Lookups, language: Language, indent: str) -> list[str]:
    claim = "".join(part.text for part in explanation.claim(explained.triple, lookups, language))
    lines = [f"{indent}{claim}"]
    for row in explanation.by_row(explained.sources):
        lines.append(f"{indent}  ← {explanation.place(row, language)}{_reference(row[0])}")
    for item in explained.interpretations:
        lines.append(f"{indent}  ← {explanation.added(item, lookups, language)}")
    if explained.rule:
        axiom = explanation.axiom_in_words(explained, lookups, language)
        lines.append(f"{indent}  ⇐ {explained.rule}: {axiom}")
    for premise in explained.premises:
        lines += _tree(premise, lookups, language, f"{indent}    ")
    return lines


def _reference(source: Citation) -> str:
    where = source.reference or source.file
    return f" [{where}]" if where else ""
