"""Compressed answers: for whoever accepts it, the same when unpacked, and never twice."""

import gzip
import itertools
import random

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from kretslopp.web import create_app
from kretslopp.web.protocol.compression import CODINGS, LEAST_BYTES, Compression

QUERY = {"query": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 50"}
LARGEST_WINDOW = 8 * 2**20  # bytes, of Zstandard in HTTP (RFC 9659)
UNPACK = {
    "zstd": zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW).decompress,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}
BODY = "".join(f"rad {number}: åäö\n" for number in range(100)).encode()


@pytest.fixture(scope="module")
def client(engine, named):
    return create_app(engine, named, version="one").test_client()


def ask(compression, accepts, tag=""):
    """Return status, headers and body of the answer to who accepts this."""
    told = []
    environ = {"REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": accepts, "HTTP_X_TAG": tag}
    body = b"".join(compression(environ, lambda *args: told.append(args)))
    ((status, headers, _),) = told
    return status, dict(headers), body


def always(status="200 OK", **headers):
    """Return an application that compresses one answer, and that answer."""
    sent = {"Content-Type": "text/csv", "Content-Length": str(len(BODY))}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}

    def application(environ, start_response):
        start_response(status, list(sent.items()))
        return [BODY]

    return Compression(application, 0), (status, sent, BODY)


def coding_for(accepts):
    """Return the coding that an answer has for a client; it is what the client can unpack."""
    _, headers, body = ask(always()[0], accepts)
    coding = headers.get("Content-Encoding", "identity")
    assert (UNPACK[coding](body) if coding != "identity" else body) == BODY
    assert headers["Content-Length"] == str(len(body))
    assert headers["Vary"] == "Accept-Encoding"
    return coding


@pytest.mark.parametrize("coding", UNPACK)
@pytest.mark.parametrize(
    ("address", "accept"),
    [
        ("/sparql", "*/*"),
        ("/sparql", "text/html"),
        ("/en/sparql", "*/*"),
        ("/questions/unknown", "text/html"),
    ],
)
def test_an_answer_is_the_same_when_unpacked(client, address, accept, coding):
    headers = {"Accept": accept}
    plain = client.get(address, query_string=QUERY, headers=headers)
    headers["Accept-Encoding"] = coding
    packed = client.get(address, query_string=QUERY, headers=headers)
    assert plain.status_code == packed.status_code
    assert packed.headers["Content-Encoding"] == coding
    assert UNPACK[coding](packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    assert packed.headers.get("ETag") == plain.headers.get("ETag")
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_the_same_answer_gives_the_same_bytes():
    assert list(CODINGS) == list(UNPACK)
    for coding, pack in CODINGS.items():
        assert pack(BODY) == pack(BODY)
        assert UNPACK[coding](pack(b"")) == b""


def test_a_large_answer_needs_no_larger_window_than_browsers_have():
    body = random.Random(1).randbytes(3_000_000) * 4
    packed = CODINGS["zstd"](body)
    assert zstandard.get_frame_parameters(packed).window_size <= LARGEST_WINDOW < len(body)
    assert UNPACK["zstd"](packed) == body


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        # Of equals the server chooses.
        ("gzip", "gzip"),
        ("br", "br"),
        ("zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, br;q=1.000, zstd; q=1", "zstd"),
        ("BR", "br"),
        ("x-gzip", "gzip"),
        # Else the quality.
        ("zstd;q=0.5, br;q=0.8, gzip;q=0.9", "gzip"),
        ("zstd;q=0.5, br;q=0.8, gzip;q=0.3", "br"),
        ("zstd;q=0.001", "zstd"),
        ("zstd;q=0, br;q=0, gzip", "gzip"),
        # The asterisk stands for those that are not named.
        ("*", "zstd"),
        ("*;q=0.5", "zstd"),
        ("zstd;q=0, *", "br"),
        ("zstd;q=0.2, *;q=0.1", "zstd"),
        ("gzip, *;q=0", "gzip"),
        ("gzip, *;q=0.9", "gzip"),
        # An answer as it is, where that is wanted more or nothing else is there.
        ("gzip;q=0.5, identity;q=0.1", "gzip"),
        ("gzip;q=0.1, identity", "identity"),
        ("gzip, identity", "gzip"),
        ("*;q=0.1, identity;q=0.2", "identity"),
        ("identity", "identity"),
        ("identity;q=0", "identity"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.000", "identity"),
        ("*;q=0", "identity"),
        ("zstd;q=0, br;q=0, gzip;q=0, *", "identity"),
        ("", "identity"),
        # What is unknown or makes no sense counts as not said.
        ("deflate, compress, dcz", "identity"),
        ("deflate, gzip", "gzip"),
        ("gzip2, xgzip, gzip br", "identity"),
        ("br;q=high, gzip;q=0.1", "gzip"),
        ("br;q=2, gzip;q=0.1", "gzip"),
        ("br;q=-1, gzip;q=0.1", "gzip"),
        (", ,gzip,,", "gzip"),
        ('"br", gzip', "br"),  # no coding, but Werkzeug takes the quotes away
        ("gzip;q=0, gzip", "identity"),
        ("gzip, x-gzip;q=0", "identity"),
        ("å, gzip", "gzip"),
        ("gzip" + " " * 300, "identity"),
    ],
)
def test_who_accepts_what_gets_what(accepts, coding):
    assert coding_for(accepts) == coding


def test_a_short_answer_is_sent_as_it_is(client):
    answer = client.get("/sparql?query=ASK{}", headers={"Accept-Encoding": "gzip, br, zstd"})
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers


def test_who_says_nothing_gets_the_answer_as_it_is(client):
    assert "Content-Encoding" not in client.get("/sparql", query_string=QUERY).headers


CODING = st.sampled_from([*CODINGS, "identity", "*", "deflate"])
QUALITY = st.integers(0, 1000).map(lambda thousandth: thousandth / 1000)


@given(st.dictionaries(CODING, QUALITY))
def test_no_coding_that_is_sent_is_refused_or_less_wanted_than_another(wanted):
    coding = coding_for(", ".join(f"{name};q={quality}" for name, quality in wanted.items()))
    others = wanted.get("*", 0)
    qualities = {name: wanted.get(name, others) for name in CODINGS}
    if coding == "identity":
        assert all(q == 0 or q < wanted.get("identity", 0) for q in qualities.values())
    else:
        assert 0 < qualities[coding] == max(qualities.values())
        assert qualities[coding] >= wanted.get("identity", 0)


@given(
    st.one_of(
        st.text(max_size=250),
        st.lists(st.sampled_from([*CODINGS, "*", ";", "q=", "0", "0.5", ",", " ", '"', "å"])).map(
            "".join
        ),
    )
)
def test_any_text_gives_a_coding_that_it_names_or_none(accepts):
    coding = coding_for(accepts)
    assert coding == "identity" or coding in accepts.lower() or "*" in accepts


@pytest.mark.parametrize("coding", UNPACK)
def test_a_head_request_is_told_the_coding_and_no_length(client, coding):
    answer = client.head("/sparql", query_string=QUERY, headers={"Accept-Encoding": coding})
    assert answer.headers["Content-Encoding"] == coding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert "Content-Length" not in answer.headers
    assert answer.data == b""


@pytest.mark.parametrize("coding", UNPACK)
def test_who_holds_a_compressed_answer_is_told_that_it_still_holds(client, coding):
    accepts = {"Accept-Encoding": coding}
    first = client.get("/sparql", query_string=QUERY, headers=accepts)
    held = {**accepts, "If-None-Match": first.headers["ETag"]}
    again = client.get("/sparql", query_string=QUERY, headers=held)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Vary"] == first.headers["Vary"]
    assert "Content-Encoding" not in again.headers


def test_a_compressed_answer_is_kept_for_its_tag_and_coding():
    numbers = itertools.count()

    def application(environ, start_response):
        body = BODY + str(next(numbers)).encode()
        sent = {"Content-Type": "text/csv", "Content-Length": str(len(body))}
        start_response("200 OK", [*sent.items(), ("ETag", environ["HTTP_X_TAG"])])
        return [body]

    compression = Compression(application, 100_000)
    kept = [
        UNPACK[coding](ask(compression, coding, tag)[2]).removeprefix(BODY)
        for tag in ('W/"a"', 'W/"b"', "")
        for coding in ("zstd", "br", "gzip", "zstd", "br", "gzip")
    ]
    assert kept[:6] == [b"0", b"1", b"2", b"0", b"1", b"2"]
    assert kept[6:12] == [b"6", b"7", b"8", b"6", b"7", b"8"]
    assert kept[12:] == [b"12", b"13", b"14", b"15", b"16", b"17"]


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", {"Content_Type": "application/gzip"}),
        ("200 OK", {"Content_Encoding": "gzip"}),
        ("200 OK", {"ETag": '"bytes"'}),
        ("206 Partial Content", {}),
        ("200 OK", {"Content_Length": "999"}),
    ],
)
def test_what_is_packed_partial_or_small_is_sent_as_it_is(status, headers):
    compression, answer = always(status, **headers)
    for coding in UNPACK:
        assert ask(compression, coding) == answer


@pytest.mark.parametrize("name", ["borlange.ttl", "borlange.ttl.gz", "dumps.json"])
def test_a_dump_is_sent_as_the_file_that_it_is(published, name):
    plain = published.get(f"/dumps/{name}")
    assert len(plain.data) > LEAST_BYTES
    answer = published.get(f"/dumps/{name}", headers={"Accept-Encoding": "zstd, br, gzip"})
    assert (answer.data, answer.headers) == (plain.data, plain.headers)
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" not in answer.headers.get("Vary", "")
