"""A dataset as schema.org/Dataset, which search engines read in its page."""

from kretslopp import words
from kretslopp.languages import Language
from kretslopp.publication.catalogue.citation import citation
from kretslopp.publication.catalogue.datasets import CATALOGUE, Dataset
from kretslopp.publication.catalogue.distributions import address, downloads, titles
from kretslopp.publication.dumps import DumpFile
from kretslopp.publication.release import WHOLE, Release
from kretslopp.settings import Publisher

_LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


def schema_org(
    item: Dataset, release: Release, publisher: Publisher, language: Language
) -> dict[str, object]:
    """Return a dataset as JSON-LD for a reader of ``language``."""
    agent = _agent(publisher, language)
    about: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": str(item.iri),
        "name": item.titles[language],
        "description": item.descriptions[language],
        "url": f"{publisher.base}{language}/{item.path}",
        "identifier": str(item.iri),
        "keywords": list(item.keywords[language]),
        "version": release.version,
        "datePublished": release.day.isoformat(),
        "dateModified": release.day.isoformat(),
        "license": _LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": ["sv", "en"],
        "creator": agent,
        "publisher": agent,
        "citation": citation(item, release, publisher, language),
        "spatialCoverage": {"@type": "Place", "name": _place(item, language)},
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": str(CATALOGUE),
            "name": words.text("publication.catalogue.title", language),
            "url": f"{publisher.base}{language}/catalog",
        },
        "distribution": [_download(file, publisher, language) for file in downloads(item)],
    }
    if period := _period(item.years):
        about["temporalCoverage"] = period
    if item.iri != WHOLE:
        about["isPartOf"] = str(WHOLE)
    return about


def _agent(publisher: Publisher, language: Language) -> dict[str, object]:
    agent: dict[str, object] = {"@type": "Organization", "name": publisher.names()[language]}
    if publisher.homepage:
        agent["url"] = publisher.homepage
    if publisher.has_contact:
        contact = {"@type": "ContactPoint", "email": publisher.contact_email}
        contact["url"] = publisher.contact_page
        agent["contactPoint"] = {name: value for name, value in contact.items() if value}
    return agent


def _place(item: Dataset, language: Language) -> str:
    country = words.text("publication.authority.sweden", language)
    return f"{item.place_labels[language]}, {country}" if item.place_labels else country


def _period(years: tuple[int | None, int | None]) -> str:
    """Return years as an interval of ISO 8601, open where one is not stated; ``""`` without any."""
    first, last = (".." if year is None else str(year) for year in years)
    return "" if years == (None, None) else f"{first}/{last}"


def _download(file: DumpFile, publisher: Publisher, language: Language) -> dict[str, object]:
    return {
        "@type": "DataDownload",
        "name": titles(file)[language],
        "encodingFormat": "application/gzip" if file.compression else file.media_type,
        "contentUrl": str(address(file, publisher)),
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }
