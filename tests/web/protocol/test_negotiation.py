"""Content negotiation: a table of cases, and what holds for every header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp.web.protocol import negotiation

OFFERS = ("application/sparql-results+json", "text/csv", "text/turtle", "text/html")
JSON, CSV, TURTLE, HTML = OFFERS
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"

CASES = [
    (None, JSON),
    ("", JSON),
    ("*/*", JSON),
    ("text/turtle", TURTLE),
    ("TEXT/Turtle", TURTLE),
    ("text/turtle;charset=utf-8", TURTLE),
    ('text/turtle;profile="a,b;q=0"', TURTLE),
    ("text/turtle, */*;q=0.1", TURTLE),
    ("*/*;q=0.1, text/turtle", TURTLE),
    # A range that names the format beats one that does not, at the same quality.
    ("*/*, text/turtle", TURTLE),
    ("text/*", CSV),
    ("text/*;q=0.5, text/turtle;q=0.4", CSV),
    ("text/csv;q=0.5, text/turtle;q=0.6", TURTLE),
    ("text/csv;Q=0.5,text/turtle ; q=0.6", TURTLE),
    ("text/csv, text/turtle", CSV),
    # q=0 refuses, also what a wildcard would allow.
    ("application/sparql-results+json;q=0, */*", CSV),
    ("text/*;q=0, */*", JSON),
    ("text/turtle;q=0", None),
    ("text/turtle;q=0.000", None),
    ("*/*;q=0", None),
    ("*/*;q=0, text/csv", CSV),
    ("image/png", None),
    # What makes no sense is left out.
    ("text/turtle;q=2, text/csv;q=0.1", CSV),
    ("text/turtle;q=x, text/csv;q=0.1", CSV),
    ("turtle, ,;;, */turtle, text/csv;q=0.1", CSV),
    ("nonsense", None),
    ('"', None),
    # Java's HttpURLConnection.
    ("image/gif, *; q=.2, */*; q=.2", JSON),
    (BROWSER, HTML),
]


@pytest.mark.parametrize(("accept", "expected"), CASES)
def test_best_offer(accept, expected):
    assert negotiation.best(OFFERS, accept) == expected


def test_what_werkzeug_reads_otherwise_than_we_did():
    """The cases in which answers have changed since 0.1: nobody else's are known."""
    # At the same quality and exactness the server's order decides, not the client's.
    assert negotiation.best(OFFERS, "text/turtle, text/csv") == CSV
    assert negotiation.language("en, sv") == "sv"
    # An empty quality is none at all, which is 1.
    assert negotiation.best(OFFERS, "text/turtle;q=, text/csv;q=0.1") == TURTLE
    # Any language is welcome: the server's first is as good as another.
    assert negotiation.language("*, en;q=0.5") == "sv"


def test_without_offers_there_is_no_best():
    assert negotiation.best((), None) is None
    assert negotiation.best((), "*/*") is None


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("text/html;q=0.5, application/json", False),
        ("*/*", False),
        (None, False),
        ("text/csv", False),
        ("text/html;q=0", False),
    ],
)
def test_who_wants_a_page(accept, expected):
    assert negotiation.wants_page(accept, ("application/json",)) is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "sv"),
        ("", "sv"),
        ("en", "en"),
        ("en-GB,en;q=0.9,sv;q=0.1", "en"),
        ("sv-SE,sv;q=0.9,en;q=0.8", "sv"),
        ("de, fr;q=0.9", "sv"),
        ("de, en;q=0.5", "en"),
        ("sv, en", "sv"),
        ("en;q=0", "sv"),
        ("*", "sv"),
        ("english", "sv"),
        ("EN", "en"),
        ("en;q=nonsense, sv;q=0.1", "sv"),
    ],
)
def test_language(header, expected):
    assert negotiation.language(header) == expected


@given(st.text())
def test_any_text_can_be_read(header):
    assert negotiation.best(OFFERS, header) in (*OFFERS, None)
    assert negotiation.language(header) in ("sv", "en")


@given(st.text(alphabet='ab/*;,q=.01 "\\', max_size=60))
def test_text_that_looks_like_a_header_can_be_read(header):
    assert all(0 <= quality <= 1 for _, quality in negotiation.preferences(header))


QUALITIES = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)


@given(st.dictionaries(st.sampled_from(OFFERS), QUALITIES, min_size=1))
def test_the_best_is_never_worse_than_another(wanted):
    header = ", ".join(f"{offer};q={quality:.3f}" for offer, quality in wanted.items())
    chosen = negotiation.best(OFFERS, header)
    if chosen is None:
        assert not any(wanted.values())
    else:
        assert wanted[chosen] == max(wanted.values()) > 0


@given(st.sampled_from(OFFERS), QUALITIES)
def test_what_is_refused_is_never_sent(refused, quality):
    chosen = negotiation.best(OFFERS, f"*/*;q={quality:.3f}, {refused};q=0")
    assert chosen != refused
    assert (chosen is None) == (quality == 0)


@given(st.permutations(OFFERS))
def test_quality_decides_whatever_the_order_of_the_header(order):
    qualities = dict(zip(OFFERS, ("0.1", "0.2", "0.9", "0.3"), strict=True))
    header = ",".join(f"{offer};q={qualities[offer]}" for offer in order)
    assert negotiation.best(OFFERS, header) == TURTLE
