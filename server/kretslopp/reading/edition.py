"""Which version of the dataset answers, and how to cite it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rdflib import Graph, Literal, URIRef

from kretslopp import dataset, words
from kretslopp.engine import Engine
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.languages import LANGUAGES, Language
from kretslopp.namespaces import BASE, DCAT, DCTERMS, KL, PROV
from kretslopp.settings import Publisher

WHOLE = URIRef(f"{BASE}dataset")

# The day of a version is that of the newest thing in it, never the clock's.
_NEWEST = f"""SELECT (MAX(?day) AS ?newest) {{
  ?thing <{PROV.generatedAtTime}>|<{KL.retrievedAt}>|<{DCTERMS.modified}> ?day
}}"""


@dataclass(frozen=True)
class Edition:
    """A version of the dataset: its name (16 hexadecimal digits), how to cite it."""

    version: str
    citations: Mapping[Language, str]


def of_version(directory: Path, engine: Engine) -> Edition:
    """Return what a version of a built dataset is called and cited by.

    Raises UnreadableInput for one in which nothing has a date, EngineFailure where
    the engine can't answer.
    """
    return edition(dataset.version(directory), newest(engine, directory), Publisher())


def edition(version: str, day: date, publisher: Publisher) -> Edition:
    """Return a version of the whole dataset with its citations."""
    return Edition(version, {each: _cited(version, day, publisher, each) for each in LANGUAGES})


def described(description: Graph | None) -> Edition | None:
    """Return the version that an endpoint's description tells, None where it tells none."""
    for item, version in description.subject_objects(DCAT.version) if description else ():
        assert description is not None
        citations = [
            text
            for text in description.objects(item, DCTERMS.bibliographicCitation)
            if isinstance(text, Literal)
        ]
        in_each = {
            each: str(text) for each in LANGUAGES for text in citations if text.language == each
        }
        return Edition(str(version), in_each)
    return None


def newest(engine: Engine, path: Path) -> date:
    """Return the latest day on which anything in a dataset was received, added or changed.

    Raises UnreadableInput for one without any date.
    """
    ((day,),) = engine.select(_NEWEST).rows
    if day is None:
        raise UnreadableInput(
            Fault("Nothing in this dataset has a date.", Place(str(path)), "Build it again.")
        )
    return date.fromisoformat(str(day)[:10])


def version_iri(version: str) -> URIRef:
    """Return the IRI of a version of the whole dataset."""
    return URIRef(f"{WHOLE}/version/{version}")


def _cited(version: str, day: date, publisher: Publisher, language: Language) -> str:
    return words.text(
        "publication.citation",
        language,
        publisher=publisher.names()[language],
        year=day.year,
        title=words.text("publication.dataset.whole.title", language),
        version=version,
        day=day.isoformat(),
        address=version_iri(version),
    )
