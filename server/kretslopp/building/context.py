"""What every programme of a build stands on: ontology, shapes, registers and interpretations."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef

from kretslopp import addresses, artefacts, ontology, validation
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.mapping import interpretation, registers
from kretslopp.mapping.interpretation import Curated
from kretslopp.mapping.registers import Registers
from kretslopp.namespaces import KL, RDF
from kretslopp.reasoning import check_supported
from kretslopp.validation import IntegrityConstraint


@dataclass(frozen=True)
class BuildContext:
    """The data directory, and what all its programmes share, read and checked."""

    data: Path
    ontology: Graph
    shapes: Graph
    constraints: tuple[IntegrityConstraint, ...]
    registers: Registers
    interpretations: tuple[Curated, ...]
    units: Mapping[str, URIRef]

    @classmethod
    def read(cls, data: Path) -> "BuildContext":
        """Read the context of a data directory laid out as ``data/``.

        Raises UnreadableInput or DataViolation for whatever is wrong with it.
        """
        for part in ("tables", "curation/registers"):
            if not (data / part).is_dir():
                raise UnreadableInput(
                    Fault(
                        f"This is not a data directory: it has no {part}.",
                        Place(str(data)),
                        "Give --data a directory laid out as Kretslopp's data/.",
                    )
                )
        terms = ontology.load(artefacts.ontology())
        check_supported(terms)
        known = registers.read_registers(data)
        return cls(
            data,
            terms,
            validation.load_shapes(artefacts.shapes()),
            validation.load_constraints(artefacts.shapes() / "cube"),
            known,
            interpretation.read_curated(data, _link_values(terms, known)),
            ontology.units(terms),
        )


def _link_values(terms: Graph, known: Registers) -> frozenset[URIRef]:
    """Return what a link may name: the ontology's value lists, the register's provisions."""
    classes = (KL.PlanContent, KL.WasteHierarchyStep, KL.WasteStream)
    concepts = (thing for kind in classes for thing in terms.subjects(RDF.type, kind))
    provisions = (addresses.legal_requirement(row["adress"]) for row in known.legal)
    return frozenset(thing for thing in (*concepts, *provisions) if isinstance(thing, URIRef))
