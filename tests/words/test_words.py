"""One home of words: each text in both languages, each used, none missing, none twice."""

import ast
import re
import string
from functools import partial
from pathlib import Path

import pytest

import kretslopp
from kretslopp import artefacts, questions, words
from kretslopp.explanation import ExplanationKind
from kretslopp.languages import LANGUAGES
from kretslopp.namespaces import PREFIXES
from kretslopp.publication.documents import GRAPH_KINDS
from kretslopp.reading.states import STATES
from kretslopp.schema import Step
from kretslopp.validation.report import SEVERITIES
from kretslopp.web.pages import catalogue, registry, sparql, vocabulary
from kretslopp.web.protocol.problems import KINDS
from kretslopp.words import number, text, texts

PACKAGE = Path(kretslopp.__file__).parent
FILES = sorted((PACKAGE / "words").glob("*.toml"))
ALL = words.all_texts()
_TEMPLATE_USE = re.compile(r"\bt\(\s*[\"']([a-z.-]+)[\"']\s*[,)]")
_FUNCTIONS = ("counted", "has", "template", "text", "texts")
# Texts that are looked up by the prefixed name of whatever term is there.
_OF_TERMS = ("changes.property", "claim", "class", "property", "term")
_RULES = (
    *(f"prp-{name}" for name in ("dom", "inv1", "inv2", "rng", "spo1", "spo2", "symp", "trp")),
    "cax-sco",
)


def literal_uses():
    """Return the keys that templates and modules name as a whole."""
    used = set()
    for path in PACKAGE.rglob("*.html"):
        used.update(_TEMPLATE_USE.findall(path.read_text("utf-8")))
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                used.update(keys_of_call(node))
            elif isinstance(node, ast.Constant) and node.value in ALL:
                used.add(node.value)  # a key that is handed on
    return used


def keys_of_call(call):
    """Yield the keys that a call of a function of ``words`` names: ``text("a" if b else "c")``."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="words"), attr=name):
            pass
        case _:
            return
    key = call.args[0]
    for part in (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,):
        if name in _FUNCTIONS and isinstance(part, ast.Constant) and isinstance(part.value, str):
            ends = ("-one", "-many") if name == "counted" else ("",)
            yield from (f"{part.value}{end}" for end in ends)


def built_uses():
    """Return the keys that are put together from a name, for every name there is."""
    areas = {question.area for question in questions.load(artefacts.queries()).values()}
    registers = (artefacts.data() / "curation" / "registers").glob("*.csv")
    return {
        *(f"problem.{kind}.{part}" for kind in KINDS for part in ("title", "detail", "advice")),
        *(f"sparql.example.{name}" for name in sparql.examples()),
        *(f"area.{area}" for area in areas),
        *(page.label for page in registry.PAGES if page.menu),
        *(f"compare.parameter.{name}" for name in ("municipality", "by", "period", "certain_only")),
        *(f"compare.column.{name}" for name in ("name", "type", "unit", "meaning")),
        *(f"compare.word.{word}" for word in STATES),
        *(f"graph.{kind}.{part}" for kind in GRAPH_KINDS for part in ("word", "lead")),
        *(f"catalogue.figure.{name}" for name in catalogue.FIGURES),
        *(f"vocabulary.kind.{kind}" for kind in vocabulary.KINDS),
        *(f"vocabulary.value.{kind}" for kind in vocabulary.VALUE_KINDS),
        *(f"vocabulary.severity{mark}{level}" for mark in ".-" for level in vocabulary.SEVERITIES),
        *(f"vocabulary.status-{status}" for status in vocabulary.STATUSES),
        *(f"why.kind.{kind}" for kind in ExplanationKind),
        *(f"why.{part}.{name}" for part in ("term", "hint") for name in "spo"),
        *(f"changes.{name}" for name in ("added", "withdrawn", "things", "interpretations")),
        *(f"report.{severity}{end}" for severity in SEVERITIES for end in ("", "-one", "-many")),
        *(f"publication.file.{kind}" for kind in ("ttl", "trig", "nq", "jsonld")),
        *(f"publication.graph.{kind}" for kind in GRAPH_KINDS),
        *(
            f"publication.dataset.{name}.keywords"
            for name in ("whole", "municipality", "vocabulary")
        ),
        *(f"publication.authority.{name}" for name in ("environment", "themes", "sweden")),
        *(f"publication.diagram.{key}" for key in ("stated", "inferred", "kind")),
        "publication.target.sdg",
        *(f"step.{step}" for step in Step),
        *(f"register.{path.stem}" for path in registers),
        *(f"rule.{rule}" for rule in _RULES),
        *(f"place.{key}" for key in ("line", "lines")),
        *(f"name.{word}" for word in ("true", "false", "in-sv", "in-en")),
        *(f"name.{kind}" for kind in ("municipality", "region", "record", "interpretation")),
        *(f"name.{kind}{end}" for kind in ("action", "goal") for end in ("", "-of")),
        *(f"name.{work}-again" for work in ("plan", "programme")),
    }


def fields(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_text_has_both_languages_and_the_same_values():
    assert len(ALL) > 800
    for key, languages in ALL.items():
        assert set(languages) == set(LANGUAGES), key
        assert all(languages.values()) or key.startswith("step."), key
        assert fields(languages["sv"]) == fields(languages["en"]), key


def test_a_key_stands_in_one_file():
    assert len(FILES) >= 6
    written = [re.findall(r"\b(sv|en) = \"", path.read_text("utf-8")) for path in FILES]
    assert sum(map(len, written)) == len(LANGUAGES) * len(ALL)


def test_texts_and_their_uses_are_the_same_set():
    of_terms = {key for key in ALL if key.startswith(tuple(f"{name}." for name in _OF_TERMS))}
    uses = literal_uses()
    assert len(uses) > 300
    assert uses | built_uses() == set(ALL) - of_terms


def test_texts_of_terms_name_terms_that_have_a_prefix():
    for name in _OF_TERMS:
        terms = [key.removeprefix(f"{name}.") for key in ALL if key.startswith(f"{name}.")]
        assert terms
        assert {term.partition(":")[0] for term in terms} <= set(PREFIXES), name


def test_values_are_put_in():
    assert (
        text("problem.several-queries.detail", "en", count=2) == "The request has 2 SPARQL queries."
    )


def test_a_value_may_differ_between_the_languages():
    named = {"sv": "Göteborg", "en": "Gothenburg"}
    assert texts("publication.dataset.municipality.title", name=named) == {
        "sv": "Åtgärder enligt avfallsplanen: Göteborg",
        "en": "Actions under the waste plan: Gothenburg",
    }


def test_one_and_many_are_told_apart():
    assert [words.counted("question.rows", count, "sv") for count in (0, 1, 2)] == [
        "0 rader",
        "1 rad",
        "2 rader",
    ]


@pytest.mark.parametrize("function", [partial(text, language="sv"), texts])
def test_an_unknown_key_or_a_missing_value_is_an_error(function):
    with pytest.raises(KeyError):
        function("no.such.key")
    with pytest.raises(KeyError):
        function("problem.several-queries.detail")


def test_numbers_are_written_as_each_language_does():
    assert number(1234567, "sv") == "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"
    assert number(1234567, "en") == "1,234,567"
    assert number(999, "sv") == "999"
    assert [number("-1234.50", language) for language in LANGUAGES] == ["-1234,50", "-1234.50"]
