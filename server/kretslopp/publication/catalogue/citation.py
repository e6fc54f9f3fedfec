"""How to cite a dataset: as a text and in BibTeX."""

import re

from kretslopp import words
from kretslopp.languages import Language
from kretslopp.publication.catalogue.datasets import Dataset
from kretslopp.publication.release import WHOLE, Release
from kretslopp.settings import Publisher

_SPECIAL = re.compile(r"([#$%&_{}])")


def citation(item: Dataset, release: Release, publisher: Publisher, language: Language) -> str:
    """Return a citation: who, year, title, version, day, address."""
    return words.text(
        "publication.citation",
        language,
        publisher=publisher.names()[language],
        year=release.day.year,
        title=item.titles[language],
        version=release.version,
        day=release.day.isoformat(),
        address=_address(item, release),
    )


def bibtex(item: Dataset, release: Release, publisher: Publisher, language: Language) -> str:
    """Return the citation as a BibTeX entry, in UTF-8."""
    values = {
        "author": f"{{{_escaped(publisher.names()[language])}}}",
        "title": f"{{{_escaped(item.titles[language])}}}",
        "year": str(release.day.year),
        "version": release.version,
        "date": release.day.isoformat(),
        "url": _address(item, release),
        "note": "CC0 1.0",
    }
    name = "" if item.iri == WHOLE or item.iri == release.iri else f"-{item.name}"
    lines = ",\n".join(f"  {key} = {{{value}}}" for key, value in values.items())
    return f"@misc{{kretslopp{name}-{release.version},\n{lines}\n}}\n"


def _address(item: Dataset, release: Release) -> str:
    """Return what a citation leads to: of the whole its version, which stays as it is."""
    return str(release.iri if item.iri == WHOLE else item.iri)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
