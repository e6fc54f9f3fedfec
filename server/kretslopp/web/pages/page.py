"""What a kind of page is: declared once, and what follows from it.

Its routes, its place in the menu, its entries in sitemap and static site and its group in the
metrics are read from its declaration; ``registry`` lists all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from flask import Flask, Response
from rdflib import Graph

from kretslopp.engine import Engine
from kretslopp.languages import LANGUAGES
from kretslopp.publication.release import Release
from kretslopp.questions import Question
from kretslopp.settings import Publisher, Settings
from kretslopp.web.protocol.document_forms import RDF_FORMS

Made = TypeVar("Made")
INDEX = "index.html"


@dataclass(frozen=True, eq=False)
class Context:
    """What the pages of one application are made of.

    ``version`` is that of the data and of what is set, ``""`` where nobody knows whether it
    changes. Without a ``release`` nothing is published: the engine answers, and that is all.
    """

    engine: Engine
    questions: Mapping[str, Question]
    settings: Settings
    publisher: Publisher
    version: str = ""
    release: Release | None = None
    _made: dict[object, object] = field(default_factory=dict)

    @property
    def is_interactive(self) -> bool:
        """Return whether what a reader asks for is answered; on a static site nothing is."""
        return self.release is None or self.release.has_endpoint

    @property
    def published(self) -> Release:
        """Return the release, for pages that need one."""
        assert self.release is not None
        return self.release

    def shared(self, make: "Callable[[Context], Made]") -> Made:
        """Return what ``make`` makes of this context, made once for all pages that share it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])


# Answers a request; takes ``language``, None at the address without one, and what stands for
# the variable of the address.
View = Callable[..., Response]


@dataclass(frozen=True)
class Representations:
    """A document as RDF and as a page; each is made only when it is asked for."""

    graph: Callable[[], Graph]
    page: Callable[[], Response]


@dataclass(frozen=True)
class SiteFile:
    """An address of the application, percent-encoded, and the file that its answer becomes.

    ``status`` is that of a right answer; a redirect becomes a page that leads on.
    """

    address: str
    file: str
    status: int = 200


Addresses = Callable[["Page", Context], Iterable[str]]


def nowhere(_page: "Page", _context: Context) -> Iterable[str]:
    """List no address."""
    return ()


def itself(page: "Page", _context: Context) -> Iterable[str]:
    """List the address of a page that has but one."""
    return (page.address,)


@dataclass(frozen=True)
class Page:
    """A kind of page.

    ``name`` is what ``url_for`` knows it by, ``address`` is below the language, as Flask writes
    rules, with ``name`` as its only variable (``questions/<name>``). It is answered by ``view``
    or, where it is a ``document``, by the page or the RDF of the document with that name.
    ``methods`` are those of the address without a language.

    ``label`` is the key of its name, in both languages, in the menu, ``menu`` its place there,
    0 for none. A page in the ``section`` of another lets the menu show that one. With an
    ``anchor`` the menu leads to where the start page lists the pages of this kind.

    ``sitemap`` and ``site`` list the addresses, below the language, that search engines are
    told of and that a static site has; ``files`` are what that has beside them. ``further`` adds
    routes that belong to the page and are none. ``group`` is what the metrics count it as.
    """

    name: str
    address: str
    view: Callable[[Context], View] | None = None
    document: Callable[[Context], Callable[[str], Representations]] | None = None
    methods: tuple[str, ...] = ("GET",)
    label: str = ""
    menu: int = 0
    section: str = ""
    anchor: str = ""
    group: str = "page"
    needs_release: bool = False
    is_interactive: bool = False
    sitemap: Addresses = nowhere
    site: Addresses = nowhere
    files: Callable[[Context], Iterable[SiteFile]] | None = None
    further: Callable[[Flask, Context], None] | None = None

    @property
    def beginning(self) -> str:
        """Return what every address of the kind begins with."""
        return self.address.partition("<")[0]

    def is_in(self, context: Context) -> bool:
        """Return whether an application has this kind of page."""
        has_data = context.release is not None or not self.needs_release
        return has_data and (context.is_interactive or not self.is_interactive)

    def site_files(self, context: Context) -> Iterator[SiteFile]:
        """Yield every file of a static site that this kind of page is or has."""
        for address in self.site(self, context):
            yield from in_all_forms(address) if self.document else in_languages(address)
        if self.files is not None:
            yield from self.files(context)


def in_languages(address: str) -> Iterator[SiteFile]:
    """Yield the page of an address in each language."""
    yield from (as_page(f"{language}/{address}") for language in LANGUAGES)


def in_all_forms(address: str) -> Iterator[SiteFile]:
    """Yield a document as RDF in each format, as a page, and as a page in each language."""
    yield from in_rdf(address)
    yield as_page(address)
    yield from in_languages(address)


def in_rdf(address: str) -> Iterator[SiteFile]:
    """Yield a document as RDF in each format."""
    yield from (as_file(f"{address}.{form.name}") for form in RDF_FORMS)


def as_page(path: str, status: int = 200) -> SiteFile:
    """Return the file of a page, which web servers send for its address and a slash."""
    return SiteFile(f"/{path}", f"{path.removesuffix('/')}/{INDEX}", status)


def as_file(path: str) -> SiteFile:
    """Return the file of an address that keeps its name."""
    return SiteFile(f"/{path}", path)
