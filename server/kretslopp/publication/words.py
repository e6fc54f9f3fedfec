"""What the publication says of the dataset and its files, in both languages: ``words.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kretslopp.languages import LANGUAGES, Language


@cache
def _all() -> Mapping[str, Any]:
    source = files("kretslopp.publication").joinpath("words.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(source))


def _at(key: str) -> Any:  # noqa: ANN401 - a table or a value of TOML
    found: Any = _all()
    for part in key.split("."):
        found = found[part]
    return found


def of(key: str, **values: object) -> dict[Language, str]:
    """Return the text of ``key`` in each language, with ``values`` in its ``{name}`` places.

    A value that differs between the languages is a mapping of them. Raises
    KeyError for a key or value that there is not.
    """
    texts = _at(key)
    return {
        language: texts[language].format(
            **{
                name: value[language] if isinstance(value, Mapping) else value
                for name, value in values.items()
            }
        )
        for language in LANGUAGES
    }


def several(key: str) -> dict[Language, tuple[str, ...]]:
    """Return the texts of a key that has several in each language. Raises KeyError as ``of``."""
    texts = _at(key)
    return {language: tuple(texts[language]) for language in LANGUAGES}
