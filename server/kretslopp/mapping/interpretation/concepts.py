"""Concepts of our own that links name: goal themes, and targets of the UN's global goals.

``adress`` is the last part of the concept's IRI, ``namn`` and ``på_engelska``
are its preferred labels; ``motsvarar`` is the IRI that others know it by,
``överordnat`` the address of the one that is broader.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef

from kretslopp import addresses
from kretslopp.curation import CurationRow
from kretslopp.errors import Fault
from kretslopp.mapping.interpretation.statements import InterpretedStatement
from kretslopp.namespaces import KL, RDF, RDFS, SKOS
from kretslopp.tables import nearest

BROADER = "överordnat"


@dataclass(frozen=True)
class CuratedScheme:
    """A concept scheme: its file, the graph it makes, the kind of its concepts, its labels."""

    file: str
    suffix: str
    kind: str
    concept_class: URIRef
    columns: tuple[str, ...]
    labels: tuple[str, str]


THEMES = CuratedScheme(
    "themes.csv",
    "goal-themes",
    "goal-theme",
    KL.GoalTheme,
    ("adress", "namn", "på_engelska", "överordnat"),
    ("Målteman", "Goal themes"),
)
_SDG_TARGETS = CuratedScheme(
    "sdg.csv",
    "sdg",
    "sdg",
    KL.SdgTarget,
    ("adress", "namn", "på_engelska", "motsvarar"),
    ("Globala målens delmål", "Targets of the Sustainable Development Goals"),
)
SCHEMES = {scheme.suffix: scheme for scheme in (THEMES, _SDG_TARGETS)}


def faults(scheme: CuratedScheme, rows: tuple[CurationRow, ...]) -> Iterator[Fault]:
    """Yield every fault of the concepts of a scheme."""
    seen: dict[str, CurationRow] = {}
    for row in rows:
        try:
            addresses.make(scheme.kind, row["adress"])
        except ValueError:
            yield row.fault(
                "adress",
                f"“{row['adress']}” can't be part of an address.",
                "Use A-Z a-z 0-9 . _ ~ -.",
            )
        if row["adress"] in seen:
            yield row.fault("adress", f"Row {seen[row['adress']].place.row} has this already.")
        seen[row["adress"]] = row
        for column in ("namn", "på_engelska"):
            if not row[column]:
                yield row.fault(column, "The cell is empty.", "Write what the concept is called.")
        if not row.cells.get("motsvarar", "http://").startswith(("http://", "https://")):
            yield row.fault("motsvarar", f"“{row['motsvarar']}” is not the address of a concept.")
    yield from _broader_faults(seen)


def _broader_faults(rows: Mapping[str, CurationRow]) -> Iterator[Fault]:
    """Yield a fault for a broader concept that there is not, or that leads back to itself."""
    above = {address: row.cells.get(BROADER, "") for address, row in rows.items()}
    for address, row in rows.items():
        broader = above[address]
        if broader and broader not in rows:
            yield row.fault(BROADER, f"There is no concept “{broader}”.", nearest(broader, [*rows]))
            continue
        climbed = {address}
        while broader and broader not in climbed:
            climbed.add(broader)
            broader = above.get(broader, "")
        if broader == address:
            yield row.fault(BROADER, f"“{address}” would be broader than itself.")


def addresses_of(scheme: CuratedScheme, rows: tuple[CurationRow, ...]) -> set[URIRef]:
    """Return the IRIs of concepts; those that can't be an address are left out."""
    iris = set()
    for row in rows:
        try:
            iris.add(addresses.make(scheme.kind, row["adress"]))
        except ValueError:
            continue  # a fault of the row
    return iris


def add_scheme(graph: Graph, scheme: CuratedScheme) -> None:
    """Add the concept scheme itself."""
    iri = addresses.make(scheme.kind)
    graph.add((iri, RDF.type, SKOS.ConceptScheme))
    for text, language in zip(scheme.labels, ("sv", "en"), strict=True):
        graph.add((iri, RDFS.label, Literal(text, lang=language)))


def add_concept(graph: Graph, scheme: CuratedScheme, row: CurationRow) -> None:
    """Add what a concept is called, and the scheme it stands in."""
    concept = addresses.make(scheme.kind, row["adress"])
    graph.add((concept, SKOS.inScheme, addresses.make(scheme.kind)))
    for column, language in (("namn", "sv"), ("på_engelska", "en")):
        for predicate in (SKOS.prefLabel, RDFS.label):
            graph.add((concept, predicate, Literal(row[column], lang=language)))


def statements(scheme: CuratedScheme, row: CurationRow) -> Iterator[InterpretedStatement]:
    """Yield what we state of a concept: that it is one, which is broader, who else knows it."""
    concept = addresses.make(scheme.kind, row["adress"])
    own = addresses.interpretation(scheme.kind, row["adress"])
    sv, en = (text for text in scheme.labels)
    name = f"{scheme.kind}/{row['adress']}"
    yield InterpretedStatement(
        (concept, RDF.type, scheme.concept_class), own, (f"{sv}: {name}", f"{en}: {name}")
    )
    if row.cells.get(BROADER):
        yield InterpretedStatement(
            (concept, SKOS.broader, addresses.make(scheme.kind, row[BROADER])),
            addresses.interpretation(scheme.kind, row["adress"], "broader"),
            (f"{sv}, överordnat: {name}", f"{en}, broader: {name}"),
        )
    if "motsvarar" in row.cells:
        yield InterpretedStatement(
            (concept, SKOS.exactMatch, URIRef(row["motsvarar"])),
            addresses.interpretation(scheme.kind, row["adress"], "match"),
            (f"{sv}, motsvarighet: {name}", f"{en}, match: {name}"),
        )
