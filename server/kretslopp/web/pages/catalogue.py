"""The catalogue, its datasets and the VoID description: as pages and as RDF."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import Response
from rdflib import Graph, URIRef

from kretslopp.addresses import graph_suffix
from kretslopp.languages import Language, alphabetical
from kretslopp.namespaces import BASE
from kretslopp.publication.catalogue import (
    Dataset,
    bibtex,
    catalogue_graph,
    citation,
    datasets,
    part_about,
    schema_org,
    version_of,
)
from kretslopp.publication.catalogue.distributions import downloads, titles
from kretslopp.publication.counting import TripleCounts, count_graphs, count_whole
from kretslopp.publication.dumps import VOCABULARY
from kretslopp.publication.release import WHOLE, Release
from kretslopp.publication.void import void_graph
from kretslopp.settings import Publisher
from kretslopp.web import rendering
from kretslopp.web.pages.page import (
    Context,
    Page,
    Representations,
    SiteFile,
    as_file,
    in_all_forms,
    in_languages,
    in_rdf,
    itself,
)
from kretslopp.web.protocol import document_forms
from kretslopp.web.protocol.problems import Problem

# The order in which a page shows what a dataset holds; the texts stand under catalogue.figure.
FIGURES = ("programmes", "regional", "municipal", "goals", "classes", "properties", "triples")


@dataclass(frozen=True)
class Described:
    """A release as it is described; each description is made when it is first asked for."""

    context: Context

    @property
    def release(self) -> Release:
        """Return the release."""
        return self.context.published

    @property
    def publisher(self) -> Publisher:
        """Return who publishes it."""
        return self.context.publisher

    @cached_property
    def datasets(self) -> Mapping[str, Dataset]:
        """Return the datasets by their path (``dataset/borlange``), the version's among them."""
        current = datasets(self.release)
        version = version_of(current[0], self.release)
        return {item.path: item for item in (*current, version)}

    def dataset(self, path: str) -> Dataset:
        """Return the dataset with a path; raises Problem for one that there is not."""
        if path not in self.datasets:
            raise Problem("not-found")
        return self.datasets[path]

    @cached_property
    def catalogue(self) -> Graph:
        """Return the catalogue as RDF."""
        return catalogue_graph(self.release, self.publisher)

    @cached_property
    def void(self) -> Graph:
        """Return the VoID description."""
        return void_graph(self.release, self.publisher)

    @cached_property
    def counts(self) -> tuple[TripleCounts, Mapping[URIRef, TripleCounts]]:
        """Return the counts of the whole, and of each named graph."""
        return count_whole(self.release.engine), count_graphs(self.release.engine)


def _catalogue(context: Context) -> Callable[[str], Representations]:
    described = context.shared(Described)
    return lambda _: Representations(
        graph=lambda: described.catalogue, page=lambda: _page("catalogue.html", described)
    )


def _void(context: Context) -> Callable[[str], Representations]:
    described = context.shared(Described)
    return lambda _: Representations(
        graph=lambda: described.void, page=lambda: _void_page(described)
    )


def _dataset(context: Context) -> Callable[[str], Representations]:
    described = context.shared(Described)

    def describe(name: str) -> Representations:
        path = f"dataset/{name}" if name else "dataset"
        return Representations(
            graph=lambda: part_about(described.catalogue, described.dataset(path).iri),
            page=lambda: _dataset_page(described, described.dataset(path)),
        )

    return describe


def _void_page(described: Described) -> Response:
    whole, graphs = described.counts
    named = {graph_suffix(graph): counts for graph, counts in graphs.items()}
    return _page("void.html", described, whole=whole, graphs=named, base=BASE)


def _dataset_page(described: Described, item: Dataset) -> Response:
    release, publisher = described.release, described.publisher
    reader = rendering.current_language()
    return _page(
        "dataset.html",
        described,
        dataset=item,
        # What there is none of here may well be in the plan: no zeros.
        figures={name: item.figures[name] for name in FIGURES if item.figures.get(name)},
        files=[(file, titles(file)[reader]) for file in downloads(item)],
        citation=citation(item, release, publisher, reader),
        bibtex=bibtex(item, release, publisher, reader),
        structured=_json(schema_org(item, release, publisher, reader)),
    )


def _page(template: str, described: Described, **values: object) -> Response:
    reader = rendering.current_language()
    return rendering.render(
        template,
        reader,
        200,
        release=described.release,
        publisher=described.publisher,
        datasets=_listed(described, reader),
        forms=document_forms.NAMES,
        **values,
    )


def _listed(described: Described, language: Language) -> list[Dataset]:
    """Return the datasets of the catalogue: the whole, municipalities in order, the vocabulary."""
    listed = [item for item in described.datasets.values() if item.iri != described.release.iri]
    rank = {str(WHOLE): 0, f"{WHOLE}/{VOCABULARY}": 2}
    return sorted(
        listed,
        key=lambda item: (rank.get(str(item.iri), 1), alphabetical(item.titles[language])),
    )


def _json(value: Mapping[str, object]) -> str:
    """Return JSON that can stand in a page's ``script``: it holds no ``<``."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.replace("<", "\\u003c")


def _parts(_page: Page, context: Context) -> Iterator[str]:
    yield from (item.path for item in datasets(context.published) if "/" in item.path)


def _version(context: Context) -> Iterator[SiteFile]:
    yield from in_all_forms(context.published.iri.removeprefix(BASE))


def _void_files(_context: Context) -> Iterator[SiteFile]:
    """Yield the description where programs look for it (VoID, 7.2), its forms and its pages."""
    yield as_file(".well-known/void")
    yield from in_rdf(".well-known/void")
    yield from in_languages(".well-known/void")


CATALOGUE = Page(
    "catalogue",
    "catalog",
    document=_catalogue,
    label="site.catalogue",
    menu=5,
    group="catalog",
    needs_release=True,
    sitemap=itself,
    site=itself,
)
DATASET = Page(
    "dataset",
    "dataset",
    document=_dataset,
    section="catalogue",
    needs_release=True,
    sitemap=itself,
    site=itself,
)
PART = Page(
    "part",
    "dataset/<path:name>",
    document=_dataset,
    section="catalogue",
    needs_release=True,
    sitemap=_parts,
    site=_parts,
    files=_version,
)
VOID = Page(
    "void",
    ".well-known/void",
    document=_void,
    section="catalogue",
    needs_release=True,
    files=_void_files,
)
