"""What the documents promise holds: examples print what they say, maps name what is there."""

import re
import shlex
from dataclasses import fields

import pytest

from kretslopp import artefacts
from kretslopp.cli import main
from kretslopp.settings import Federation, Publisher, QueryLimits, Settings

CHECKOUT = artefacts.data().parent
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ \.venv/bin/(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_prints_what_the_readme_says(example, kretslopp, built):
    command, _, rest = example.partition("\n")
    command, heredoc, _ = command.partition(" <<'SPARQL'")
    stdin, expected = rest.split("\nSPARQL\n") if heredoc else ("", rest)
    result = kretslopp(*shlex.split(command)[1:], "--dataset", built, stdin=stdin)
    assert result.exit_code == 0, result.output
    assert result.stdout == expected


def test_there_are_examples():
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize("kind", [QueryLimits, Federation, Settings])
def test_every_setting_is_in_the_readme_with_its_default(kind):
    for item in fields(kind):
        assert f"| `{item.name}` | {item.default} | {item.metadata['help']} |" in README


def test_every_variable_of_the_publisher_is_in_the_readme():
    listed = README.split("Who publishes is read from the environment")[1].split("What changed")[0]
    for item in fields(Publisher):
        name = (
            item.metadata["variable"]
            .removeprefix("KRETSLOPP_PUBLISHER")
            .removeprefix("KRETSLOPP_CONTACT")
        )
        assert f"{name}`" in listed, item.name


def test_every_subcommand_and_room_is_in_the_readme():
    for name in main.list_commands(None):
        assert f"kretslopp {name}" in README
    rooms = {path.name for path in (CHECKOUT / "server" / "kretslopp").iterdir() if path.is_dir()}
    for room in rooms - {"__pycache__"}:
        assert f"`{room}/`" in README, room


def paths(text):
    """The paths of this project that a document names between backquotes."""
    tops = "ontology|data|shapes|queries|server|tests"
    return re.findall(rf"`((?:{tops})/[^`<…*\s]*)`", text)


@pytest.mark.parametrize("text", [README, CONTRIBUTING])
def test_every_path_that_is_named_is_there(text):
    found = paths(text)
    assert len(found) > 10
    for path in found:
        assert (CHECKOUT / path).exists(), path
