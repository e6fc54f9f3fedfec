"""What we add to the sources → interpretation graphs, each statement with who, when and why.

Translations stand in ``data/curation/interpretation/<graph>/translations.csv``:
``sak`` is the thing (its IRI below ``id/``), ``egenskap`` what is translated
(``titel`` or ``namn``), ``på_engelska`` the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal, URIRef

from kretslopp import addresses
from kretslopp.curation import CurationRow, read_rows
from kretslopp.errors import DataViolation, Fault
from kretslopp.mapping.provenance import attribute
from kretslopp.namespaces import DCTERMS, KL, KL_ID, RDF, RDFS, SKOS, new_graph
from kretslopp.tables import nearest

# An action's label is its title, a goal area's its preferred label.
_PROPERTIES = {
    "titel": (DCTERMS.title, RDFS.label),
    "namn": (RDFS.label,),
    "begrepp": (SKOS.prefLabel, RDFS.label),
}
_LABELS = {
    DCTERMS.title: ("Engelsk titel", "English title"),
    RDFS.label: ("Engelskt namn", "English label"),
    SKOS.prefLabel: ("Engelsk term", "English preferred label"),
}


@dataclass(frozen=True)
class Translations:
    """The translations of one interpretation graph: the graph's suffix, and its rows."""

    suffix: str
    rows: tuple[CurationRow, ...]


def read(directory: Path) -> tuple[Translations, ...]:
    """Read all translations of a data directory.

    Raises UnreadableInput, or DataViolation with every fault of the rows.
    """
    home = directory / "curation" / "interpretation"
    found = tuple(
        Translations(
            path.parent.relative_to(home).as_posix(),
            read_rows(path, ("sak", "egenskap", "på_engelska")),
        )
        for path in sorted(home.rglob("translations.csv"))
    )
    faults = [fault for item in found for fault in _faults(item)]
    if faults:
        raise DataViolation(*faults)
    return found


def _faults(translations: Translations) -> Iterator[Fault]:
    seen: dict[tuple[str, str], CurationRow] = {}
    for row in translations.rows:
        if row["egenskap"] not in _PROPERTIES:
            yield row.fault(
                "egenskap",
                f"“{row['egenskap']}” is not known.",
                nearest(row["egenskap"], list(_PROPERTIES)) or f"Use {', '.join(_PROPERTIES)}.",
            )
        key = (row["sak"], row["egenskap"])
        if key in seen:
            yield row.fault("sak", f"Row {seen[key].place.row} translates this already.")
        seen[key] = row
        if not row["på_engelska"]:
            yield row.fault("på_engelska", "The cell is empty.", "Write the translation.")


def interpretation_graph(translations: Translations) -> Graph:
    """Return one interpretation graph: each triple, and the ``kl:Interpretation`` of it."""
    graph = new_graph(addresses.graph("interpretation", *translations.suffix.split("/")))
    for row in translations.rows:
        for predicate in _PROPERTIES[row["egenskap"]]:
            _add(graph, row, predicate)
    return graph


def _add(graph: Graph, row: CurationRow, predicate: URIRef) -> None:
    thing = KL_ID[row["sak"]]
    text = Literal(row["på_engelska"], lang="en")
    name = addresses.slug(predicate.rpartition("/")[2].rpartition("#")[2])
    interpretation = addresses.interpretation(*row["sak"].split("/"), f"{name}-en")
    sv, en = _LABELS[predicate]
    graph.add((thing, predicate, text))
    graph.add((interpretation, RDF.type, KL.Interpretation))
    graph.add((interpretation, RDFS.label, Literal(f"{sv}: {row['sak']}", lang="sv")))
    graph.add((interpretation, RDFS.label, Literal(f"{en}: {row['sak']}", lang="en")))
    graph.add((interpretation, RDF.subject, thing))
    graph.add((interpretation, RDF.predicate, predicate))
    graph.add((interpretation, RDF.object, text))
    attribute(graph, interpretation, row.who, row.when, row.why)
