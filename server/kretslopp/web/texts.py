"""Every text that a page or problem shows, in Swedish and English: ``texts.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kretslopp.languages import Language

# Between groups of thousands: a no-break space in Swedish, a comma in English.
_THOUSANDS = {"sv": "\N{NO-BREAK SPACE}", "en": ","}


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Return all texts: key (``start.heading``) → language → text."""
    source = files("kretslopp.web").joinpath("texts.toml").read_text("utf-8")
    return MappingProxyType(dict(_flat(tomllib.loads(source), "")))


def _flat(tree: Mapping[str, object], path: str) -> list[tuple[str, Mapping[str, str]]]:
    flat: list[tuple[str, Mapping[str, str]]] = []
    languages: dict[str, str] = {}
    for name, value in tree.items():
        if isinstance(value, dict):
            flat += _flat(value, f"{path}.{name}" if path else name)
        else:
            languages[name] = str(value)
    return [(path, languages), *flat] if languages else flat


def text(key: str, language: Language, **values: object) -> str:
    """Return the text of ``key`` with ``values`` put into its ``{name}`` places.

    Raises KeyError for a key or value that there is not.
    """
    return texts()[key][language].format(**values)


def number(value: int, language: Language) -> str:
    """Return a whole number as the language writes it: ``1 234`` or ``1,234``."""
    return f"{value:,}".replace(",", _THOUSANDS[language])
