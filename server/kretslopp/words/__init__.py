"""The words that people read, in Swedish and English: the TOML files beside this module.

The key of a text is its path in the file (``start.title``), whichever file it is; ``{name}``
in a text stands for a value. What the ontology, shapes, questions and data say of themselves
stands there, and what a reader gets only in English in the code.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kretslopp.languages import LANGUAGES, Language

Texts = Mapping[Language, str]
# Between groups of thousands: a no-break space in Swedish, a comma in English.
_THOUSANDS = {"sv": "\N{NO-BREAK SPACE}", "en": ","}


@cache
def all_texts() -> Mapping[str, Texts]:
    """Return all texts: key → language → text. Raises KeyError for one that lacks a language."""
    sources = (path for path in files(__name__).iterdir() if path.name.endswith(".toml"))
    trees = (tomllib.loads(path.read_text("utf-8")) for path in sources)
    return MappingProxyType({key: texts for tree in trees for key, texts in _texts(tree, "")})


def _texts(tree: Mapping[str, Any], path: str) -> Iterator[tuple[str, Texts]]:
    """Yield the texts at a path and below it: what isn't a table stands in a language."""
    for name, below in tree.items():
        if isinstance(below, dict):
            yield from _texts(below, f"{path}.{name}" if path else name)
    if not all(isinstance(below, dict) for below in tree.values()):
        yield path, {language: tree[language] for language in LANGUAGES}


def has(key: str) -> bool:
    """Return whether there is a text of this key."""
    return key in all_texts()


def template(key: str, language: Language) -> str:
    """Return a text with its ``{name}`` places; raises KeyError for a key that there is not."""
    return all_texts()[key][language]


def text(key: str, language: Language, **values: object) -> str:
    """Return the text of ``key`` with ``values`` put into its ``{name}`` places.

    Raises KeyError for a key or value that there is not.
    """
    return template(key, language).format(**values)


def texts(key: str, **values: object) -> dict[Language, str]:
    """Return the text of ``key`` in each language, with ``values`` put in as ``text`` does.

    A value that differs between the languages is a mapping of them.
    """
    return {
        language: text(
            key,
            language,
            **{
                name: value[language] if isinstance(value, Mapping) else value
                for name, value in values.items()
            },
        )
        for language in LANGUAGES
    }


def counted(key: str, count: int, language: Language) -> str:
    """Return how many there are, by the text for one or the text for many of ``key``."""
    return text(f"{key}-one" if count == 1 else f"{key}-many", language, count=count)


def number(value: int | str, language: Language) -> str:
    """Return a number as the language writes it: ``1 234`` or ``1,234``, ``0,5`` or ``0.5``.

    A whole number gets groups of thousands; one that is written already, its decimal mark.
    """
    if isinstance(value, int):
        return f"{value:,}".replace(",", _THOUSANDS[language])
    return value.replace(".", ",") if language == "sv" else value
