"""The catalogue, its datasets and the VoID description: as pages and as RDF."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint, Response
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
from kretslopp.publication.counting import Counts, count_graphs, count_whole
from kretslopp.publication.dumps import VOCABULARY
from kretslopp.publication.release import WHOLE, Release
from kretslopp.publication.void import void_graph
from kretslopp.settings import Publisher
from kretslopp.web import rendering
from kretslopp.web.protocol import rdf_answers
from kretslopp.web.protocol.problems import Problem

_LANGUAGE = "/<any(sv, en):language>"
_ENDING = ".<any(html, ttl, jsonld, nt, rdf):ending>"
# The order in which a page shows what a dataset holds; the texts stand under catalogue.figure.
FIGURES = ("programmes", "regional", "municipal", "goals", "classes", "properties", "triples")


@dataclass(frozen=True)
class Described:
    """A release as it is described; each description is made when it is first asked for."""

    release: Release
    publisher: Publisher

    @cached_property
    def datasets(self) -> Mapping[str, Dataset]:
        """Return the datasets by their path (``dataset/borlange``), the version's among them."""
        found = datasets(self.release)
        version = version_of(found[0], self.release)
        return {item.path: item for item in (*found, version)}

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
    def counts(self) -> tuple[Counts, Mapping[URIRef, Counts]]:
        """Return the counts of the whole, and of each named graph."""
        return count_whole(self.release.engine), count_graphs(self.release.engine)


def blueprint(release: Release, publisher: Publisher, version: str) -> Blueprint:
    """Return ``/catalog``, ``/dataset``, ``/dataset/…`` and ``/.well-known/void``.

    Each answers as RDF or as a page by Accept, ``?format=`` or its ending, and has
    a page in each language. ``version`` is that of what they are made of: the data,
    and what is set.
    """
    room = Blueprint("catalogue", __name__)
    described = Described(release, publisher)

    def dataset(path: str, language: Language | None, ending: str | None) -> Response:
        return rdf_answers.answer(
            rdf_answers.choose(ending, page_first=language is not None),
            version,
            graph=lambda: part_about(described.catalogue, described.dataset(path).iri),
            page=lambda: _dataset_page(described, described.dataset(path)),
        )

    @room.get("/catalog")
    @room.get(f"/catalog{_ENDING}")
    @room.get(f"{_LANGUAGE}/catalog")
    @room.get(f"{_LANGUAGE}/catalog{_ENDING}")
    def catalogue(language: Language | None = None, ending: str | None = None) -> Response:
        return rdf_answers.answer(
            rdf_answers.choose(ending, page_first=language is not None),
            version,
            graph=lambda: described.catalogue,
            page=lambda: _page("catalogue.html", described),
        )

    @room.get("/.well-known/void")
    @room.get(f"/.well-known/void{_ENDING}")
    @room.get(f"{_LANGUAGE}/.well-known/void")
    @room.get(f"{_LANGUAGE}/.well-known/void{_ENDING}")
    def void(language: Language | None = None, ending: str | None = None) -> Response:
        return rdf_answers.answer(
            rdf_answers.choose(ending, page_first=language is not None),
            version,
            graph=lambda: described.void,
            page=lambda: _void_page(described),
        )

    @room.get("/dataset")
    @room.get(f"/dataset{_ENDING}")
    @room.get(f"{_LANGUAGE}/dataset")
    @room.get(f"{_LANGUAGE}/dataset{_ENDING}")
    def whole(language: Language | None = None, ending: str | None = None) -> Response:
        return dataset("dataset", language, ending)

    @room.get("/dataset/<path:name>")
    @room.get(f"{_LANGUAGE}/dataset/<path:name>")
    def part(name: str, language: Language | None = None) -> Response:
        name, ending = rdf_answers.split_ending(name)
        return dataset(f"dataset/{name}", language, ending)

    return room


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
        forms=rdf_answers.NAMES,
        **values,
    )


def _listed(described: Described, language: Language) -> list[Dataset]:
    """Return the datasets of the catalogue: the whole, municipalities in order, the vocabulary."""
    found = [item for item in described.datasets.values() if item.iri != described.release.iri]
    rank = {str(WHOLE): 0, f"{WHOLE}/{VOCABULARY}": 2}
    return sorted(
        found,
        key=lambda item: (rank.get(str(item.iri), 1), alphabetical(item.titles[language])),
    )


def _json(value: Mapping[str, object]) -> str:
    """Return JSON that can stand in a page's ``script``: it holds no ``<``."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.replace("<", "\\u003c")
