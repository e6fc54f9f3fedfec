"""Dumps over HTTP: the file as it is, its checksum as ETag, ranges, and nothing else."""

import hashlib
from datetime import UTC, datetime, time

import pytest
from werkzeug.http import http_date

from kretslopp.publication import dumps

TURTLE = "/dumps/borlange.ttl"


@pytest.fixture(scope="module")
def midnight(release):
    """The beginning of the release's day, as HTTP writes it."""
    return http_date(datetime.combine(release.day, time(), UTC))


@pytest.fixture(scope="module")
def body(release):
    return (release.directory / dumps.DUMPS / "borlange.ttl").read_bytes()


@pytest.fixture(scope="module")
def etag(body):
    return f'"{hashlib.sha256(body).hexdigest()}"'


def ask(client, path=TURTLE, method="GET", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.open(path, method=method, headers=named)


def test_a_file_with_what_a_client_needs_to_keep_it(published, body, etag, midnight):
    answer = ask(published)
    assert answer.status_code == 200
    assert answer.data == body
    headers = answer.headers
    assert headers["ETag"] == etag
    assert headers["Last-Modified"] == midnight
    assert headers["Content-Length"] == str(len(body))
    assert headers["Accept-Ranges"] == "bytes"
    assert headers["Cache-Control"] == "public, no-cache"
    assert "Content-Encoding" not in headers


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("borlange.ttl", "text/turtle; charset=utf-8"),
        ("borlange.trig", "application/trig"),
        ("kretslopp.nq", "application/n-quads"),
        ("vocabulary.jsonld", "application/ld+json"),
        ("borlange.ttl.gz", "application/gzip"),
        ("borlange/actions.csv", "text/csv; charset=utf-8"),
        ("borlange/actions.csv-metadata.json", "application/csvm+json"),
        ("borlange/csv-metadata.json", "application/csvm+json"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
        ("dumps.json", "application/json"),
    ],
)
def test_each_kind_of_file_as_what_it_is(published, release, name, content_type):
    answer = ask(published, f"/dumps/{name}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type
    assert "Content-Encoding" not in answer.headers
    assert answer.data == (release.directory / dumps.DUMPS / name).read_bytes()


def test_every_file_that_is_listed_is_there(published, release):
    files = dumps.served(release)
    assert len(files) > 400
    for file in files:
        answer = ask(published, f"/dumps/{file.path}", "HEAD")
        assert answer.status_code == 200
        assert answer.headers["ETag"] == f'"{file.sha256}"'
        assert answer.headers["Content-Length"] == str(file.size)
        assert answer.data == b""


def test_a_table_leads_to_its_metadata(published):
    link = ask(published, "/dumps/borlange/actions.csv").headers["Link"]
    assert link == (
        '</dumps/borlange/actions.csv-metadata.json>; rel="describedby"; '
        'type="application/csvm+json"'
    )


def test_nothing_is_sent_to_whom_has_it(published, etag, midnight):
    for headers in (
        {"If_None_Match": etag},
        {"If_None_Match": f'"other", {etag}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": midnight},
        {"If_None_Match": etag, "Range": "bytes=0-9"},
    ):
        answer = ask(published, **headers)
        assert (answer.status_code, answer.data) == (304, b""), headers
        assert answer.headers["ETag"] == etag


def test_all_is_sent_to_whom_has_another(published, body, midnight):
    for headers in (
        {"If_None_Match": '"other"'},
        {"If_Modified_Since": "Mon, 23 Nov 2026 00:00:00 GMT"},
        # An entity tag beats a day.
        {"If_None_Match": '"other"', "If_Modified_Since": midnight},
    ):
        assert ask(published, **headers).data == body, headers


@pytest.mark.parametrize(
    ("asked", "part"),
    [("bytes=0-9", slice(0, 10)), ("bytes=10-", slice(10, None)), ("bytes=-7", slice(-7, None))],
)
def test_a_range(published, body, etag, asked, part):
    answer = ask(published, Range=asked)
    assert answer.status_code == 206
    assert answer.data == body[part]
    first, last, _ = part.indices(len(body))
    assert answer.headers["Content-Range"] == f"bytes {first}-{last - 1}/{len(body)}"
    assert answer.headers["ETag"] == etag


def test_a_file_put_together_from_ranges_is_the_file(published, body):
    half = len(body) // 2
    first = ask(published, Range=f"bytes=0-{half - 1}")
    rest = ask(published, Range=f"bytes={half}-")
    assert first.data + rest.data == body


def test_a_range_of_a_file_that_is_still_the_same(published, body, etag, midnight):
    assert ask(published, Range="bytes=0-9", If_Range=etag).data == body[:10]
    assert ask(published, Range="bytes=0-9", If_Range=midnight).data == body[:10]
    assert ask(published, Range="bytes=0-9", If_Range='"other"').data == body


def test_a_range_beyond_the_file(published, body):
    answer = ask(published, Range=f"bytes={len(body)}-")
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(body)}"
    assert answer.json["type"].endswith("#range-not-satisfiable")
    assert str(len(body)) in answer.json["detail"]


def test_what_is_no_single_range_of_bytes_gets_the_whole(published, body):
    for asked in ("bytes=0-1,5-9", "lines=0-9", "bytes=9-2", "bytes", "bytes=x-"):
        answer = ask(published, Range=asked)
        assert (answer.status_code, answer.data) == (200, body), asked
    head = ask(published, method="HEAD", Range="bytes=0-9")
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(body)))


def test_nothing_else_of_the_dataset_is_sent(published, release):
    assert (release.directory / "dataset.json").is_file()
    for path in (
        "../dataset.json",
        "%2e%2e/dataset.json",
        "borlange/../../dataset.json",
        "borlange",
        "..%2fstore",
        "borlange.rdf",
        "kretslopp.ttl/",
    ):
        assert ask(published, f"/dumps/{path}").status_code == 404, path


def test_the_folder_leads_to_the_page_that_lists_the_files(published):
    answer = ask(published, "/dumps/", Accept_Language="en")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/en/dataset")
    page = ask(published, "/en/dataset").get_data(as_text=True)
    assert 'href="/dumps/kretslopp.nq"' in page


def test_a_server_without_a_release_has_no_dumps(client):
    assert client.get("/dumps/kretslopp.nq").status_code == 404
