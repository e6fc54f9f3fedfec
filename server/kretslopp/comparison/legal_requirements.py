"""Every mark for a legal requirement, and the provision that we read behind it."""

from collections.abc import Iterator

from kretslopp.comparison import legal_marks
from kretslopp.comparison.table import Row, Value, iris, joined, kind, of_entry
from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.descriptions import NOTHING, descriptions
from kretslopp.reading.entries import Entry, entries, members
from kretslopp.reading.interpretations import PROPOSED, combined, statuses
from kretslopp.reading.names import Names
from kretslopp.reading.programmes import Selection


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each action of the selected programmes with its mark, whatever that says."""
    bases = LegalBases(engine, selection)
    for municipality, entry in members(entries(engine, selection, (legal_marks.MARK,))):
        yield {
            **of_entry(municipality, entry),
            "kind": kind(entry),
            "mark": legal_marks.mark(entry),
            **bases.cells(entry),
        }


class LegalBases:
    """The provisions behind actions: our reading, proposed or accepted."""

    def __init__(self, engine: Engine, selection: Selection) -> None:
        self._selection = selection
        self._of = descriptions(engine, "?thing kl:legalBasis ?any .", (KL.legalBasis,))
        self._statuses = statuses(engine, (KL.legalBasis,))
        self._names = Names(
            engine, {basis for of in self._of.values() for basis in of.iris(KL.legalBasis)}
        )

    def cells(self, entry: Entry) -> dict[str, Value]:
        """Return the cells that say what an entry's action is based on."""
        known = {
            basis: self._statuses.get((entry.action, basis), frozenset())
            for basis in self._of.get(entry.action, NOTHING).iris(KL.legalBasis)
        }
        left_out = PROPOSED if self._selection.certain_only else None
        used = {basis: of for basis, of in known.items() if left_out not in of}
        return {
            "legal_basis": joined(
                self._names.label(basis, self._selection.language) or str(basis) for basis in used
            ),
            "legal_basis_iris": iris(used),
            "legal_basis_status": combined(status for of in used.values() for status in of),
        }
