"""What a person accepts of the proposals → rows of the alignments' ``links.csv``."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rdflib import URIRef

from kretslopp.alignment.proposals import Proposal
from kretslopp.curation import CurationRow, csv_lines
from kretslopp.errors import DataViolation, Fault, Place
from kretslopp.mapping.interpretation import (
    ACCEPTED,
    LINK_COLUMNS,
    SAME_ACTION,
    SIMILAR_ACTION,
    alignments,
)
from kretslopp.namespaces import KL_ID

# What the CSV says after the evidence of a pair that is accepted.
ALREADY = "; redan godtagen (accepted)"
_EVIDENCE = "evidence"


@dataclass(frozen=True)
class Chosen:
    """One row of the file of accepted proposals: what is linked, why, and where it stands."""

    a: URIRef
    b: URIRef
    evidence: str
    place: Place

    @property
    def key(self) -> tuple[str, str]:
        """Return the addresses of what is linked, without ``…/id/``."""
        return _short(self.a), _short(self.b)


@dataclass(frozen=True)
class Acceptance:
    """What accepting gave: the whole text of ``links.csv``, what was added, what was skipped."""

    text: str
    added: tuple[tuple[str, ...], ...]
    skipped: tuple[str, ...]


def read_chosen(path: Path, command: str, ends: tuple[str, str]) -> tuple[Chosen, ...]:
    """Read the CSV that a command wrote, with the rows that a person left in it.

    ``ends`` are the columns that hold what is linked. Raises UnreadableInput, or
    DataViolation with every fault.
    """
    heads = (*ends, _EVIDENCE)
    head, *lines = csv_lines(path, ",;")
    missing = [name for name in heads if name not in head]
    if missing:
        raise DataViolation(
            Fault(
                f"The head lacks {', '.join(missing)}.",
                Place(str(path), row=1),
                f"Take the file that “{command} --format csv” writes, and remove rows.",
            )
        )
    chosen, faults = [], []
    for number, line in enumerate(lines, start=2):
        place = Place(str(path), row=number)
        if not any(line):
            continue
        if len(line) != len(head):
            faults.append(Fault(f"The row has {len(line)} cells, not {len(head)}.", place))
            continue
        cells = dict(zip(head, line, strict=True))
        faults += [
            Fault("The cell is empty.", Place(str(path), row=number, column=name))
            for name in heads
            if not cells[name]
        ]
        a, b = (URIRef(cells[name]) for name in ends)
        chosen.append(Chosen(a, b, cells[_EVIDENCE].removesuffix(ALREADY), place))
    if faults:
        raise DataViolation(*faults)
    return tuple(chosen)


def accept(
    chosen: tuple[Chosen, ...],
    proposals: tuple[Proposal, ...],
    links: tuple[CurationRow, ...],
    text: str,
    who: str,
    when: date,
) -> Acceptance:
    """Add what was chosen to the alignments.

    ``links`` are the rows that stand there, ``text`` their file's text (empty
    for none). Two actions that their region recommends to all become the same
    action, others similar ones. Raises DataViolation for pairs that are not
    proposed; nothing is accepted then.
    """
    by_pair = {frozenset((item.a.iri, item.b.iri)): item for item in proposals}
    faults = [
        Fault(
            f"{_short(item.a)} and {_short(item.b)} are not a pair that is proposed.",
            item.place,
            "Run the command for the programmes that these actions are of.",
        )
        for item in chosen
        if frozenset((item.a, item.b)) not in by_pair
    ]
    if faults:
        raise DataViolation(*faults)
    standing = {pair: _stands(row) for pair, row in alignments(links).items()}
    added: list[tuple[str, ...]] = []
    skipped = []
    for item in chosen:
        pair = frozenset((item.a, item.b))
        if pair in standing:
            skipped.append(f"{_short(item.a)} and {_short(item.b)}: {standing[pair]}")
            continue
        kind = SAME_ACTION if by_pair[pair].same_bank else SIMILAR_ACTION
        ends = (_short(item.a), kind, _short(item.b))
        added.append((*ends, ACCEPTED, who, when.isoformat(), item.evidence))
        standing[pair] = f"accepted in {item.place}"
    return Acceptance(_with_rows(text, added), tuple(added), tuple(skipped))


def _stands(row: CurationRow) -> str:
    if row["läge"] == ACCEPTED:
        return f"accepted already in row {row.place.row}"
    return f"row {row.place.row} has it as {row['läge']}; write {ACCEPTED} there"


def _short(iri: URIRef) -> str:
    return iri.removeprefix(str(KL_ID))


def _with_rows(text: str, rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if not text:
        writer.writerow((*LINK_COLUMNS, "vem", "när", "varför"))
    writer.writerows(rows)
    return (text if not text or text.endswith("\n") else f"{text}\n") + out.getvalue()
