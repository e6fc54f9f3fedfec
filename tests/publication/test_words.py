"""What the publication says: in both languages, with the same values, and used."""

import re
import string
import tomllib
from pathlib import Path

import pytest

import kretslopp.publication
from kretslopp.publication import words

HOME = Path(kretslopp.publication.__file__).parent
_USE = re.compile(r'words\.(?:of|several)\(\s*f?"([a-z.{}_]+)"')
# Keys that are put together from a name: of a kind of file, and of a kind of graph.
_BUILT = {
    "file.{file.kind}": ("ttl", "trig", "nq", "jsonld"),
    "graph.{kind}": (
        "source", "provenance", "interpretation", "register", "inferred", "ontology",
    ),
}  # fmt: skip


def texts(tree, path=""):
    for name, value in tree.items():
        key = f"{path}.{name}" if path else name
        if set(value) == {"sv", "en"}:
            yield key, value
        else:
            yield from texts(value, key)


ALL = dict(texts(tomllib.loads(HOME.joinpath("words.toml").read_text("utf-8"))))


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_take_the_same_values():
    assert len(ALL) > 25
    for key, languages in ALL.items():
        assert all(languages.values()), key
        if isinstance(languages["sv"], str):
            assert fields(languages["sv"]) == fields(languages["en"]), key


def test_every_text_is_used_and_every_use_has_a_text():
    uses = set()
    for path in HOME.rglob("*.py"):
        for key in _USE.findall(path.read_text("utf-8")):
            of = _BUILT.get(key)
            name = re.search(r"\{[^}]*\}", key)
            uses |= {key.replace(name[0], item) for item in of} if of else {key}
    assert uses == set(ALL)


def test_a_value_may_differ_between_the_languages():
    named = {"sv": "Göteborg", "en": "Gothenburg"}
    assert words.of("dataset.municipality.title", name=named) == {
        "sv": "Åtgärder enligt avfallsplanen: Göteborg",
        "en": "Actions under the waste plan: Gothenburg",
    }


def test_an_unknown_key_or_a_missing_value_is_an_error():
    with pytest.raises(KeyError):
        words.of("no.such.key")
    with pytest.raises(KeyError):
        words.of("dataset.municipality.title")
