"""The words of explanations, in Swedish and English: ``wording.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kretslopp.languages import Language
from kretslopp.namespaces import PREFIXES

Texts = Mapping[str, Mapping[str, Mapping[Language, str]]]


@cache
def texts() -> Texts:
    """Return all texts: section → key → language → text."""
    source = files("kretslopp.explanation").joinpath("wording.toml").read_text("utf-8")
    return tomllib.loads(source)


def has(section: str, key: str) -> bool:
    """Return whether there is a text of this key."""
    return key in texts()[section]


def word(section: str, key: str, language: Language, **values: str) -> str:
    """Return a text with ``values`` put into its ``{name}`` places.

    Raises KeyError for a key or value that there is not.
    """
    return template(section, key, language).format(**values)


def template(section: str, key: str, language: Language) -> str:
    """Return a text with its ``{name}`` places; raises KeyError for a key that there is not."""
    return texts()[section][key][language]


def prefixed(iri: str) -> str:
    """Return an IRI by its prefix (``kl:Goal``), or as it is where we have none for it."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(str(namespace)):
            return f"{prefix}:{iri.removeprefix(str(namespace))}"
    return iri


def shortened(text: str, most: int) -> str:
    """Return a text of at most ``most`` characters, cut between words, on one line."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def quotable(text: str, most: int) -> str:
    """Return a text as it stands between quotation marks: shortened, without its full stop."""
    return shortened(text, most).removesuffix(".")


def capital(text: str) -> str:
    """Return a sentence with a capital, unless it begins with a prefixed name or an IRI."""
    first = text.partition(" ")[0]
    return text if ":" in first else text[:1].upper() + text[1:]
