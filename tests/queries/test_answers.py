"""Every named question, asked of the real dataset, against answers worked out by hand."""

import csv
import functools
import io
import re
from collections import Counter
from itertools import pairwise

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import XSD

from kretslopp import artefacts, dataset, questions
from kretslopp.engine import Solutions, open_dataset
from kretslopp.languages import LANGUAGES
from kretslopp.namespaces import BASE
from kretslopp.questions.rendering import IRI_SUFFIX
from queries import expected as hand

QUESTIONS = questions.load(artefacts.queries())
EXPECTED = hand.read_all()
DOCUMENT = artefacts.data() / "sources" / "borlange-atgardsprogram-2023-2026.txt"
LINES = DOCUMENT.read_text(encoding="utf-8").splitlines()

each_expected = pytest.mark.parametrize("expected", EXPECTED, ids=lambda item: item.name)
each_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())


# Comparisons and questions of another municipality are asked of all the data, others of Borlänge's
# programme alone.
COMPARISON = "comparison"
# So are questions whose answers stand on plans without a document here, or on all the readings.
OF_PLANS = frozenset({"what-the-rules-ask", "county-compilation", "legal-basis-of-marked-actions"})


def is_of_all(item):
    of_all = item.area == COMPARISON or item.question in OF_PLANS
    return of_all or "municipality" in item.values


@pytest.fixture(scope="session")
def versions(built, whole):
    return {False: dataset.current(built), True: dataset.current(whole)}


@pytest.fixture(scope="session")
def engine_of(versions):
    """The engine that a question is put to, over all the data or Borlänge's programme."""
    engines = {is_whole: open_dataset(version) for is_whole, version in versions.items()}
    return engines.__getitem__


@pytest.fixture(scope="session")
def other_engine_of(versions, engine_of):
    """rdflib's engine, over the same merged default graph."""

    @functools.cache
    def other_engine(is_whole):
        graph = Graph()
        for path in sorted((versions[is_whole] / "graph").rglob("*.nq")):
            triples = (line.rsplit(" <", 1)[0] + " .\n" for line in path.open(encoding="utf-8"))
            graph.parse(data="".join(triples), format="nt")
        return OtherEngine(graph, engine_of(is_whole))

    return other_engine


class OtherEngine:
    """Asks rdflib the named questions, and the first engine what things are called."""

    def __init__(self, graph, first):
        self.graph = graph
        self.first = first

    def select(self, query, bindings=None):
        if all(query != question.text for question in QUESTIONS.values()):
            return self.first.select(query, bindings)
        result = self.graph.query(query, initBindings=dict(bindings or {}))
        rows = tuple(tuple(map(plain, row)) for row in result)
        return Solutions(tuple(map(str, result.vars)), rows)


def plain(term):
    """rdflib tells a plain string from an xsd:string; RDF 1.1 does not."""
    if isinstance(term, Literal) and term.datatype == XSD.string:
        return Literal(str(term))
    return term


def without_iris(answer):
    """The answer as CSV, but for the columns of IRIs."""
    reader = csv.DictReader(io.StringIO(questions.to_csv(answer)))
    names = [name for name in reader.fieldnames if not name.endswith(IRI_SUFFIX)]
    return names, [{name: row[name] for name in names} for row in reader]


def test_each_question_has_an_expected_answer_and_each_answer_a_question():
    default = {item.question: item.area for item in EXPECTED if not item.values}
    assert default == {name: question.area for name, question in QUESTIONS.items()}
    assert {item.question for item in EXPECTED} == QUESTIONS.keys()
    assert (len(QUESTIONS), len(EXPECTED)) == (36, 60)


def test_defaults_give_rows():
    assert all(item.rows for item in EXPECTED if not item.values)


@each_expected
def test_answer_is_that_worked_out_by_hand(engine_of, expected):
    answer = QUESTIONS[expected.question].ask(engine_of(is_of_all(expected)), expected.values, "sv")
    assert without_iris(answer) == (expected.columns, expected.rows)


@pytest.mark.slow
@each_expected
def test_another_engine_gives_the_same_answer(engine_of, other_engine_of, expected):
    question = QUESTIONS[expected.question]
    engines = [of(is_of_all(expected)) for of in (engine_of, other_engine_of)]
    answers = [question.ask(engine, expected.values, "sv") for engine in engines]
    assert answers[0] == answers[1]


@each_question
def test_nothing_is_shown_by_its_iri(engine_of, question):
    engine = engine_of(question.area == COMPARISON or question.name in OF_PLANS)
    shown = 0
    for language in LANGUAGES:
        for row in question.ask(engine, {}, language).rows:
            for thing in (thing for cell in row for thing in cell.things):
                shown += 1
                assert thing.iri.startswith(BASE)
                assert not thing.text.startswith("http")
    kinds = {column.kind for column in question.columns}
    assert (shown > 0) == any(kind.holds_things for kind in kinds)


def test_english_answers_are_in_english(engine_of):
    answer = QUESTIONS["actions-running-in-year"].ask(engine_of(False), {}, "en")
    column = [column.name for column in answer.columns].index("action")
    actions = [row[column].things[0] for row in answer.rows]
    assert Counter(action.language for action in actions) == {"en": 17}
    assert answer.title == "Which actions run in a given year?"


def cited(spans):
    """The lines of the document that a row cites, as one text."""
    return " ".join(" ".join(LINES[first - 1 : last]) for first, last in spans)


def holds_words(text, cell):
    """Each word of the cell; of a code such as R6, the number that its row begins with."""
    if re.fullmatch(r"[RK]\d+", cell):
        return holds_numbers(text, cell)
    return all(word in text for word in cell.split())


def holds_numbers(text, cell):
    """The number of each action that the cell names, followed by a title."""
    return all(re.search(rf"(?<![\d,]){code[1:]}\.? [A-ZÅÄÖ]", text) for code in cell.split("; "))


def holds_number(text, cell):
    return re.search(rf"(?<!\d){cell}(?!\d)", text) is not None


CHECKS = {
    "action": holds_words,
    "regionalAction": holds_words,
    "goalArea": holds_words,
    "note": holds_words,
    "number": holds_numbers,
    "regionalNumber": holds_numbers,
    "regionalActions": holds_numbers,
    "followedBy": holds_numbers,
    "goal": holds_number,
    "startYear": holds_number,
    "endYear": holds_number,
}


class TestCitations:
    """That the lines a row cites say what the row says.

    Only rows of other municipalities may cite none: their documents have no lines here.
    """

    def test_only_rows_of_others_have_no_lines(self):
        without = {item.name for item in EXPECTED for spans in item.citations if not spans}
        assert without <= {item.name for item in EXPECTED if is_of_all(item)}
        assert len(without) == 15

    def test_lines_hold_the_row(self):
        checked = Counter()
        for item in EXPECTED:
            if item.question == "source-of-action" or item.question.startswith("actions-per-"):
                continue
            for row, spans in zip(item.rows, item.citations, strict=True):
                for column in row.keys() & CHECKS.keys() if spans else ():
                    if row[column]:
                        checked[column] += 1
                        assert CHECKS[column](cited(spans), row[column]), (item.name, row)
        assert checked.keys() == CHECKS.keys()
        assert checked["action"] == sum(
            len(list(filter(None, item.citations))) for item in EXPECTED if "action" in item.columns
        )

    def test_lines_hold_the_printed_cells(self):
        rows = [
            (row, spans)
            for item in EXPECTED
            if item.question == "source-of-action"
            for row, spans in zip(item.rows, item.citations, strict=True)
        ]
        assert len(rows) == 18
        for row, spans in rows:
            assert [(int(row["firstLine"]), int(row["lastLine"]))] == spans
            assert holds_words(cited(spans), row["printed"]), row

    def test_goals_of_a_summary_are_in_the_lines_it_cites(self):
        rows = [
            (row, spans)
            for item in EXPECTED
            if item.question == "actions-per-goal" and not is_of_all(item)
            for row, spans in zip(item.rows, item.citations, strict=True)
        ]
        assert len(rows) == 10
        for row, spans in rows:
            holding = [span for span in spans if holds_number(cited([span]), row["goal"])]
            named = int(row["regionalActions"]) + int(row["municipalActions"])
            assert len(holding) >= named > 0

    def test_every_span_is_a_whole_row_of_a_table_or_a_footnote(self):
        """42 actions and 3 footnotes are cited, and their spans never overlap."""
        spans = {span for item in EXPECTED for row in item.citations for span in row}
        ordered = sorted(spans)
        assert len(ordered) == 45
        for (_, last), (first, _) in pairwise(ordered):
            assert last < first

    def test_counts_are_counts_of_the_cited_actions(self):
        rows = [
            (row, spans)
            for item in EXPECTED
            if item.question == "actions-per-goal-area"
            for row, spans in zip(item.rows, item.citations, strict=True)
        ]
        assert len(rows) == 10
        for row, spans in rows:
            assert int(row["actions"]) == len(spans)
