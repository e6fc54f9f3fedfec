"""Every limit and switch: named, with a help text and a default, read from the environment."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from kretslopp.errors import Fault, WrongUse
from kretslopp.languages import Language
from kretslopp.namespaces import BASE

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = TypeVar("Value", int, str)
Kind = TypeVar("Kind", bound="DataclassInstance")
_NUMBER = re.compile(r"[0-9]{1,15}\Z")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z")
_ORGANISATION_NUMBER = re.compile(r"[0-9]{6}-?[0-9]{4}\Z")
# What may not stand in an IRI (RFC 3987), space and the like included.
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


def from_environment(kind: type[Kind], environ: Mapping[str, str]) -> Kind:
    """Return the settings of a kind that environment variables give, the defaults else.

    ``KRETSLOPP_QUERY_SECONDS`` gives ``query_seconds``, and so on, where the setting names no
    other variable; an empty one counts as missing. Raises WrongUse, with every variable that
    is wrong. A secret would be read here, and from nowhere else.
    """
    given: dict[str, Any] = {}
    faults = []
    for item in fields(kind):
        variable = item.metadata["variable"] or f"KRETSLOPP_{item.name.upper()}"
        text = environ.get(variable, "").strip()
        try:
            if text:
                given[item.name] = item.metadata["read"](text)
        except ValueError as wrong:
            message, *advice = wrong.args
            help_text = item.metadata["help"]
            faults.append(Fault(f"{variable}: {message}", advice=" ".join(advice) or help_text))
    if faults:
        raise WrongUse(*faults)
    return kind(**given)


def _setting(
    default: Value,
    help_text: str,
    variable: str = "",
    *,
    read: Callable[[str], str] = str,
    least: int = 1,
) -> Value:
    """Return a dataclass field that knows what it is for; typed as its value, as fields are.

    ``variable`` is the environment variable that it is read from, where it is not its name's.
    ``read`` turns a text into its value, or raises ValueError with what is wrong and, where
    the help text does not say it, what to do; a number is at least ``least``.
    """
    metadata = {
        "help": help_text,
        "variable": variable,
        "read": _number_from(least) if isinstance(default, int) else read,
    }
    setting: Value = field(default=default, metadata=metadata)
    return setting


def _number_from(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not _NUMBER.match(text) or int(text) < least:
            raise ValueError(f"“{text}” is not a whole number from {least} up.")
        return int(text)

    return read


def _checked(is_right: Callable[[str], object], wrong: str, advice: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not is_right(text):
            raise ValueError(f"“{text}” {wrong}", advice)
        return text

    return read


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket without its other half
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not _NOT_IN_IRI.search(text)


_address = _checked(
    _is_web_address, "is not a web address.", "Write it with https:// and without spaces."
)
_email = _checked(_EMAIL.match, "is not an e-mail address.", "Write it as name@example.org.")
_organisation_number = _checked(
    _ORGANISATION_NUMBER.match, "is not an organisation number.", "Write its ten digits."
)
_beginning = _checked(
    lambda text: text.endswith("/") and not set("?#") & set(text),
    "can’t begin addresses.",
    "End it with a slash, without ? and #.",
)


def _addresses(text: str) -> str:
    for address in text.split():
        if not _is_web_address(address):
            raise ValueError(f"“{address}” is not a web address.")
    return text


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
        least=0,
    )
    requests_per_minute: int = _setting(
        0,
        "The most requests that one client may make at once, and again in each minute; 0 sets no "
        "limit. Many people may share one address.",
        least=0,
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
        least=0,
    )
    trusted_proxies: int = _setting(
        0,
        "How many proxies stand before the server, whose X-Forwarded-For, -Proto, -Host and "
        "-Prefix are believed; 0 believes none.",
        least=0,
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
        2, "How long, in seconds, a query waits for a place among those at work.", least=0
    )


@dataclass(frozen=True)
class Federation:
    """The SPARQL endpoints that ``SERVICE`` may reach, and the limits of what they answer."""

    services: str = _setting(
        "",
        "The addresses of the SPARQL endpoints that SERVICE may reach, with spaces between; none "
        "where it is empty.",
        read=_addresses,
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
    homepage: str = _setting(
        "", "The publisher's web page.", "KRETSLOPP_PUBLISHER_HOMEPAGE", read=_address
    )
    kind: str = _setting(
        "",
        f"What the publisher is, one of: {', '.join(PUBLISHER_TYPES)}.",
        "KRETSLOPP_PUBLISHER_TYPE",
        read=_checked(
            PUBLISHER_TYPES.__contains__,
            "is not a type of publisher.",
            f"Use {', '.join(PUBLISHER_TYPES)}.",
        ),
    )
    organisation_number: str = _setting(
        "",
        "The publisher's Swedish organisation number, ten digits: the national portal then "
        "knows it by the address that it has for it.",
        "KRETSLOPP_PUBLISHER_ORGANISATION_NUMBER",
        read=lambda text: _organisation_number(text).replace("-", ""),
    )
    contact_name: str = _setting(
        "", "Who answers questions about the data; else the publisher.", "KRETSLOPP_CONTACT_NAME"
    )
    contact_email: str = _setting(
        "",
        "The e-mail address for questions about the data.",
        "KRETSLOPP_CONTACT_EMAIL",
        read=_email,
    )
    contact_page: str = _setting(
        "", "The web page for questions about the data.", "KRETSLOPP_CONTACT_PAGE", read=_address
    )
    availability: str = _setting(
        "",
        f"How long the downloads are planned to be there, one of: {', '.join(AVAILABILITIES)} "
        "(at any time gone, some years, some more, in the long run).",
        "KRETSLOPP_AVAILABILITY",
        read=_checked(
            AVAILABILITIES.__contains__,
            "is no planned availability.",
            f"Use {', '.join(AVAILABILITIES)}.",
        ),
    )
    base: str = _setting(
        BASE,
        "Where the public reaches this server, with a slash at the end: the addresses of "
        "downloads and of the SPARQL endpoint begin with it.",
        "KRETSLOPP_PUBLIC_BASE",
        read=lambda text: _beginning(_address(text)),
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
