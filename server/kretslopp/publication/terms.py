"""What we call the terms of other vocabularies, in Swedish and English: ``terms.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from rdflib import Literal, URIRef

from kretslopp.namespaces import PREFIXES


@cache
def labels_of_terms() -> Mapping[URIRef, tuple[Literal, ...]]:
    """Return the labels of the reused terms that the dataset mentions, each in both languages."""
    source = files("kretslopp.publication").joinpath("terms.toml").read_text("utf-8")
    return MappingProxyType(
        {
            URIRef(PREFIXES[prefix][name]): tuple(
                Literal(text, lang=language) for language, text in sorted(texts.items())
            )
            for prefix, terms in tomllib.loads(source).items()
            for name, texts in terms.items()
        }
    )
