"""``kretslopp publish``: a site of files that says what the server says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from kretslopp import artefacts, questions
from kretslopp.building import build
from kretslopp.publication.release import open_release
from kretslopp.web import create_app

GAGNEF = "gagnef/2018-2022"
WITHDRAWN = (
    "plan/gagnef/2013-2017,plan/gagnef/2018-2022,Projektet Kretslopp,2026-11-24,Fel period\n"
)
LINK = re.compile(r'(?:href|src)="(/[^"#]*)')


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """A dataset of one small plan, with an address that was withdrawn."""
    home = tmp_path_factory.mktemp("small")
    data = shutil.copytree(
        artefacts.data(), home / "data", ignore=shutil.ignore_patterns("graph", "sources")
    )
    for directory in (data / "tables").glob("*/*"):
        if directory.relative_to(data / "tables").as_posix() != GAGNEF:
            shutil.rmtree(directory)
    for file in (data / "curation" / "interpretation").rglob("*/*.csv"):
        file.unlink()
    with (data / "curation" / "registers" / "withdrawn.csv").open("a", encoding="utf-8") as file:
        file.write(WITHDRAWN)
    build(data, home / "dataset", lambda _: None)
    return home / "dataset"


def publish(dataset: Path, site: Path, *more: str, seed: str = "0") -> subprocess.CompletedProcess:
    """Run the command as a process of its own, so that nothing of the tests is in it."""
    program = "from kretslopp.cli import main; main()"
    command = [sys.executable, "-c", program, "publish", site, "--dataset", dataset, *more]
    environ = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(command, capture_output=True, text=True, env=environ, check=False)


@pytest.fixture(scope="module")
def site(small, tmp_path_factory) -> Path:
    directory = tmp_path_factory.mktemp("site") / "site"
    done = publish(small, directory)
    assert done.returncode == 0, done.stderr
    assert f"{directory} holds {len(files(directory)) - 1} files" in done.stdout  # site.json beside
    return directory


def files(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file()
    }


def pages(site: Path) -> dict[str, str]:
    found = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert len(found) > 1_000
    return {path.relative_to(site).as_posix(): text for path, text in found.items()}


def test_every_link_of_every_page_leads_to_a_file(site):
    broken, seen = set(), set()
    for name, text in pages(site).items():
        for link in LINK.findall(text):
            seen.add(link)
            if name == "404.html" and link.endswith("/no/such/address"):
                continue  # the way to the other language, of an address that there is not
            path = site / unquote(link.removeprefix("/"))
            if not (path.is_file() or (path / "index.html").is_file()):
                broken.add((name, link))
    assert broken == set()
    assert len(seen) > 1_000


def test_nothing_is_offered_that_only_a_server_can_do(site):
    for name, text in pages(site).items():
        assert "<form" not in text, name
        assert "/why?" not in text, name
        assert not [link for link in LINK.findall(text) if "sparql" in link], name
    assert "sparql" not in (site / "catalog.ttl").read_text(encoding="utf-8").lower()
    assert "sparqlEndpoint" not in (site / ".well-known" / "void").read_text(encoding="utf-8")
    assert "/sparql" not in (site / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/doc/plan/gagnef/2018-2022.ttl", "doc/plan/gagnef/2018-2022.ttl"),
        ("/doc/municipality/gagnef.jsonld", "doc/municipality/gagnef.jsonld"),
        ("/doc/municipality/gagnef.rdf", "doc/municipality/gagnef.rdf"),
        ("/graph/source/gagnef/2018-2022.nt", "graph/source/gagnef/2018-2022.nt"),
        ("/def.ttl", "def.ttl"),
        ("/shapes.ttl", "shapes.ttl"),
        ("/questions/timeline.csv", "questions/timeline.csv"),
        ("/dumps/gagnef.trig", "dumps/gagnef.trig"),
        ("/dumps/SHA256SUMS", "dumps/SHA256SUMS"),
        ("/static/kretslopp.css", "static/kretslopp.css"),
        ("/robots.txt", "robots.txt"),
        ("/sv/def/diagram.svg", "sv/def/diagram.svg"),
    ],
)
def test_its_files_are_what_the_server_answers(small, site, address, file):
    release = open_release(small)
    named = questions.load(artefacts.queries())
    client = create_app(release.engine, named, release=release).test_client()
    answer = client.get(address)
    assert answer.status_code == 200
    assert (site / file).read_bytes() == answer.data


def test_a_thing_leads_to_its_document_and_that_stands_in_every_form(site):
    name = "plan/gagnef/2018-2022"
    thing = (site / "id" / name / "index.html").read_text(encoding="utf-8")
    assert f'url=/doc/{name}/"' in thing
    assert '<html lang="sv">' in (site / "doc" / name / "index.html").read_text(encoding="utf-8")
    for language in ("sv", "en"):
        page = (site / language / "doc" / name / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}">' in page
    for ending in ("ttl", "jsonld", "nt", "rdf"):
        assert (site / "doc" / f"{name}.{ending}").is_file()


def test_a_withdrawn_address_and_an_unknown_one_say_so(site):
    gone = (site / "doc" / "plan" / "gagnef" / "2013-2017" / "index.html").read_text("utf-8")
    assert "plan/gagnef/2018-2022" in gone
    assert not (site / "doc" / "plan" / "gagnef" / "2013-2017.ttl").exists()
    assert "<html" in (site / "404.html").read_text("utf-8")


def test_the_same_dataset_gives_the_same_bytes_and_replaces_the_last_site(small, site, tmp_path):
    again = tmp_path / "site"
    again.mkdir()
    (again / "site.json").write_text("{}")
    (again / "of-last-time.html").write_text("gone")
    assert publish(small, again, seed="1").returncode == 0
    assert files(again) == files(site)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_may_stand_below_a_path(small, tmp_path):
    done = publish(small, tmp_path / "site", "--below", "/data/kretslopp/")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / "sv" / "index.html").read_text(encoding="utf-8")
    links = LINK.findall(page)
    assert links
    assert all(link.startswith("/data/kretslopp/") for link in links)
