"""Values that go into a query: where the first group begins, and each side of its unions."""

import pyoxigraph as ox
import pytest
from rdflib import URIRef

from kretslopp.engine.binding import bind

GIVEN = {"m": URIRef("http://example.org/m")}
VALUES = "VALUES (?m) { (<http://example.org/m>) }"


@pytest.mark.parametrize(
    ("query", "times"),
    [
        ("SELECT * { ?m ?p ?o }", 1),
        ("SELECT * { { ?m ?p ?o } UNION { ?s ?p ?m } }", 3),
        ("SELECT * { { ?m ?p ?o } UNION { ?s ?p ?m } UNION { ?s ?m ?o } ?a ?b ?c }", 4),
        # Neither a subquery nor a group that is no side of a union, nor one further in.
        ("SELECT * { { SELECT ?m { ?m ?p ?o } } UNION { ?m ?p ?o } }", 1),
        ("SELECT * { ?s ?p ?o { ?m ?p ?o } }", 1),
        ("SELECT * { OPTIONAL { { ?m ?p ?o } UNION { ?s ?p ?m } } }", 1),
        ("SELECT * { ?m ?p ?o FILTER EXISTS { { ?m ?p ?o } UNION { ?s ?p ?m } } }", 1),
        ("SELECT * { ?m ?p '} UNION {' }", 1),
    ],
)
def test_values_stand_in_the_first_group_and_in_the_sides_of_its_unions(query, times):
    bound = bind(query, GIVEN)
    assert bound.count(VALUES) == times
    ox.Store().query(bound)


def test_nothing_given_changes_nothing():
    assert bind("SELECT * { { ?m ?p ?o } UNION { ?s ?p ?m } }", {}).count("VALUES") == 0
