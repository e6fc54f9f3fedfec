import pytest
from rdflib import Literal, URIRef

from kretslopp.engine import Solutions
from kretslopp.namespaces import DCTERMS, RDFS
from kretslopp.questions import AnswerColumn, ColumnKind
from kretslopp.questions.answer import read_rows

BASE = "https://w3id.org/kretslopp/id/"


class Labels:
    """An engine that knows what things are called, and counts what it is asked."""

    def __init__(self, *rows):
        self.rows = rows
        self.queries = []

    def select(self, query, _bindings=None):
        self.queries.append(query)
        rows = [row for row in self.rows if f"<{row[0]}>" in query]
        return Solutions(("thing", "property", "text"), tuple(rows))


def iri(name):
    return URIRef(BASE + name)


def label(name, text, language=None):
    return (iri(name), RDFS.label, Literal(text, lang=language))


def code(name, text):
    return (iri(name), DCTERMS.identifier, Literal(text))


def read(engine, kind, *terms):
    columns = (AnswerColumn("x", kind, {"sv": "X", "en": "X"}),)
    solutions = Solutions(("y", "x"), tuple((None, term) for term in terms))
    return [row[0] for row in read_rows(engine, solutions, columns, "sv")]


def texts(cell):
    return [thing.text for thing in cell.things]


def test_things_of_a_cell_come_in_natural_order():
    names = ("K10", "K2", "R1", "K1")
    engine = Labels(*(code(name, name) for name in names))
    listed = Literal("  ".join(iri(name) for name in names))
    (cell,) = read(engine, ColumnKind.CODES, listed)
    assert texts(cell) == ["K1", "K2", "K10", "R1"]


def test_a_thing_has_its_identifier_where_the_column_asks_for_codes():
    engine = Labels(label("a", "Ett", "sv"), code("a", "K1"), label("b", "Två", "sv"))
    by_code = read(engine, ColumnKind.CODE, iri("a"), iri("b"))
    assert [texts(cell) for cell in by_code] == [["K1"], ["Två"]]
    assert texts(read(engine, ColumnKind.THING, iri("a"))[0]) == ["Ett"]


def test_a_thing_without_a_text_is_shown_by_its_iri():
    (cell,) = read(Labels(), ColumnKind.THING, iri("a"))
    assert texts(cell) == [BASE + "a"]
    assert cell.things[0].language is None


@pytest.mark.parametrize("odd", ["http://x/{a}", "http://x/> } DROP ALL", "http://x/a|b", ""])
def test_an_odd_iri_is_shown_and_stays_out_of_the_look_up(odd):
    engine = Labels()
    (cell,) = read(engine, ColumnKind.THING, URIRef(odd))
    assert texts(cell) == [odd]
    assert engine.queries == []


def test_what_is_unbound_or_an_empty_list_is_an_empty_cell():
    engine = Labels()
    cells = read(engine, ColumnKind.THINGS, None, Literal(""), Literal(" "))
    assert [cell.things for cell in cells] == [(), (), ()]
    assert engine.queries == []
