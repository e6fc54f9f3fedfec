"""Proposed themes → rows of a folder's ``links.csv``, as proposed or accepted by a person."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date

from kretslopp.alignment.acceptance import Acceptance, Chosen
from kretslopp.alignment.theme_proposals import ThemeProposal
from kretslopp.curation import WHO, CurationRow
from kretslopp.errors import DataViolation, Fault
from kretslopp.mapping.interpretation import (
    ACCEPTED,
    ACTION_THEME,
    GOAL_THEME,
    LINK_COLUMNS,
    PROPOSED,
)

# Who puts down what the words alone say.
PROGRAMME = "kretslopp themes"
_COLUMNS = (*LINK_COLUMNS, WHO, "när", "varför")
_ADVICE = "Run the command for the programme that it is of."
_STATUS = _COLUMNS.index("läge")
_PROPERTIES = {"goal": GOAL_THEME, "action": ACTION_THEME}
Link = tuple[str, ...]  # the cells of a row, in the order of the columns
Key = tuple[str, str]  # thing and theme, by their addresses


def judged(links: Iterable[CurationRow]) -> frozenset[str]:
    """Return the addresses of what a person has given a theme, accepted or proposed."""
    return frozenset(row["sak"] for row in links if _is_of_theme(row) and not _is_ours(row))


def put_down(links: Iterable[CurationRow]) -> frozenset[Key]:
    """Return the thing and theme of each row that ``written`` made and nobody has accepted."""
    return frozenset(_key(row) for row in links if _is_ours(row))


def written(proposals: Iterable[ThemeProposal], links: tuple[CurationRow, ...], when: date) -> str:
    """Return the text of ``links.csv`` with the proposals of its folder put down as proposed.

    ``links`` are the rows that stand there. Those that were put down before and
    are proposed no more go; those that say the same as before stay as they are.
    Other rows are never touched.
    """
    before = {_key(row): row for row in links if _is_ours(row)}
    rows = [_cells(row) for row in links if not _is_ours(row)]
    for item in proposals:
        standing = before.get(item.key)
        same = standing is not None and standing.why == item.evidence
        day = standing.when if standing is not None and same else when
        rows.append(_row(item, item.evidence, PROPOSED, PROGRAMME, day))
    return _text(rows)


def accept_themes(
    chosen: Iterable[Chosen],
    proposals: Mapping[Key, ThemeProposal],
    links: Mapping[str, tuple[CurationRow, ...]],
    who: str,
    when: date,
) -> dict[str, Acceptance]:
    """Accept what was chosen of proposals; return what that gives for each folder it is of.

    ``links`` are the rows that stand in each folder: one that is proposed there
    becomes accepted. Raises DataViolation for what is not proposed; nothing is
    accepted then.
    """
    by_folder: dict[str, list[Chosen]] = {}
    faults = []
    for item in chosen:
        if item.key in proposals:
            by_folder.setdefault(proposals[item.key].thing.folder, []).append(item)
        else:
            thing, theme = item.key
            message, advice = f"{theme} is not proposed for {thing}.", _ADVICE
            faults.append(Fault(message, item.place, advice))
    if faults:
        raise DataViolation(*faults)
    return {
        folder: _accepted(items, proposals, links[folder], who, when)
        for folder, items in by_folder.items()
    }


def _accepted(
    chosen: Iterable[Chosen],
    proposals: Mapping[Key, ThemeProposal],
    links: tuple[CurationRow, ...],
    who: str,
    when: date,
) -> Acceptance:
    rows = {_key(row): _cells(row) for row in links}
    added, skipped = [], []
    for item in chosen:
        if item.key in rows and rows[item.key][_STATUS] == ACCEPTED:
            skipped.append(f"{' and '.join(item.key)}: accepted already")
        else:
            row = _row(proposals[item.key], item.evidence, ACCEPTED, who, when)
            rows[item.key] = row
            added.append(row)
    return Acceptance(_text(rows.values()), tuple(added), tuple(skipped))


def _is_of_theme(row: CurationRow) -> bool:
    return row["egenskap"] in _PROPERTIES.values()


def _is_ours(row: CurationRow) -> bool:
    return _is_of_theme(row) and row.who == PROGRAMME and row["läge"] == PROPOSED


def _key(row: CurationRow) -> Key:
    return row["sak"], row["värde"]


def _cells(row: CurationRow) -> Link:
    return tuple(row[column] for column in _COLUMNS)


def _row(item: ThemeProposal, evidence: str, status: str, who: str, when: date) -> Link:
    thing, theme = item.key
    return (thing, _PROPERTIES[item.thing.kind], theme, status, who, when.isoformat(), evidence)


def _text(rows: Iterable[Link]) -> str:
    """Return the file; an empty text where it would have no row."""
    listed = list(rows)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_COLUMNS, *listed] if listed else [])
    return out.getvalue()
