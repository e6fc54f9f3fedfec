"""Every limit and switch: named, with a help text and a default."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar
from urllib.parse import urlsplit

from kretslopp.errors import Fault, WrongUse
from kretslopp.languages import Language
from kretslopp.namespaces import BASE

Value = TypeVar("Value", int, str)
_NUMBER = re.compile(r"[0-9]{1,15}\Z")


def _setting(default: Value, help_text: str, variable: str = "") -> Value:
    """Return a dataclass field that knows what it is for; typed as its value, as fields are.

    ``variable`` is the environment variable that it is read from, if it is.
    """
    metadata = {"help": help_text, "variable": variable}
    setting: Value = field(default=default, metadata=metadata)
    return setting


@dataclass(frozen=True)
class Settings:
    """The settings of a server. Each field's ``metadata["help"]`` says what it limits."""

    max_query_bytes: int = _setting(
        100_000, "The longest SPARQL query that is read, in bytes of UTF-8."
    )
    max_request_bytes: int = _setting(
        400_000,
        "The largest body of a request, in bytes; a query sent as a form is percent-encoded "
        "and takes up to three times its length.",
    )
    max_page_rows: int = _setting(
        1_000, "The most rows of an answer that a web page shows; downloads hold them all."
    )
    max_page_bytes: int = _setting(
        5_000_000, "The largest answer to a query that a web page shows, in bytes."
    )
    links_per_page: int = _setting(
        50, "The links to a thing that one page of its document holds, in every form."
    )
    statements_per_page: int = _setting(
        200, "The statements that one page of a named graph shows; its RDF holds them all."
    )
    cache_bytes: int = _setting(
        8_000_000,
        "The most bytes of answers that are kept in memory, and of compressed ones as many; 0 "
        "keeps none.",
    )
    requests_per_minute: int = _setting(
        0,
        "The most requests that one client may make at once, and again in each minute; 0 sets no "
        "limit. Many people may share one address.",
    )
    bodies_at_once: int = _setting(
        256,
        "The most requests whose bodies are on their way at the same time. How slowly one may "
        "come is for a proxy in front to limit.",
    )
    access_log: int = _setting(
        0,
        "What is logged of each request: 0 nothing; 1 when, method, path, status and time; 2 also "
        "the parameters, the query's text among them, and the client's address.",
    )
    trusted_proxies: int = _setting(
        0,
        "How many proxies stand before the server, whose X-Forwarded-For, -Proto, -Host and "
        "-Prefix are believed; 0 believes none.",
    )


@dataclass(frozen=True)
class QueryLimits:
    """The limits of one query, and of all at once. ``metadata["help"]`` says what each limits."""

    query_seconds: int = _setting(10, "The longest that a query may take, in seconds.")
    memory_bytes: int = _setting(
        1_000_000_000, "The most memory that one query may take, in bytes (on Linux)."
    )
    answer_bytes: int = _setting(100_000_000, "The largest answer to a query, in bytes.")
    nesting: int = _setting(
        100, "How deep brackets, braces and parentheses of a query may stand in one another."
    )
    patterns: int = _setting(
        300, "The most triple patterns, or other parts that one group or path has in a row."
    )
    queries_at_once: int = _setting(16, "The most queries that are at work at the same time.")
    long_queries_at_once: int = _setting(
        12,
        "The most queries that may be at work for longer than a tenth of a second; a further one "
        "is ended. The rest of queries_at_once is for short ones.",
    )
    wait_seconds: int = _setting(
        2, "How long, in seconds, a query waits for a place among those at work."
    )


@dataclass(frozen=True)
class Federation:
    """The SPARQL endpoints that ``SERVICE`` may reach, and the limits of what they answer."""

    services: str = _setting(
        "",
        "The addresses of the SPARQL endpoints that SERVICE may reach, with spaces between; none "
        "where it is empty.",
    )
    service_seconds: int = _setting(
        5, "The longest that another endpoint may take to answer, in seconds."
    )
    service_bytes: int = _setting(
        10_000_000, "The largest answer that is read from another endpoint, in bytes."
    )

    @property
    def addresses(self) -> frozenset[str]:
        """Return the addresses that SERVICE may reach."""
        return frozenset(self.services.split())


# Settings that may be 0, which switches something off.
_MAY_BE_ZERO = frozenset(
    {"cache_bytes", "requests_per_minute", "access_log", "trusted_proxies", "wait_seconds"}
)
Limits = TypeVar("Limits", Settings, QueryLimits, Federation)


def from_environment(kind: type[Limits], environ: Mapping[str, str]) -> Limits:
    """Return the settings of a kind that environment variables give, the defaults else.

    ``KRETSLOPP_QUERY_SECONDS`` gives ``query_seconds``, and so on. Raises WrongUse, with
    every variable that is wrong.
    """
    given: dict[str, Any] = {}
    faults = []
    for item in fields(kind):
        variable = f"KRETSLOPP_{item.name.upper()}"
        text = environ.get(variable, "").strip()
        if not text:
            continue
        is_number = isinstance(item.default, int)
        wrong = _wrong_number(item.name, text) if is_number else _wrong_addresses(text)
        if wrong:
            faults.append(Fault(f"{variable}: {wrong}", advice=item.metadata["help"]))
        else:
            given[item.name] = int(text) if is_number else text
    if faults:
        raise WrongUse(*faults)
    return kind(**given)


def _wrong_number(name: str, text: str) -> str:
    """Return what is wrong with a number, "" where nothing is."""
    least = 0 if name in _MAY_BE_ZERO else 1
    is_right = _NUMBER.match(text) and int(text) >= least
    return "" if is_right else f"“{text}” is not a whole number from {least} up."


def _wrong_addresses(text: str) -> str:
    wrong = [address for address in text.split() if not _is_web_address(address)]
    return f"“{wrong[0]}” is not a web address." if wrong else ""


@dataclass(frozen=True)
class FormLimits:
    """The limits of a filled template. Each field's ``metadata["help"]`` says what it limits."""

    max_bytes: int = _setting(
        10_000_000, "The most bytes of a CSV file, or of all the parts of a workbook unpacked."
    )
    max_rows: int = _setting(10_000, "The most rows of a sheet, empty ones in between included.")
    max_columns: int = _setting(200, "The most columns of a sheet, empty ones included.")


# Of the kinds of publisher that ADMS lists (http://purl.org/adms/publishertype/).
PUBLISHER_TYPES = (
    "Academia-ScientificOrganisation",
    "Company",
    "IndustryConsortium",
    "LocalAuthority",
    "NationalAuthority",
    "NonGovernmentalOrganisation",
    "NonProfitOrganisation",
    "RegionalAuthority",
    "StandardisationBody",
    "SupraNationalAuthority",
)
# How long the EU's table says that something may be planned to be there
# (http://publications.europa.eu/resource/authority/planned-availability).
AVAILABILITIES = ("TEMPORARY", "EXPERIMENTAL", "AVAILABLE", "STABLE")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z")
_ORGANISATION_NUMBER = re.compile(r"[0-9]{6}-?[0-9]{4}\Z")
# What may not stand in an IRI (RFC 3987), space and the like included.
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


@dataclass(frozen=True)
class Publisher:
    """Who publishes the dataset and answers for it, and where it can be reached.

    Each field's ``metadata`` says what it is for (``help``) and which environment
    variable gives it (``variable``). ``""`` stands for what nobody has given:
    nothing is made up for it.
    """

    name: str = _setting(
        "Projektet Kretslopp",
        "The publisher's name in Swedish, and in English where it has no other.",
        "KRETSLOPP_PUBLISHER_NAME",
    )
    name_en: str = _setting("", "The publisher's name in English.", "KRETSLOPP_PUBLISHER_NAME_EN")
    homepage: str = _setting("", "The publisher's web page.", "KRETSLOPP_PUBLISHER_HOMEPAGE")
    kind: str = _setting(
        "",
        f"What the publisher is, one of: {', '.join(PUBLISHER_TYPES)}.",
        "KRETSLOPP_PUBLISHER_TYPE",
    )
    organisation_number: str = _setting(
        "",
        "The publisher's Swedish organisation number, ten digits: the national portal then "
        "knows it by the address that it has for it.",
        "KRETSLOPP_PUBLISHER_ORGANISATION_NUMBER",
    )
    contact_name: str = _setting(
        "", "Who answers questions about the data; else the publisher.", "KRETSLOPP_CONTACT_NAME"
    )
    contact_email: str = _setting(
        "", "The e-mail address for questions about the data.", "KRETSLOPP_CONTACT_EMAIL"
    )
    contact_page: str = _setting(
        "", "The web page for questions about the data.", "KRETSLOPP_CONTACT_PAGE"
    )
    availability: str = _setting(
        "",
        f"How long the downloads are planned to be there, one of: {', '.join(AVAILABILITIES)} "
        "(at any time gone, some years, some more, in the long run).",
        "KRETSLOPP_AVAILABILITY",
    )
    base: str = _setting(
        BASE,
        "Where the public reaches this server, with a slash at the end: the addresses of "
        "downloads and of the SPARQL endpoint begin with it.",
        "KRETSLOPP_PUBLIC_BASE",
    )

    def names(self) -> dict[Language, str]:
        """Return the publisher's name in each language."""
        is_default = self.name == Publisher.name
        english = self.name_en or ("The Kretslopp project" if is_default else self.name)
        return {"sv": self.name, "en": english}

    @property
    def has_contact(self) -> bool:
        """Return whether there is a way to ask about the data."""
        return bool(self.contact_email or self.contact_page)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Publisher":
        """Return the publisher that environment variables name; empty ones count as missing.

        Raises WrongUse, with every variable that is wrong.
        """
        given = {
            item.name: value
            for item in fields(cls)
            if (value := environ.get(item.metadata["variable"], "").strip())
        }
        faults = [
            Fault(f"{item.metadata['variable']}: {wrong}", advice=advice)
            for item in fields(cls)
            for wrong, advice in _wrong(item.name, given.get(item.name, ""))
        ]
        if faults:
            raise WrongUse(*faults)
        if "organisation_number" in given:
            given["organisation_number"] = given["organisation_number"].replace("-", "")
        return cls(**given)


def _wrong(name: str, value: str) -> list[tuple[str, str]]:
    """Return what is wrong with a setting's value, with advice; nothing where it is empty."""
    if not value:
        return []
    if name in ("homepage", "contact_page", "base") and not _is_web_address(value):
        return [(f"“{value}” is not a web address.", "Write it with https:// and without spaces.")]
    if name == "base" and (not value.endswith("/") or set("?#") & set(value)):
        return [(f"“{value}” can’t begin addresses.", "End it with a slash, without ? and #.")]
    if name == "contact_email" and not _EMAIL.match(value):
        return [(f"“{value}” is not an e-mail address.", "Write it as name@example.org.")]
    if name == "kind" and value not in PUBLISHER_TYPES:
        return [(f"“{value}” is not a type of publisher.", f"Use {', '.join(PUBLISHER_TYPES)}.")]
    if name == "availability" and value not in AVAILABILITIES:
        return [(f"“{value}” is no planned availability.", f"Use {', '.join(AVAILABILITIES)}.")]
    if name == "organisation_number" and not _ORGANISATION_NUMBER.match(value):
        return [(f"“{value}” is not an organisation number.", "Write its ten digits.")]
    return []


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket without its other half
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not _NOT_IN_IRI.search(text)
