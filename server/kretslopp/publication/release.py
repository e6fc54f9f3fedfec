"""A release: one version of the built dataset, as it is published."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rdflib import URIRef

from kretslopp import dataset
from kretslopp.engine import Engine, open_dataset
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.namespaces import BASE, DCTERMS, KL, PROV

WHOLE = URIRef(f"{BASE}dataset")

# The day of a release is that of the newest thing in it, never the clock's.
_NEWEST = f"""SELECT (MAX(?day) AS ?newest) {{
  ?thing <{PROV.generatedAtTime}>|<{KL.retrievedAt}>|<{DCTERMS.modified}> ?day
}}"""


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
        return URIRef(f"{WHOLE}/version/{self.version}")


def open_release(path: Path, open_engine: Callable[[Path], Engine] = open_dataset) -> Release:
    """Open the current version of a built dataset, read-only.

    ``path`` is the directory that ``kretslopp build`` wrote, or one version in it;
    ``open_engine`` opens the engine of a version.
    Raises UnreadableInput for what is no dataset, and for one without any date.
    """
    directory = dataset.current(path)
    engine = open_engine(directory)
    ((newest,),) = engine.select(_NEWEST).rows
    if newest is None:
        raise UnreadableInput(
            Fault("Nothing in this dataset has a date.", Place(str(path)), "Build it again.")
        )
    return Release(
        directory, engine, dataset.version(directory), date.fromisoformat(str(newest)[:10])
    )
