"""Editions of the data: one after the other, without a request that fails."""

import threading

import pytest
from werkzeug.test import Client

from kretslopp.building import build
from kretslopp.dataset import current
from kretslopp.serving.editions import Edition, Editions
from kretslopp.serving.versions import Serving, serve_dataset, serve_files
from kretslopp.settings import Federation, Publisher, QueryLimits, Settings
from processes import eventually


def edition(name, closed, *, is_whole=True):
    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        body = [name.encode()]
        return body if is_whole else iter(body)

    return Edition(name, application, lambda: closed.append(name))


def test_the_last_edition_is_closed_when_it_has_answered_what_it_began():
    closed = []
    editions = Editions(edition("one", closed, is_whole=False))
    body = editions({}, lambda *_: None)
    editions.replace(edition("two", closed))
    assert closed == []
    assert editions({}, lambda *_: None) == [b"two"]
    assert list(body) == [b"one"]
    body.close()
    assert closed == ["one"]
    editions.replace(edition("three", closed))
    assert closed == ["one", "two"]


def test_an_edition_that_breaks_down_is_closed_too():
    closed = []

    def broken(environ, start_response):
        editions.replace(edition("two", closed))
        raise RuntimeError

    editions = Editions(Edition("one", broken, lambda: closed.append("one")))
    with pytest.raises(RuntimeError):
        editions({}, lambda *_: None)
    assert closed == ["one"]


def serving(lines):
    return Serving({}, Settings(), QueryLimits(), Federation(), Publisher(), lines.append)


@pytest.mark.slow
def test_a_new_version_takes_its_place_while_requests_are_answered(project):
    lines = []
    editions = serve_dataset(serving(lines), project.out)
    query = {"query": 'SELECT (COUNT(*) AS ?n) { ?s ?p "Ny titel"@sv }', "format": "csv"}
    answers, is_over = [], threading.Event()

    def ask():
        client = Client(editions)
        while not is_over.is_set():
            answer = client.get("/sparql", query_string=query)
            answers.append((answer.status_code, answer.text.split()[-1]))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        before = editions.name
        table = "tables/borlange/2023-2026/municipal.csv"
        title = (project.data / table).read_text("utf-8").splitlines()[1].split(",")[2]
        project.edit(table, title, "Ny titel")
        build(project.data, project.out, lambda _: None)
        assert str(current(project.out)) != before
        eventually(lambda: answers[-1][1] != "0")
        eventually(lambda: any(line.startswith("serves      version ") for line in lines))
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
    # Of the last answers one may still be of the old version: it was asked before.
    last = Client(editions).get("/sparql", query_string=query)
    editions.close()
    assert {status for status, _ in answers} == {200}
    assert answers[0][1] == "0"
    assert last.text.split()[-1] != "0"
    assert editions.name == str(current(project.out))


def test_files_have_the_version_of_what_is_in_them(tmp_path):
    file = tmp_path / "data.ttl"
    names = []
    for text in ("<a:a> <a:b> 1 .", "<a:a> <a:b> 2 .", "<a:a> <a:b> 1 ."):
        file.write_text(text, encoding="utf-8")
        editions = serve_files(serving([]), [file])
        names.append(editions.name)
        answer = Client(editions).get("/sparql", query_string={"query": "ASK {}"})
        assert answer.headers["ETag"].startswith('W/"')
        editions.close()
    assert names[0] == names[2] != names[1]
