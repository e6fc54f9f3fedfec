"""A release: one version of the built dataset, as it is published."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rdflib import URIRef

from kretslopp import dataset
from kretslopp.engine import Engine, open_dataset
from kretslopp.reading.edition import WHOLE, Edition, edition, newest, version_iri
from kretslopp.settings import Publisher

__all__ = ["WHOLE", "Release", "open_release"]


@dataclass(frozen=True)
class Release:
    """One version of the dataset: where it is, what answers from it, its name and its day.

    ``version`` is made of what the dataset holds (16 hexadecimal digits), ``day``
    is the latest on which anything in it was received, added or changed.
    ``has_endpoint`` says whether it is published where queries are answered too:
    files alone answer none.
    """

    directory: Path
    engine: Engine
    version: str
    day: date
    has_endpoint: bool = True

    @property
    def iri(self) -> URIRef:
        """Return the IRI of this version of the whole dataset."""
        return version_iri(self.version)

    def edition(self, publisher: Publisher) -> Edition:
        """Return what it is called and cited by where this publisher publishes it."""
        return edition(self.version, self.day, publisher)


def open_release(path: Path, open_engine: Callable[[Path], Engine] = open_dataset) -> Release:
    """Open the current version of a built dataset, read-only.

    ``path`` is the directory that ``kretslopp build`` wrote, or one version in it;
    ``open_engine`` opens the engine of a version.
    Raises UnreadableInput for what is no dataset, and for one without any date.
    """
    directory = dataset.current(path)
    engine = open_engine(directory)
    return Release(directory, engine, dataset.version(directory), newest(engine, path))
