"""One mechanism for texts: each in both languages, each used, none missing."""

import re
import string
from pathlib import Path

import pytest

import kretslopp.web
from kretslopp import artefacts, questions
from kretslopp.comparison.states import STATES
from kretslopp.explanation import Kind
from kretslopp.languages import LANGUAGES
from kretslopp.publication.documents import GRAPH_KINDS
from kretslopp.web.pages import catalogue, registry, sparql, vocabulary
from kretslopp.web.protocol.problems import KINDS
from kretslopp.web.texts import number, text, texts

WEB = Path(kretslopp.web.__file__).parent
_PYTHON_USE = re.compile(r"\btext\(\s*\"([a-z.-]+)\"")
_TEMPLATE_USE = re.compile(r"\bt\(\s*[\"']([a-z.-]+)[\"']\s*[,)]")


def literal_uses():
    """Return the keys that templates and modules name as a whole."""
    found = set()
    for path in WEB.rglob("*.html"):
        found.update(_TEMPLATE_USE.findall(path.read_text("utf-8")))
    for path in WEB.rglob("*.py"):
        found.update(_PYTHON_USE.findall(path.read_text("utf-8")))
    return found


def built_uses():
    """Return the keys that are put together from a name, for every name there is."""
    areas = {question.area for question in questions.load(artefacts.queries()).values()}
    return {
        *(f"problem.{kind}.{part}" for kind in KINDS for part in ("title", "detail", "advice")),
        *(f"sparql.example.{name}" for name in sparql.examples()),
        *(f"area.{area}" for area in areas),
        *(page.label for page in registry.PAGES if page.menu),
        *(f"compare.parameter.{name}" for name in ("m", "by", "period", "certain-only")),
        *(f"compare.column.{name}" for name in ("name", "type", "unit", "meaning")),
        *(f"compare.word.{word}" for word in STATES),
        *(f"graph.{kind}.{part}" for kind in GRAPH_KINDS for part in ("word", "lead")),
        *(f"catalogue.figure.{name}" for name in catalogue.FIGURES),
        *(f"vocabulary.kind.{kind}" for kind in vocabulary.KINDS),
        *(f"vocabulary.value.{kind}" for kind in vocabulary.VALUE_KINDS),
        *(f"vocabulary.severity{mark}{level}" for mark in ".-" for level in vocabulary.SEVERITIES),
        *(f"vocabulary.status-{status}" for status in vocabulary.STATUSES),
        *(f"why.kind.{kind}" for kind in Kind),
        *(f"why.{part}.{name}" for part in ("term", "hint") for name in "spo"),
    }


def fields(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_text_has_both_languages_and_the_same_values():
    assert len(texts()) > 80
    for key, languages in texts().items():
        assert set(languages) == set(LANGUAGES), key
        assert all(languages.values()), key
        assert fields(languages["sv"]) == fields(languages["en"]), key


def test_texts_and_their_uses_are_the_same_set():
    uses = literal_uses()
    assert len(uses) > 40
    assert uses | built_uses() == set(texts())


def test_values_are_put_in():
    assert (
        text("problem.several-queries.detail", "en", count=2) == "The request has 2 SPARQL queries."
    )


def test_an_unknown_key_or_a_missing_value_is_an_error():
    with pytest.raises(KeyError):
        text("no.such.key", "sv")
    with pytest.raises(KeyError):
        text("problem.several-queries.detail", "sv")


def test_numbers_are_grouped_as_each_language_does():
    assert number(1234567, "sv") == "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"
    assert number(1234567, "en") == "1,234,567"
    assert number(999, "sv") == "999"
