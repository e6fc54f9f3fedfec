"""The datasets of a release: the whole, one a municipality, the vocabulary."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import dataset as built
from kretslopp import words
from kretslopp.languages import LANGUAGES, Language
from kretslopp.namespaces import BASE, KL, KL_GRAPH, RDFS
from kretslopp.publication import dumps
from kretslopp.publication.counting import count_whole
from kretslopp.publication.dumps import DumpFile, contents
from kretslopp.publication.dumps.contents import MunicipalityDump, Work
from kretslopp.publication.release import WHOLE, Release
from kretslopp.reading.goals import COUNTED

CATALOGUE = URIRef(f"{BASE}catalog")

_FIGURES = f"""SELECT ?municipality ?what (COUNT(DISTINCT ?thing) AS ?number) {{
  {{ ?thing a <{KL.MunicipalAction}> ; <{KL.municipality}> ?municipality
    BIND ("municipal" AS ?what) }} UNION
  {{ ?thing a <{KL.Participation}> ; <{KL.municipality}> ?municipality
    BIND ("regional" AS ?what) }} UNION
  {{ ?plan <{KL.municipality}> ?municipality . ?thing <{KL.goalOf}> ?plan
    BIND ("goals" AS ?what) {COUNTED} }}
}} GROUP BY ?municipality ?what"""
_TOTALS = f"""SELECT ?what (COUNT(DISTINCT ?thing) AS ?number) {{
  {{ ?thing a <{KL.MunicipalAction}> BIND ("municipal" AS ?what) }} UNION
  {{ ?thing a <{KL.RegionalAction}> BIND ("regional" AS ?what) }} UNION
  {{ ?thing a <{KL.Goal}> BIND ("goals" AS ?what) {COUNTED} }}
}} GROUP BY ?what"""
_TERMS = f"""SELECT ?what (COUNT(DISTINCT ?term) AS ?number) {{
  ?term <{RDFS.isDefinedBy}> ?ontology ; a ?class .
  VALUES (?class ?what) {{
    (<http://www.w3.org/2002/07/owl#Class> "classes")
    (<http://www.w3.org/2002/07/owl#ObjectProperty> "properties")
    (<http://www.w3.org/2002/07/owl#DatatypeProperty> "properties")
  }}
}} GROUP BY ?what"""


@dataclass(frozen=True)
class Dataset:
    """One dataset of a release, as catalogue, page and citation tell of it.

    ``name`` is ``whole``, ``vocabulary`` or a municipality's slug; ``figures``
    what it holds, by the names ``programmes``, ``regional``, ``municipal``,
    ``goals``, ``classes``, ``properties``, ``triples``; ``years`` the first and
    last year of its plans and programmes, None where none is stated; ``place``
    the municipality that it is about; ``files`` what there is to download.
    """

    iri: URIRef
    name: str
    titles: Mapping[Language, str]
    descriptions: Mapping[Language, str]
    keywords: Mapping[Language, tuple[str, ...]]
    figures: Mapping[str, int]
    files: tuple[DumpFile, ...]
    years: tuple[int | None, int | None] = (None, None)
    place: URIRef | None = None
    place_labels: Mapping[Language, str] | None = None
    works: tuple[Work, ...] = ()

    @property
    def path(self) -> str:
        """Return its address below the base: ``dataset/borlange``."""
        return self.iri.removeprefix(BASE)


def datasets(release: Release) -> tuple[Dataset, ...]:
    """Return the datasets of a release: the whole, municipalities by name, the vocabulary.

    Raises UnreadableInput for a release without dumps, and EngineFailure when the
    engine can't answer.
    """
    files: dict[str, list[DumpFile]] = defaultdict(list)
    for file in dumps.manifest(release):
        files[file.dataset].append(file)
    there = contents.municipalities(release.engine)
    figures = _of_municipalities(release, there)
    triples = {entry.iri: entry.triples for entry in built.entries(release.directory)}
    return (
        _whole(release, tuple(there.values()), tuple(files[dumps.WHOLE])),
        *(
            _municipality(item, figures[slug], triples, tuple(files[slug]))
            for slug, item in there.items()
        ),
        _vocabulary(release, triples, tuple(files[dumps.VOCABULARY])),
    )


def version_of(whole: Dataset, release: Release) -> Dataset:
    """Return the whole as it is in one version, under that version's own IRI."""
    titles = words.texts(
        "publication.dataset.version.title", title=whole.titles, version=release.version
    )
    return replace(whole, iri=release.iri, titles=titles)


def _whole(
    release: Release, there: tuple[MunicipalityDump, ...], files: tuple[DumpFile, ...]
) -> Dataset:
    works = {work.iri: work for item in there for work in item.works}
    figures = {
        "programmes": sum(work.kind == "programme" for work in works.values()),
        **{str(what): _number(number) for what, number in release.engine.select(_TOTALS).rows},
        "triples": count_whole(release.engine).triples,
    }
    return Dataset(
        WHOLE,
        dumps.WHOLE,
        words.texts("publication.dataset.whole.title"),
        words.texts("publication.dataset.whole.description"),
        _keywords("whole"),
        figures,
        files,
        years=_years(tuple(works.values())),
    )


def _municipality(
    item: MunicipalityDump,
    figures: Mapping[str, int],
    triples: Mapping[str, int],
    files: tuple[DumpFile, ...],
) -> Dataset:
    named: dict[Language, str] = {
        language: ", ".join(work.labels[language] for work in item.works) for language in LANGUAGES
    }
    keywords = _keywords("municipality")
    return Dataset(
        URIRef(f"{WHOLE}/{item.slug}"),
        item.slug,
        words.texts("publication.dataset.municipality.title", name=item.labels),
        words.texts("publication.dataset.municipality.description", name=item.labels, works=named),
        {language: (*keywords[language], item.labels[language]) for language in LANGUAGES},
        {**figures, "triples": sum(triples[str(graph)] for graph in item.graphs)},
        files,
        years=_years(item.works),
        place=item.iri,
        place_labels=item.labels,
        works=item.works,
    )


def _vocabulary(
    release: Release, triples: Mapping[str, int], files: tuple[DumpFile, ...]
) -> Dataset:
    figures = {str(what): _number(number) for what, number in release.engine.select(_TERMS).rows}
    return Dataset(
        URIRef(f"{WHOLE}/{dumps.VOCABULARY}"),
        dumps.VOCABULARY,
        words.texts("publication.dataset.vocabulary.title"),
        words.texts("publication.dataset.vocabulary.description"),
        _keywords("vocabulary"),
        {**figures, "triples": triples[str(KL_GRAPH["ontology"])]},
        files,
    )


def _keywords(name: str) -> dict[Language, tuple[str, ...]]:
    """Return the keywords of a kind of dataset, which stand with commas between them."""
    listed = words.texts(f"publication.dataset.{name}.keywords")
    return {language: tuple(listed[language].split(", ")) for language in LANGUAGES}


def _of_municipalities(
    release: Release, there: Mapping[str, MunicipalityDump]
) -> dict[str, dict[str, int]]:
    slugs = {item.iri: slug for slug, item in there.items()}
    figures = {
        slug: {
            "programmes": sum(work.kind == "programme" for work in item.works),
            "regional": 0,
            "municipal": 0,
            "goals": 0,
        }
        for slug, item in there.items()
    }
    for municipality, what, number in release.engine.select(_FIGURES).rows:
        if isinstance(municipality, URIRef) and municipality in slugs:
            figures[slugs[municipality]][str(what)] = _number(number)
    return figures


def _years(works: tuple[Work, ...]) -> tuple[int | None, int | None]:
    first = [work.first_year for work in works if work.first_year is not None]
    last = [work.last_year for work in works if work.last_year is not None]
    return min(first, default=None), max(last, default=None)


def _number(value: Node | None) -> int:
    return int(value) if isinstance(value, Literal) else 0
