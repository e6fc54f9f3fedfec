"""What the documents promise holds: examples print what they say, maps name what is there."""

import argparse
import doctest
import re
import shlex
from collections import Counter
from dataclasses import fields
from typing import get_args

import pytest
from rdflib import Graph

from documents import ADDRESS, CHECKOUT, blocks, documents, serving, text
from kretslopp import artefacts, ontology, questions
from kretslopp.cli import main
from kretslopp.extras import Extra
from kretslopp.namespaces import KL, PREFIXES
from kretslopp.settings import Federation, Publisher, QueryLimits, Settings
from kretslopp.web import create_app

README, SERVER = text("README.md"), text("server/README.md")
BLOCKS = tuple(blocks())
# What only reads, and so may stand in an example whose output is shown.
READING = {"ask", "compare", "diff", "query", "themes", "why"}
COMMAND = re.compile(
    r"^\$ (?P<command>[^\n]*?)(?: <<'(?P<end>\w+)'\n(?P<stdin>.*?)^(?P=end))?\n"
    r"(?P<printed>.*?)(?=^\$ |\Z)",
    re.DOTALL | re.MULTILINE,
)


def of(*languages):
    """A parameter for each block in these languages."""
    chosen = [block for block in BLOCKS if block.language in languages]
    return pytest.mark.parametrize("block", chosen, ids=str)


def test_every_example_is_run():
    """A block in a language that no test below takes up is not among these."""
    assert Counter(block.language for block in BLOCKS) == {
        "console": 8,
        "mermaid": 1,
        "pycon": 10,
        "r": 2,  # run by “make test-r”
        "sh": 3,
        "sparql": 1,  # a part of a query, which the questions of queries/ have whole
        "text": 1,
        "turtle": 1,
    }
    assert all(str(block.document) == "data/README.md" for block in BLOCKS if block.language == "r")


@of("console")
def test_a_console_example_prints_what_it_says(block, kretslopp, whole, client):
    commands = list(COMMAND.finditer(block.text))
    assert commands
    assert "".join(command[0] for command in commands) == block.text
    for command in commands:
        program, *arguments = shlex.split(command["command"])
        if program == "curl":
            printed = curl(arguments, client)
        else:
            assert program == ".venv/bin/kretslopp"
            assert arguments[0] in READING
            assert not {"-o", "--output", "--plot"}.intersection(arguments)
            result = kretslopp(*arguments, "--dataset", whole, stdin=command["stdin"])
            assert result.exit_code == 0, result.output
            printed = result.stdout
        assert printed == command["printed"]


@pytest.fixture(scope="module")
def client(whole_release):
    """A client of a server of all the real data."""
    named = questions.load(artefacts.queries())
    return create_app(whole_release.engine, named, release=whole_release).test_client()


def curl(arguments, client):
    """What curl prints, as far as the examples use it."""
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("url")
    parser.add_argument("-s", action="store_true")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("--data-urlencode", dest="form", action="append", default=[])
    asked = parser.parse_args(arguments)
    assert asked.url.startswith(ADDRESS)
    response = client.open(
        asked.url.removeprefix(ADDRESS),
        method="POST" if asked.form else "GET",
        headers=[header.split(": ", 1) for header in asked.headers],
        data=dict(value.split("=", 1) for value in asked.form) or None,
    )
    assert response.status_code == 200, response.text
    return response.text.replace("\r\n", "\n")


@pytest.mark.parametrize("document", sorted({b.document for b in BLOCKS if b.language == "pycon"}))
def test_python_examples_print_what_they_say(document, whole_release):
    """The blocks of a document are one session."""
    mine = [item for item in BLOCKS if (item.document, item.language) == (document, "pycon")]
    session = "".join(block.text for block in mine)
    with serving(whole_release) as address:
        test = doctest.DocTestParser().get_doctest(
            session.replace(ADDRESS, address), {}, str(document), str(document), 0
        )
        said = []
        result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert result.failed == 0, "".join(said)
    assert result.attempted == session.count(">>> ")


@of("sh")
def test_commands_that_write_do_what_they_are_shown_for(
    block, kretslopp, whole, data, tmp_path, monkeypatch
):
    """Nothing is shown of what they print; they write into a copy."""
    monkeypatch.chdir(tmp_path)
    targets = re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE)
    for line in block.text.splitlines():
        program, *arguments = shlex.split(line, comments=True) or ["#"]
        if program == "make":
            assert arguments[0] in targets
        elif program != "#":
            assert program == ".venv/bin/kretslopp"
            places = ("--data", data, "--dataset", whole)
            result = kretslopp(*arguments, *places)
            assert result.exit_code == 0, result.output


@of("turtle")
def test_what_is_shown_in_turtle_is_in_the_dataset(block, whole_release):
    graph = Graph().parse(data=block.text, format="turtle")
    assert len(graph) > 10
    for triple in graph:
        assert holds(whole_release, *(term.n3() for term in triple)), triple


@of("mermaid")
def test_the_picture_shows_what_is_in_the_dataset(block, whole_release):
    nodes = dict(re.findall(r'^  (\w+)\[".*<br/>(.*)"\]$', block.text, re.MULTILINE))
    edges = re.findall(r"^  (\w+) (-->|-\.->)\|(\w+):(\w+)\| (\w+)$", block.text, re.MULTILINE)
    assert 1 + len(nodes) + len(edges) == len(block.text.splitlines())
    for start, line, prefix, name, end in edges:
        triple = (
            f"<https://w3id.org/kretslopp/id/{nodes[start]}>",
            PREFIXES[prefix][name].n3(),
            f"<https://w3id.org/kretslopp/id/{nodes[end]}>",
        )
        assert holds(whole_release, *triple), triple
        assert holds(whole_release, *triple, graph="inferred/") == (line == "-.->"), triple


def holds(whole_release, *triple, graph=""):
    """Whether a named graph of this kind holds a triple."""
    kind = f"https://w3id.org/kretslopp/graph/{graph}"
    query = f'GRAPH ?graph {{ {" ".join(triple)} }} FILTER(STRSTARTS(STR(?graph), "{kind}"))'
    return bool(whole_release.engine.select(f"SELECT ?graph {{ {query} }}").rows)


def test_the_readme_is_short():
    assert len(README.encode()) <= 10_000


@pytest.mark.parametrize("kind", [QueryLimits, Federation, Settings])
def test_every_setting_is_told_with_its_default(kind):
    for item in fields(kind):
        assert f"| `{item.name}` | {item.default} | {item.metadata['help']} |" in SERVER


def test_every_extra_is_told():
    told = re.findall(r"^\| `kretslopp\[(\w+)\]`", SERVER, re.MULTILINE)
    assert sorted(told) == sorted(get_args(Extra))


def test_no_setting_is_told_that_there_is_not():
    told = re.findall(r"^\| `([a-z_]+)` \|", SERVER, re.MULTILINE)
    there = {item.name for kind in (QueryLimits, Federation, Settings) for item in fields(kind)}
    assert sorted(told) == sorted(there)


def test_every_variable_of_the_publisher_is_told():
    listed = SERVER.split("Who publishes is read from the environment")[1].split("\n## ")[0]
    for item in fields(Publisher):
        name = (
            item.metadata["variable"]
            .removeprefix("KRETSLOPP_PUBLISHER")
            .removeprefix("KRETSLOPP_CONTACT")
        )
        assert f"{name}`" in listed, item.name


def test_the_command_line_is_told_whole():
    told = re.findall(r"^\| `kretslopp ([a-z]+) ?", SERVER, re.MULTILINE)
    assert sorted(told) == main.list_commands(None)


def test_the_map_has_every_room_and_subcommand():
    rows = README.split("\n## The map\n")[1].split("\n## ")[0]
    homes = "".join(re.findall(r"^\|[^|]*\|([^|]*)\|", rows, re.MULTILINE))
    package = CHECKOUT / "server" / "kretslopp"
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    assert set(re.findall(r"`([a-z]+)/`", homes)) == rooms
    for name in main.list_commands(None):
        assert re.search(rf"`{name}\b", rows), name


def test_every_path_that_is_named_is_there():
    """Between backquotes, or between blanks, as in the picture of the way of the data."""
    tops = "ontology|data|shapes|queries|server|tests"
    named = [
        (document, path)
        for document in documents()
        for path in re.findall(rf"[`\s]((?:{tops})/[^`<…*\s]*)[`\s]", text(document))
    ]
    assert len(named) > 80
    for document, path in named:
        assert (CHECKOUT / path).exists(), f"{document}: {path}"


def test_every_link_leads_somewhere():
    links = [
        (document, *link)
        for document in documents()
        for link in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", text(document))
    ]
    assert len(links) > 15
    for document, path, anchor in links:
        target = document.parent / path if path else document
        assert (CHECKOUT / target).exists(), f"{document}: {path}"
        if anchor:
            heads = re.findall(r"^#+ (.*)$", text(target), re.MULTILINE)
            assert anchor in {head.lower().replace(" ", "-") for head in heads}, document


def test_every_term_that_is_named_is_in_the_ontology():
    known = ontology.load(artefacts.ontology())
    named = {name for document in documents() for name in re.findall(r"kl:(\w+)", text(document))}
    assert len(named) > 15
    for name in named:
        assert (KL[name], None, None) in known, name


def test_the_glossary_gives_each_word_one_meaning():
    rows = text("CONTRIBUTING.md").split("\n## Glossary\n")[1].split("\n## ")[0]
    words = [
        word
        for row in re.findall(r"^\| \*\*(.*?)\*\*", rows, re.MULTILINE)
        for word in row.split(", ")
    ]
    assert 20 < len(re.findall(r"^\| \*\*", rows, re.MULTILINE)) <= 40
    assert len(set(words)) == len(words)
    assert words == sorted(words, key=str.lower)
