"""What every programme of a build stands on: ontology, shapes, registers and translations."""

from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph

from kretslopp import artefacts, ontology, validation
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.mapping import interpretation, registers
from kretslopp.mapping.interpretation import Translations
from kretslopp.mapping.registers import Registers
from kretslopp.reasoning import check_supported


@dataclass(frozen=True)
class Ground:
    """The data directory, and what all its programmes share, read and checked."""

    data: Path
    ontology: Graph
    shapes: Graph
    registers: Registers
    translations: tuple[Translations, ...]

    @classmethod
    def read(cls, data: Path) -> "Ground":
        """Read the ground of a data directory laid out as ``data/``.

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
        return cls(
            data,
            terms,
            validation.load_shapes(artefacts.shapes()),
            registers.read(data),
            interpretation.read(data),
        )
