"""English texts: ``translations.csv``.

``sak`` is the thing (its IRI below ``id/``), ``egenskap`` what is translated
(``titel``, ``namn`` or ``begrepp``), ``på_engelska`` the text.
"""

from collections.abc import Iterator

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.curation import CurationRow
from kretslopp.errors import Fault
from kretslopp.mapping.interpretation.statements import InterpretedStatement
from kretslopp.namespaces import DCTERMS, KL_ID, RDFS, SKOS
from kretslopp.tables import nearest

COLUMNS = ("sak", "egenskap", "på_engelska")
# A title is the label too, and so is a preferred label.
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


def faults(rows: tuple[CurationRow, ...]) -> Iterator[Fault]:
    """Yield every fault of the translations of one folder."""
    seen: dict[tuple[str, str], CurationRow] = {}
    for row in rows:
        if row["egenskap"] not in _PROPERTIES:
            yield row.fault(
                "egenskap",
                f"“{row['egenskap']}” is not known.",
                nearest(row["egenskap"], list(_PROPERTIES)) or f"Use {', '.join(_PROPERTIES)}.",
            )
        if not addresses.is_path(row["sak"]):
            yield row.fault(
                "sak",
                f"“{row['sak']}” is not the address of a thing.",
                "Write what stands after id/ in its address, such as goal/borlange/2023-2030/1.",
            )
        key = (row["sak"], row["egenskap"])
        if key in seen:
            yield row.fault("sak", f"Row {seen[key].place.row} translates this already.")
        seen[key] = row
        if not row["på_engelska"]:
            yield row.fault("på_engelska", "The cell is empty.", "Write the translation.")


def statements(row: CurationRow) -> Iterator[InterpretedStatement]:
    """Yield what a translation states."""
    text = Literal(row["på_engelska"], lang="en")
    for predicate in _PROPERTIES[row["egenskap"]]:
        name = addresses.slug(predicate.rpartition("/")[2].rpartition("#")[2])
        sv, en = _LABELS[URIRef(predicate)]
        yield InterpretedStatement(
            (KL_ID[row["sak"]], predicate, text),
            addresses.interpretation(*row["sak"].split("/"), f"{name}-en"),
            (f"{sv}: {row['sak']}", f"{en}: {row['sak']}"),
        )
