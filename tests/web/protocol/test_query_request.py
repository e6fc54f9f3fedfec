"""The three ways to send a query, and every way to send it wrongly."""

from urllib.parse import quote, unquote_to_bytes, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp.engine import QueryDataset
from kretslopp.web.protocol import query_request
from kretslopp.web.protocol.problems import KINDS, Problem
from kretslopp.web.protocol.query_request import DIRECT, FORM, QueryRequest

ASK = "ASK {}"
SWEDISH = 'ASK { ?s ?p "Återvinning på Öland åäö" }'


def read(method="GET", query_string=b"", content_type="", body=b"", limit=10_000):
    return query_request.read_query(method, query_string, content_type, body, limit)


def encoded(**parameters):
    return urlencode(parameters, doseq=True).encode()


@pytest.mark.parametrize("query", [ASK, SWEDISH, "ASK { ?s ?p '100 % + 50 %25 &=#' }"])
def test_the_three_ways_give_the_same_query(query):
    expected = QueryRequest(query, ())
    assert read(query_string=encoded(query=query)) == expected
    assert read("POST", content_type=FORM, body=encoded(query=query)) == expected
    assert read("POST", content_type=DIRECT, body=query.encode()) == expected


def test_media_types_may_have_parameters_and_capitals():
    expected = QueryRequest(SWEDISH, ())
    for content_type in (f"{DIRECT}; charset=utf-8", f"{DIRECT};charset=UTF-8", DIRECT.upper()):
        assert read("POST", content_type=content_type, body=SWEDISH.encode()) == expected


def test_raw_utf8_in_an_address_is_read():
    assert read(query_string=f"query={SWEDISH}".replace(" ", "+").encode()).query == SWEDISH


def test_a_get_without_query_has_none():
    for query_string in (b"", b"query=", b"query=+%0A", b"format=json"):
        assert read(query_string=query_string).query is None


def test_formats_stand_in_address_or_form():
    assert read(query_string=encoded(query=ASK, format="json")).formats == ("json",)
    body = encoded(query=ASK, format="json")
    assert read("POST", b"format=xml", FORM, body).formats == ("xml", "json")
    assert read("POST", b"format=csv", DIRECT, ASK.encode()).formats == ("csv",)
    assert read(query_string=encoded(query=ASK, format="")).formats == ()


WRONG = [
    ("missing-query", {"method": "POST", "content_type": FORM, "body": b""}),
    ("missing-query", {"method": "POST", "content_type": DIRECT, "body": b" \n"}),
    # A form's query stands in the body, not in the address.
    (
        "missing-query",
        {"method": "POST", "query_string": encoded(query=ASK), "content_type": FORM},
    ),
    ("several-queries", {"query_string": encoded(query=[ASK, ASK])}),
    (
        "several-queries",
        {"method": "POST", "content_type": FORM, "body": encoded(query=[ASK, ASK])},
    ),
    (
        "several-queries",
        {
            "method": "POST",
            "query_string": encoded(query=ASK),
            "content_type": FORM,
            "body": encoded(query=ASK),
        },
    ),
    (
        "several-queries",
        {
            "method": "POST",
            "query_string": encoded(query=ASK),
            "content_type": DIRECT,
            "body": ASK.encode(),
        },
    ),
    ("unsupported-media-type", {"method": "POST", "body": ASK.encode()}),
    (
        "unsupported-media-type",
        {"method": "POST", "content_type": "text/plain", "body": ASK.encode()},
    ),
    (
        "unsupported-media-type",
        {"method": "POST", "content_type": "application/sparql-update", "body": b"CLEAR ALL"},
    ),
    (
        "unsupported-charset",
        {"method": "POST", "content_type": f"{DIRECT};charset=latin-1", "body": ASK.encode()},
    ),
    ("not-utf-8", {"query_string": b"query=" + quote(SWEDISH, encoding="latin-1").encode()}),
    ("not-utf-8", {"query_string": b"query=\xe5"}),
    ("not-utf-8", {"method": "POST", "content_type": FORM, "body": b"query=%E5"}),
    ("not-utf-8", {"method": "POST", "content_type": DIRECT, "body": SWEDISH.encode("latin-1")}),
    ("not-utf-8", {"query_string": b"query=%ED%A0%80"}),
    ("update-refused", {"query_string": encoded(update="CLEAR ALL")}),
    ("update-refused", {"method": "POST", "content_type": FORM, "body": encoded(update="x")}),
    ("not-a-graph", {"query_string": encoded(query=ASK, **{"default-graph-uri": "graph"})}),
    ("not-a-graph", {"query_string": encoded(query=ASK, **{"default-graph-uri": ""})}),
    (
        "not-a-graph",
        {
            "method": "POST",
            "query_string": encoded(**{"named-graph-uri": "http://example.org/ å<"}),
            "content_type": DIRECT,
            "body": ASK.encode(),
        },
    ),
]


@pytest.mark.parametrize(("kind", "request_"), WRONG)
def test_wrong_requests(kind, request_):
    with pytest.raises(Problem) as caught:
        read(**request_)
    assert caught.value.kind == kind


def test_the_limit_counts_bytes_of_the_query_itself():
    query = "#" + "å" * 10
    assert read(query_string=encoded(query=query), limit=21).query == query
    with pytest.raises(Problem) as caught:
        read(query_string=encoded(query=query), limit=20)
    assert caught.value.kind == "query-too-long"
    assert caught.value.members == {"limit": "max_query_bytes", "value": 20}


# What percent-encoding, and the encoding that it is decoded by, might stumble over.
PIECES = (b"%", b"=", b"%3D", b"%25", b"%zz", b"%4", b"_", b"+", b"\n", b" \r\n", b"=\n", b"%0A",
          b"%C3%A5", b"%c3%a5", b"=C3")  # fmt: skip


@given(st.lists(st.binary(max_size=4) | st.sampled_from(PIECES)).map(b"".join))
def test_a_form_is_decoded_as_the_standard_library_does(encoded):
    expected = unquote_to_bytes(encoded.replace(b"+", b" "))
    try:
        expected.decode()
    except UnicodeDecodeError:
        with pytest.raises(UnicodeDecodeError):
            query_request.decoded(encoded)
    else:
        assert query_request.decoded(encoded) == expected.decode()


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_comes_through_each_way_unchanged(query):
    assert read(query_string=encoded(query=query)).query == query
    assert read("POST", content_type=FORM, body=encoded(query=query)).query == query
    assert read("POST", content_type=DIRECT, body=query.encode()).query == query


IRIS = st.text("abc åÅ日/?#&=+%", max_size=12).map(lambda text: f"urn:{text.replace(' ', '+')}")
GRAPHS = st.lists(
    st.tuples(st.sampled_from(["default-graph-uri", "named-graph-uri"]), IRIS), max_size=6
)
OTHERS = st.lists(st.tuples(st.sampled_from(["x", "Query", "limit"]), st.text(max_size=5)))


@given(st.text(min_size=1).filter(str.strip), GRAPHS, OTHERS, OTHERS)
def test_graphs_come_through_each_way_whatever_else_is_sent(query, graphs, before, after):
    expected = QueryRequest(query, (), _dataset(graphs))
    besides = urlencode([*before, *graphs, *after]).encode()
    everything = urlencode([*before, *graphs, ("query", query), *after]).encode()
    assert read(query_string=everything) == expected
    assert read("POST", content_type=FORM, body=everything) == expected
    assert read("POST", besides, FORM, encoded(query=query)) == expected
    assert read("POST", besides, DIRECT, query.encode()) == expected


def _dataset(graphs):
    chosen = [
        tuple(dict.fromkeys(iri for parameter, iri in graphs if parameter == name))
        for name in ("default-graph-uri", "named-graph-uri")
    ]
    return QueryDataset(*chosen) if graphs else None


@given(st.text(min_size=1).filter(str.strip), st.integers(1, 5))
def test_a_query_that_is_sent_twice_is_refused_wherever_it_stands(query, number):
    several = [encoded(query=query)] * number
    for request in (
        {"query_string": b"&".join([*several, b"query=ASK"])},
        {"method": "POST", "content_type": FORM, "body": b"&".join([*several, b"query="])},
        {
            "method": "POST",
            "query_string": b"&".join(several),
            "content_type": DIRECT,
            "body": query.encode(),
        },
    ):
        with pytest.raises(Problem) as caught:
            read(**request)
        assert caught.value.kind == "several-queries"


@given(
    st.sampled_from(["GET", "HEAD", "POST"]),
    st.binary(),
    st.one_of(st.sampled_from([FORM, DIRECT, f"{FORM};charset=utf-8"]), st.text()),
    st.binary(),
)
def test_any_request_is_read_or_refused(method, query_string, content_type, body):
    assert _status(method, query_string, content_type, body) in (200, *REFUSALS)


REFUSALS = (400, 413, 415)


def _status(*request):
    try:
        asked = read(*request)
    except Problem as problem:
        return KINDS[problem.kind]
    return 200 if asked.query is None or asked.query.strip() else None
